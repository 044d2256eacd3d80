import './members.css'
import { useQuery } from '@tanstack/react-query'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { ask } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { ExemptionPart } from './exemption-part.tsx'
import type { Member } from './fields.ts'
import { InviteMember } from './invite-member.tsx'
import { KinPart } from './kin-part.tsx'
import { LookList } from './look-list.tsx'
import { MemberActs } from './member-acts.tsx'
import { MemberEvents } from './member-events.tsx'
import { MemberPosts } from './member-posts.tsx'
import { stageOf } from './member-row.ts'
import { messages } from './messages.ts'
import { PartyAge } from './party-age.tsx'
import { personalMessages } from './personal-messages.ts'
import { RegisterCard } from './register-card.tsx'

const words = messages.page

function Looks({ memberId, own }: { memberId: string; own: boolean }) {
  const looks = useQuery(ask('listMemberLooks', { params: { memberId }, query: { limit: 20 } }))
  return (
    <section className="beside-part">
      <h2>{own ? words.looks : words.looksOther}</h2>
      <Answer of={looks}>{(data) => <LookList looks={data} own={own} />}</Answer>
    </section>
  )
}

function Body({ member }: { member: Member }) {
  const { memberId } = useSession()
  const sub = [member.orgName, stageOf(member), member.partyPost].filter(Boolean).join(' · ')
  return (
    <>
      <PageHead
        title={member.name}
        sub={sub}
        actions={
          <>
            {member.abilities.booklet && (
              <LinkButton href={to(`/members/${member.memberId}/booklet`)}>{words.booklet}</LinkButton>
            )}
            {member.stage !== 'exited' && (
              <a
                className="btn"
                href={`/print/members/${member.memberId}/contact-cards`}
                target="_blank"
                rel="noopener"
              >
                {words.cards}
              </a>
            )}
            {member.abilities.write && (
              <LinkButton href={to(`/members/${member.memberId}/edit`)}>{words.edit}</LinkButton>
            )}
          </>
        }
      />
      <PartyAge member={member} />
      <MemberActs member={member} />
      <div className="beside">
        <RegisterCard member={member} />
        <div>
          <section className="beside-part">
            <h2>{words.posts}</h2>
            <MemberPosts member={member} />
          </section>
          <section className="beside-part">
            <h2>
              {words.events} <small>{words.eventsNote}</small>
            </h2>
            <MemberEvents events={member.events} />
          </section>
          {(member.abilities.write || memberId === member.memberId) && (
            <>
              <section className="beside-part no-print">
                <h2>{personalMessages.exemptions}</h2>
                <ExemptionPart member={member} />
              </section>
              <section className="beside-part no-print">
                <h2>{personalMessages.kin}</h2>
                <KinPart member={member} />
              </section>
            </>
          )}
          {member.abilities.invite && (
            <section className="beside-part no-print">
              <h2>{messages.invite.title}</h2>
              <InviteMember member={member} />
            </section>
          )}
          {member.abilities.looks && <Looks memberId={member.memberId} own={memberId === member.memberId} />}
        </div>
      </div>
    </>
  )
}

/** One person: the register, what happened, what may be done. */
export default function MemberPage({ params }: PageProps) {
  const member = useQuery(ask('getMember', { params: { memberId: params.memberId ?? '' } }))
  return <Answer of={member}>{(data) => <Body member={data} />}</Answer>
}
