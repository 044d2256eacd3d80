import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { messages } from './messages.ts'

const words = messages.one
type Contact = CallOutput<'getWorklist'>['receivers'][number]['contact']

/** Whom to ring where nobody has said 收到: the number masked, and shown with a reason to the level above. */
export function ReceiverContact({ orgId, contact }: { orgId: number; contact: Contact }) {
  const reveal = useSave('revealContact')
  const [mobile, setMobile] = useState<string>()
  if (!contact) return null
  const show = async (reason: string) => {
    const answer = await reveal.save({ params: { orgId }, body: { reason } })
    if (answer) setMobile(answer.mobile)
    return answer
  }
  return (
    <>
      <small>
        {' '}
        {contact.name} {mobile ? <a href={`tel:${mobile}`}>{mobile}</a> : contact.mobile}
      </small>
      {contact.reveal && !mobile && (
        <AskReason
          tone="quiet"
          verb={words.reveal}
          label={words.revealLabel(contact.name)}
          hint={words.revealHint}
          why={words.revealWhy}
          write={reveal}
          onSend={show}
        />
      )}
    </>
  )
}
