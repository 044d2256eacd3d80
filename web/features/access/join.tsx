import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { JoinForm } from './join-form.tsx'
import { messages } from './messages.ts'

const words = messages.join
type Account = CallOutput<'listAccounts'>['rows'][number]

/** Whose account it is, and whose it was said to be before. */
export function Joined({ account }: { account: Account }) {
  const { today } = useSession()
  const { joins, memberName } = account
  return (
    <>
      {memberName && <small> {words.is(memberName)}</small>}
      {joins.length > 0 && (
        <ul className="grants" aria-label={words.history}>
          {joins.map(({ at, byName, memberName: whom, reason, ended }) => (
            <li key={at}>
              <small>
                {words.was(whom, byName, formatInstant(at, today), reason)}
                {ended && words.ended(ended.byName, formatInstant(ended.at, today), ended.reason)}
              </small>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

export function JoinActs({ account }: { account: Account }) {
  const [joining, setJoining] = useState(false)
  const { accountId, name, abilities } = account
  const { save, saving, error, clearError } = useSave('unjoinAccount', `accounts:${accountId}:unjoin`)
  return (
    <>
      {abilities.join && (
        <Button label={words.label(name)} onPress={() => setJoining(true)}>
          {words.verb}
        </Button>
      )}
      {abilities.unjoin && (
        <AskReason
          verb={words.undo}
          label={words.undoLabel(name)}
          hint={words.undoHint}
          why={words.undoWhy}
          write={{ saving, error, clearError }}
          onSend={(reason) => save({ params: { accountId }, body: { reason } })}
          done={words.undone}
        />
      )}
      {joining && <JoinForm account={account} onClose={() => setJoining(false)} />}
    </>
  )
}
