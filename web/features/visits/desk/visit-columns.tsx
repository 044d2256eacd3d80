import type { CallOutput } from '../../../lib/call-types.ts'
import { formatDay } from '../../../lib/format-day.ts'
import { to } from '../../../lib/link.ts'
import { useSave } from '../../../lib/use-save.ts'
import { AskReason } from '../../../ui/ask-reason.tsx'
import { Button } from '../../../ui/button.tsx'
import type { Column } from '../../../ui/ledger.tsx'
import { listWords as words } from './list-words.ts'

export type Visit = CallOutput<'listVisits'>['rows'][number]
const steps = ['door', 'met', 'card', 'talk'] as const

export function sayYuan(fen: number): string {
  return (fen / 100).toLocaleString('zh-CN', { maximumFractionDigits: 2 })
}

export function whereOf({ address, gridName }: Visit): string {
  return address ?? gridName
}

function stepsOf({ quartet }: Visit): string {
  const said = steps.filter((step) => quartet[step]).map((step) => words.steps[step])
  return said.length > 0 ? said.join('、') : words.noStep
}

type ActsProps = { of: Visit; today: string; onLook: (of: Visit) => void; onVoided: () => void }

function Acts({ of, today, onLook, onVoided }: ActsProps) {
  const write = useSave('voidVisit')
  const on = formatDay(of.visitedOn, today)
  const voidIt = async (reason: string) => {
    const done = await write.save({ params: { visitId: of.visitId }, body: { reason } })
    if (done) onVoided()
    return done
  }
  return (
    <div className="desk-acts">
      {of.voidReason !== null && <span className="note">{words.voidedFor(of.voidReason)}</span>}
      {of.verdict && <span className="note">{words.checked(words.verdicts[of.verdict])}</span>}
      {of.abilities.look && (
        <Button label={words.lookOf(whereOf(of), on)} onPress={() => onLook(of)}>
          {words.look}
        </Button>
      )}
      {of.abilities.void && (
        <AskReason
          tone="quiet"
          verb={words.void}
          label={words.voidOf(whereOf(of), on)}
          hint={words.voidHint}
          why={words.voidWhy}
          write={write}
          onSend={voidIt}
          done={words.voided}
        />
      )}
    </div>
  )
}

type Doing = Omit<ActsProps, 'of' | 'today'>

/** One visit a row: where, when, who, how far it came, what came of it, and what may be done with it. */
export function visitColumns(today: string, doing: Doing): Column<Visit>[] {
  return [
    { id: 'address', head: words.address, names: true, cell: (row) => row.address ?? words.above },
    { id: 'grid', head: words.grid, cell: (row) => [row.gridName, row.placeName].filter(Boolean).join(' ') },
    { id: 'on', head: words.on, tight: true, cell: (row) => formatDay(row.visitedOn, today) },
    { id: 'by', head: words.by, cell: (row) => row.visitorName },
    { id: 'purpose', head: words.purpose, cell: (row) => row.purposeLabel },
    { id: 'recorded', head: words.recorded, cell: stepsOf },
    {
      id: 'solace',
      head: words.solaceHead,
      num: true,
      cell: (row) => row.solaceFen !== null && sayYuan(row.solaceFen),
    },
    {
      id: 'case',
      head: words.case,
      cell: (row) =>
        row.caseId && (
          <a href={to(`/cases/${row.caseId}`)}>{row.caseClosed ? words.caseClosed : words.caseOpen}</a>
        ),
    },
    { id: 'acts', head: words.acts, cell: (row) => <Acts of={row} today={today} {...doing} /> },
  ]
}
