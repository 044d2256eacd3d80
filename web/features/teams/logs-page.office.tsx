import './teams.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { ViewSwitch } from '../../ui/view-switch.tsx'
import { sayAmounts, sayOne } from './amounts.ts'
import { measureNames, messages, units } from './messages.ts'

type Totals = CallOutput<'totalLogs'>
type Total = Totals['rows'][number]
type Log = CallOutput<'listLogs'>['rows'][number]
const words = messages.logs

function keyOf({ filter }: Total): string {
  return Object.values(filter).join()
}

function Raise({ log }: { log: Log }) {
  const { save, saving } = useSave('raiseFinding', `log:${log.logId}:case`)
  const raise = async () => {
    const made = await save({ params: { logId: log.logId }, body: {} })
    if (made) tell({ tone: 'done', sentence: words.raised(made.no) })
  }
  return (
    <Button busy={saving} label={words.raiseOf(log.workName)} onPress={() => void raise()}>
      {words.raise}
    </Button>
  )
}

function Found({ log }: { log: Log }) {
  return (
    <>
      {log.finding}
      {log.caseId && <a href={to(`/cases/${log.caseId}`)}>{words.see}</a>}
      {log.abilities.raise && <Raise log={log} />}
    </>
  )
}

function columnsOfLogs(today: string): Column<Log>[] {
  return [
    { id: 'day', head: words.day, tight: true, cell: (log) => formatDay(log.day, today) },
    { id: 'who', head: words.who, names: true, cell: (log) => log.name ?? messages.someone },
    { id: 'what', head: words.what, cell: (log) => log.workName },
    {
      id: 'amounts',
      head: '',
      cell: (log) => (log.withdrawReason === null ? sayAmounts(log.amounts) : words.withdrawn),
    },
    { id: 'said', head: words.said, cell: (log) => log.note },
    { id: 'found', head: words.found, cell: (log) => <Found log={log} /> },
  ]
}

/** The logs of which a total is the sum. */
function Logs({ filter, year }: { filter: Total['filter']; year: number }) {
  const { today } = useSession()
  const list = useCall('listLogs', { query: { ...filter, year, limit: 200 } })
  return (
    <Answer of={list}>
      {({ rows }) => (
        <Ledger caption={words.list} columns={columnsOfLogs(today)} rows={rows} keyOf={(log) => log.logId} />
      )}
    </Answer>
  )
}

function columnsOfTotals(open: string | undefined, onOpen: (key: string) => void): Column<Total>[] {
  return [
    { id: 'what', head: words.what, names: true, cell: (row) => row.label },
    { id: 'place', head: messages.place, cell: (row) => row.orgName },
    {
      id: 'times',
      head: words.times,
      num: true,
      cell: (row) => (
        <Figure
          open={open === keyOf(row)}
          onToggle={() => onOpen(keyOf(row))}
          label={words.opens(row.times, row.label)}
        >
          {row.times}
        </Figure>
      ),
    },
    ...measureNames.map(
      (one): Column<Total> => ({
        id: one,
        head: units[one],
        num: true,
        cell: (row) => sayOne(row.amounts[one]),
      }),
    ),
  ]
}

function Sheet({ totals }: { totals: Totals }) {
  const [open, setOpen] = useState<string>()
  if (totals.rows.length === 0) return <Empty>{words.empty}</Empty>
  const toggle = (key: string) => setOpen((now) => (now === key ? undefined : key))
  const cells = Object.fromEntries(measureNames.map((one) => [one, sayOne(totals.all.amounts[one])]))
  return (
    <Ledger
      caption={words.totals(totals.year)}
      columns={columnsOfTotals(open, toggle)}
      parts={[
        {
          id: 'all',
          rows: totals.rows,
          closing: { cells: { what: words.all, times: totals.all.times, ...cells }, year: true },
        },
      ]}
      keyOf={keyOf}
      openKey={open}
      open={(row) => <Logs filter={row.filter} year={totals.year} />}
    />
  )
}

/** A year's work by what it was done at, or by who did it; each total opens to its logs in place. */
export default function LogsPage() {
  const [by, setBy] = useState<'work' | 'person'>('work')
  const totals = useCall('totalLogs', { query: { by } })
  return (
    <div className="teams">
      <PageHead title={words.title} sub={words.sub} />
      <div className="bar">
        <ViewSwitch
          label={words.view}
          value={by}
          onChoose={setBy}
          options={[
            { value: 'work', label: words.byWork },
            { value: 'person', label: words.byPerson },
          ]}
        />
      </div>
      <Answer of={totals}>{(data) => <Sheet key={by} totals={data} />}</Answer>
    </div>
  )
}
