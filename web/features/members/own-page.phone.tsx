import './members.phone.css'
import { useState } from 'react'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { ExemptionPart } from './exemption-part.tsx'
import type { Member } from './fields.ts'
import { KinPart } from './kin-part.tsx'
import { LookList } from './look-list.tsx'
import { MemberEvents } from './member-events.tsx'
import { messages } from './messages.ts'
import { ObjectSheet } from './object-sheet.tsx'
import { personalMessages } from './personal-messages.ts'
import { RegisterCard } from './register-card.tsx'

const words = messages.own

function Looks() {
  const looks = useCall('listLooks', { query: { limit: 20 } })
  return (
    <section className="card-part">
      <h2>{messages.page.looks}</h2>
      <Answer of={looks}>{(data) => <LookList looks={data} />}</Answer>
    </section>
  )
}

function Body({ member }: { member: Member }) {
  const [objecting, setObjecting] = useState(false)
  return (
    <>
      <div className="pad top">
        <Button wide onPress={() => setObjecting(true)}>
          {words.object}
        </Button>
        <p className="note own-paper">{words.paper}</p>
        <LinkButton href={`/print/members/${member.memberId}/contact-cards`} wide>
          {messages.page.cards}
        </LinkButton>
      </div>
      <RegisterCard member={member} sheets />
      <section className="card-part">
        <h2>{personalMessages.exemptions}</h2>
        <ExemptionPart member={member} />
      </section>
      <section className="card-part">
        <h2>{personalMessages.kin}</h2>
        <KinPart member={member} />
      </section>
      <Looks />
      <details className="card-part more">
        <summary>{messages.phone.events(member.events.length)}</summary>
        <MemberEvents events={member.events} />
      </details>
      {objecting && <ObjectSheet onClose={() => setObjecting(false)} />}
    </>
  )
}

/** All that is recorded about oneself, who looked, and how to say that something is wrong. */
export default function OwnPage() {
  const { memberId } = useSession()
  const own = useCall('getOwnMember', memberId === null ? undefined : {})
  if (memberId === null) {
    return (
      <Screen title={words.title} back="/me">
        <Empty>{words.nobody}</Empty>
      </Screen>
    )
  }
  return (
    <Screen title={words.title} sub={own.data?.orgName} back="/me">
      <Answer of={own}>{(member) => <Body member={member} />}</Answer>
    </Screen>
  )
}
