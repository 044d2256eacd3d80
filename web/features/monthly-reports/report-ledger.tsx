import './monthly-reports.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatGain } from '../../lib/format-points.ts'
import { Figure } from '../../ui/figure.tsx'
import { type Closing, type Column, Ledger } from '../../ui/ledger.tsx'
import { Empty } from '../../ui/states.tsx'
import { Entries, type Kind } from './entries.tsx'
import { messages } from './messages.ts'

type Report = CallOutput<'getMonthlyReport'>
type Branch = Report['villages'][number]['branches'][number]
type Sums = Report['sums']
type Open = { orgId: number; kind: Kind } | undefined

const kinds = ['bonus', 'deduction', 'reversal'] as const
const { heads } = messages

function columnsOf(open: Open, onOpen: (open: Open) => void): Column<Branch>[] {
  const figureOf = (branch: Branch, kind: Kind) => {
    const { points, count } = branch.sums[kind]
    if (count === 0) return messages.none
    const isOpen = open?.orgId === branch.orgId && open.kind === kind
    return (
      <Figure
        open={isOpen}
        onToggle={() => onOpen(isOpen ? undefined : { orgId: branch.orgId, kind })}
        label={messages.open(branch.name, heads[kind], points, count)}
      >
        {formatGain(points)}
      </Figure>
    )
  }
  return [
    { id: 'branch', head: heads.branch, names: true, cell: (branch) => branch.name },
    ...kinds.map((kind) => ({
      id: kind,
      head: heads[kind],
      num: true,
      cell: (branch: Branch) => figureOf(branch, kind),
    })),
    { id: 'total', head: heads.total, num: true, cell: ({ sums }) => formatGain(sums.total) },
  ]
}

function closingOf(name: string, sums: Sums): Closing {
  const cells = Object.fromEntries(
    kinds.map((kind) => [kind, sums[kind].count === 0 ? messages.none : formatGain(sums[kind].points)]),
  )
  return { cells: { ...cells, branch: messages.sum(name), total: formatGain(sums.total) } }
}

const hasMoved = ({ sums }: { sums: Sums }) => kinds.some((kind) => sums[kind].count > 0)

/** Branches under their villages; a figure opens in place to what it is the sum of. Where nothing was is one sentence. */
export function ReportLedger({ report }: { report: Report }) {
  const [open, setOpen] = useState<Open>()
  const { villages, month, abilities } = report
  if (villages.length === 0) return <Empty>{messages.empty}</Empty>
  const moved = villages.filter(hasMoved)
  const still = moved.length > 0 ? villages.filter((village) => !hasMoved(village)) : []
  return (
    <>
      <div className="months-ledger">
        <Ledger
          caption={messages.caption(month)}
          columns={columnsOf(open, setOpen)}
          parts={(moved.length > 0 ? moved : villages).map(({ orgId, name, sums, branches }) => ({
            id: String(orgId),
            rows: branches,
            closing: closingOf(name, sums),
          }))}
          keyOf={(branch) => branch.orgId}
          openKey={open?.orgId}
          open={(branch) =>
            open && (
              <Entries
                key={`${branch.orgId} ${open.kind}`}
                orgId={branch.orgId}
                month={month}
                kind={open.kind}
                named={abilities.names}
              />
            )
          }
        />
      </div>
      {still.length > 0 && <p>{messages.still(still.map(({ name }) => name))}</p>}
      <p className="note">{messages.reversalNote}</p>
    </>
  )
}
