import { type CallError, fieldMessage } from '../../lib/call-error.ts'
import { TextField } from '../../ui/field.tsx'
import { lifeMessages } from './life-messages.ts'

const words = lifeMessages.stageForm

export type TypedVote = { entitled: string; present: string; ayes: string }
export const noVote: TypedVote = { entitled: '', present: '', ayes: '' }
export const voteFields = ['body.vote', 'body.vote.entitled', 'body.vote.present', 'body.vote.ayes']

/** Nothing when nothing was typed: the server then says what is missing. */
export function readVote(typed: TypedVote) {
  if (Object.values(typed).every((count) => count.trim() === '')) return undefined
  return { entitled: Number(typed.entitled), present: Number(typed.present), ayes: Number(typed.ayes) }
}

type VoteFieldsProps = {
  typed: TypedVote
  onType: (typed: TypedVote) => void
  error: CallError | undefined
}

/** How the assembly voted. */
export function VoteFields({ typed, onType, error }: VoteFieldsProps) {
  const count = (key: keyof TypedVote) => (
    <TextField
      label={words[key]}
      inputMode="numeric"
      value={typed[key]}
      onType={(value) => onType({ ...typed, [key]: value })}
      problem={fieldMessage(error, `body.vote.${key}`)}
    />
  )
  return (
    <fieldset className="members-part">
      <legend>{words.vote}</legend>
      <div className="counts">
        {count('entitled')}
        {count('present')}
        {count('ayes')}
      </div>
      <p className="note">{words.ayesHint}</p>
      {error?.field === 'body.vote' && <p className="problem">{error.message}</p>}
    </fieldset>
  )
}
