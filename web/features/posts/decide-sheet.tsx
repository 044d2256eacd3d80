import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { messages } from './messages.ts'

type Post = CallOutput<'listPosts'>['rows'][number]
type Claim = Post['claims'][number]
const words = messages.decide

function AgreeSheet({ post, claim, onClose }: { post: Post; claim: Claim; onClose: () => void }) {
  const { today } = useSession()
  const [validFrom, setFrom] = useState(today)
  const [validTo, setTo] = useState('')
  const [replaces, setReplaces] = useState('')
  const { save, saving, error } = useSave('decideClaim', `claim:${claim.claimId}`)
  const held = post.claims.filter((one) => one.state === 'held')
  const name = claim.name ?? ''
  const send = async () => {
    const body = { agreed: true, validFrom, validTo: validTo || null, replaces: replaces || null }
    if (!(await save({ params: { claimId: claim.claimId }, body }))) return
    onClose()
    tell({ tone: 'done', sentence: words.agreed(name) })
  }
  return (
    <FormSheet
      title={words.agreeFor(name)}
      sub={post.title}
      error={error}
      send={words.agree}
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <TextField
        label={words.from}
        type="date"
        value={validFrom}
        onType={setFrom}
        problem={fieldMessage(error, 'body.validFrom')}
      />
      <TextField
        label={words.to}
        type="date"
        optional
        value={validTo}
        onType={setTo}
        problem={fieldMessage(error, 'body.validTo')}
      />
      {held.length > 0 && (
        <SelectField
          label={words.replaces}
          empty={words.noOne}
          value={replaces}
          onChoose={setReplaces}
          options={held.map((one) => ({ value: one.claimId, label: one.name ?? one.branchName }))}
          problem={fieldMessage(error, 'body.replaces')}
        />
      )}
    </FormSheet>
  )
}

/** Both answers weigh the same: neither is red. */
export function Decide({ post, claim }: { post: Post; claim: Claim }) {
  const [open, setOpen] = useState(false)
  const refusal = useSave('decideClaim', `claim:${claim.claimId}:no`)
  const name = claim.name ?? ''
  return (
    <>
      <Button label={words.agreeFor(name)} onPress={() => setOpen(true)}>
        {words.agree}
      </Button>
      <AskReason
        verb={words.refuse}
        label={words.refuseFor(name)}
        hint={words.hint}
        why={words.why}
        optional
        write={refusal}
        onSend={(note) =>
          refusal.save({
            params: { claimId: claim.claimId },
            body: { agreed: false, note: note || null },
          })
        }
        done={words.refused}
      />
      {open && <AgreeSheet post={post} claim={claim} onClose={() => setOpen(false)} />}
    </>
  )
}

/** Takes back what was asked, or gives up what is held. */
export function EndClaim({ claim }: { claim: Claim }) {
  const write = useSave('endClaim', `claim:${claim.claimId}:end`)
  const verb = claim.state === 'asked' ? messages.end.back : messages.end.verb
  return (
    <AskReason
      tone="quiet"
      verb={verb}
      label={claim.name ? `${claim.name}${verb}` : verb}
      hint={messages.end.hint}
      why={messages.end.why}
      write={write}
      onSend={(reason) => write.save({ params: { claimId: claim.claimId }, body: { reason } })}
      done={messages.end.done}
    />
  )
}
