import { useState } from 'react'
import { useSave } from '../lib/use-save.ts'
import { AskReason } from './ask-reason.tsx'
import { messages } from './messages.ts'

const words = messages.contact
type Contact = { name: string; mobile: string | null; reveal: boolean }

/** Whom to ring, the number masked; the level above is shown it with a reason, and may call from here. */
export function ContactLine({ orgId, contact }: { orgId: number; contact: Contact | null }) {
  const write = useSave('revealContact')
  const [mobile, setMobile] = useState<string>()
  if (!contact) return null
  const reveal = async (reason: string) => {
    const answer = await write.save({ params: { orgId }, body: { reason } })
    if (answer) setMobile(answer.mobile)
    return answer
  }
  return (
    <p className="contact-line">
      <span>
        {contact.name}　{mobile ? <a href={`tel:${mobile}`}>{mobile}</a> : contact.mobile}
      </span>
      {contact.reveal && !mobile && (
        <AskReason
          tone="quiet"
          verb={words.reveal}
          label={words.revealLabel(contact.name)}
          hint={words.revealHint}
          why={words.revealWhy}
          write={write}
          onSend={reveal}
        />
      )}
    </p>
  )
}
