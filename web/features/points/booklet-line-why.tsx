import { to } from '../../lib/link.ts'
import { can, useSession } from '../../lib/session.ts'
import { withQuery } from '../../lib/with-query.ts'
import { LinkButton } from '../../ui/button.tsx'
import { RaiseHere } from '../objections/raise-here.tsx'
import type { Booklet, BookletLine } from './booklet-lines.tsx'
import { EntryWhy } from './entry-chain.tsx'
import { messages } from './messages.ts'

type LineWhyProps = { booklet: Booklet; line: BookletLine }

/** A line of the book, open: where it comes from, and beside it the way to say that it is wrong. */
export function LineWhy({ booklet, line }: LineWhyProps) {
  const session = useSession()
  const { memberId, orgId } = booklet.member
  const about = { factId: line.factId, ruleId: line.ruleId }
  const canRecord = !booklet.abilities.object && can(session, 'objections.answer')
  return (
    <>
      <EntryWhy of={about} />
      {booklet.abilities.object && <RaiseHere about={about} standing={line.underObjection} />}
      {canRecord && (
        <div className="two">
          <LinkButton
            href={to(
              withQuery('/objections/new', {
                org: orgId,
                member: memberId,
                fact: line.factId,
                rule: line.ruleId,
              }),
            )}
          >
            {messages.booklet.recordFor}
          </LinkButton>
        </div>
      )}
    </>
  )
}
