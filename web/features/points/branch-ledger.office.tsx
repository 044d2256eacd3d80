import type { CallOutput } from '../../lib/call-types.ts'
import { formatCount, formatPoints } from '../../lib/format-points.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { messages } from './messages.ts'
import { formatPerHead } from './per-head.ts'
import { pathOf, type Why } from './view.ts'

type Totals = CallOutput<'getTotals'>
type Branch = Totals['branches'][number]

type BranchLedgerProps = { totals: Totals; why: Why | undefined; onWhy: (why: Why | undefined) => void }

function openFigure(branch: Branch, year: number, points: number, props: BranchLedgerProps) {
  // Nought has nothing behind it to open.
  if (points === 0) return formatPoints(points)
  const open = props.why?.orgId === branch.orgId && props.why.year === year
  return (
    <Figure
      open={open}
      onToggle={() => props.onWhy(open ? undefined : { orgId: branch.orgId, year })}
      label={messages.openYear(branch.name, year, points)}
    >
      {formatPoints(points)}
    </Figure>
  )
}

function columnsOf(props: BranchLedgerProps, isNow: boolean): Column<Branch>[] {
  const { year } = props.totals
  const { heads } = messages
  return [
    {
      id: 'org',
      head: heads.org,
      names: true,
      cell: (branch) => <a href={to(pathOf({ orgId: branch.orgId, year }))}>{branch.name}</a>,
    },
    { id: 'members', head: heads.members, num: true, cell: (branch) => formatCount(branch.members) },
    {
      id: 'before',
      head: messages.wholeYear(year - 1),
      num: true,
      cell: (branch) => openFigure(branch, year - 1, branch.lastYear, props),
    },
    {
      id: 'points',
      head: messages.thatYear(year, isNow),
      num: true,
      cell: (branch) => openFigure(branch, year, branch.points, props),
    },
    {
      id: 'perHead',
      head: heads.perHead,
      num: true,
      cell: (branch) => formatPerHead(branch.points, branch.members),
    },
  ]
}

/** Branches in the order of the tree, this year beside the last; nobody is ranked. */
export function BranchLedger(props: BranchLedgerProps) {
  const { totals, why } = props
  const { today } = useSession()
  const cells = {
    org: messages.total,
    members: formatCount(totals.members),
    before: formatPoints(totals.lastYear),
    points: formatPoints(totals.total),
    perHead: formatPerHead(totals.total, totals.members),
  }
  return (
    <Ledger
      caption={messages.byBranch}
      columns={columnsOf(props, today.startsWith(`${totals.year}-`))}
      parts={[{ id: 'all', rows: totals.branches, closing: { cells } }]}
      keyOf={(branch) => branch.orgId}
      openKey={why?.orgId}
    />
  )
}
