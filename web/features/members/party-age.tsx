import { useId, useState } from 'react'
import { formatInstant } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { Chain } from '../../ui/chain.tsx'
import { Figure } from '../../ui/figure.tsx'
import type { Member } from './fields.ts'
import { messages } from './messages.ts'

const words = messages.page

function Why({ member, since }: { member: Member; since: string }) {
  const { today } = useSession()
  const event =
    member.events.find((one) => one.to === 'full') ?? member.events.find((one) => one.kind === 'entered')
  return (
    <Chain
      rule={words.partyAgeRule}
      fact={words.partyAgeFact(since)}
      by={words.partyAgeBy(
        event?.recordedBy ?? null,
        formatInstant(event?.recordedAt ?? member.createdAt, today),
      )}
      record={
        event
          ? words.partyAgeRecord(event.happenedOn, event.reason)
          : words.partyAgeNoRecord(member.fullOn ?? since)
      }
    />
  )
}

/** 党龄, which opens to how it is reckoned. Nothing for who is no full member yet. */
export function PartyAge({ member }: { member: Member }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const age = member.partyAge
  if (!age) return null
  const said = words.partyAge(age.years, age.months)
  return (
    <div className="party-age">
      <p>
        {words.partyAgeHead}{' '}
        <Figure label={words.partyAgeLabel(said)} open={open} onToggle={() => setOpen(!open)} controls={id}>
          {said}
        </Figure>
      </p>
      {open && (
        <div className="party-age-why" id={id}>
          <Why member={member} since={age.since} />
        </div>
      )}
    </div>
  )
}
