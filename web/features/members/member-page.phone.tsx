import './members.phone.css'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Answer } from '../../ui/states.tsx'
import { ExemptionPart } from './exemption-part.tsx'
import { InviteMember } from './invite-member.tsx'
import { KinPart } from './kin-part.tsx'
import { MemberEvents } from './member-events.tsx'
import { stageOf } from './member-row.ts'
import { messages } from './messages.ts'
import { personalMessages } from './personal-messages.ts'
import { RegisterCard } from './register-card.tsx'
import { titles } from './titles.ts'

/** One person's card: numbers masked, a call only after a reason. */
export default function MemberPage({ params }: PageProps) {
  const member = useCall('getMember', { params: { memberId: params.memberId ?? '' } })
  const data = member.data
  return (
    <Screen
      title={data?.name ?? titles.member}
      sub={data && [data.orgName, stageOf(data)].join(' · ')}
      back="/members"
    >
      <Answer of={member}>
        {(one) => (
          <>
            {one.abilities.booklet && (
              <LinkButton href={to(`/members/${one.memberId}/booklet`)}>{messages.page.booklet}</LinkButton>
            )}
            <RegisterCard member={one} sheets />
            {one.abilities.write && (
              <>
                <details className="card-part more">
                  <summary>{personalMessages.exemptions}</summary>
                  <ExemptionPart member={one} />
                </details>
                <details className="card-part more">
                  <summary>{personalMessages.kin}</summary>
                  <KinPart member={one} />
                </details>
              </>
            )}
            {one.abilities.invite && (
              <details className="card-part more">
                <summary>{messages.invite.title}</summary>
                <InviteMember member={one} />
              </details>
            )}
            <details className="card-part more">
              <summary>{messages.phone.events(one.events.length)}</summary>
              <MemberEvents events={one.events} />
            </details>
          </>
        )}
      </Answer>
    </Screen>
  )
}
