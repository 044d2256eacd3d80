import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { messages } from './messages.ts'
import { monthAfter, monthBefore } from './month.ts'

type Report = CallOutput<'getMonthlyReport'>

export function reportPath(orgId: number, month: string): string {
  return `/monthly-report?org=${orgId}&month=${month}`
}

/** The month before, and the one after as far as it is over. */
export function MonthLinks({ report: { orgId, month, lastMonth } }: { report: Report }) {
  const after = monthAfter(month)
  return (
    <nav className="month-links" aria-label={messages.choose}>
      <LinkButton href={to(reportPath(orgId, monthBefore(month)))}>
        {messages.before(monthBefore(month))}
      </LinkButton>
      {after <= lastMonth && (
        <LinkButton href={to(reportPath(orgId, after))}>{messages.before(after)}</LinkButton>
      )}
    </nav>
  )
}

/** The sheet opens beside the page: it is read out, not worked in. */
export function SheetLinks({ report: { orgId, month } }: { report: Report }) {
  const path = `/print/organisations/${orgId}/monthly-report?month=${month}`
  return (
    <>
      <a className="btn" href={path} target="_blank" rel="noopener">
        <Icon name="print" />
        {messages.print}
      </a>
      <a className="btn" href={`${path}&size=large`} target="_blank" rel="noopener">
        {messages.printLarge}
      </a>
    </>
  )
}
