import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { messages } from './messages.ts'

type Contact = CallOutput<'getDutyRecords'>['contact']

/** The secretary with the number masked; the level above is shown it with a reason, and may call from here. */
export function ContactLine({ orgId, contact }: { orgId: number; contact: Contact }) {
  const write = useSave('revealContact')
  const [mobile, setMobile] = useState<string>()
  if (!contact) return null
  const reveal = async (reason: string) => {
    const answer = await write.save({ params: { orgId }, body: { reason } })
    if (answer) setMobile(answer.mobile)
    return answer
  }
  return (
    <p className="duty-contact">
      <span>
        {contact.name}　{mobile ? <a href={`tel:${mobile}`}>{mobile}</a> : contact.mobile}
      </span>
      {contact.reveal && !mobile && (
        <AskReason
          tone="quiet"
          verb={messages.reveal}
          label={messages.revealLabel(contact.name)}
          hint={messages.revealHint}
          why={messages.revealWhy}
          write={write}
          onSend={reveal}
        />
      )}
    </p>
  )
}
