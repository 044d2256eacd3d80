import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatShortDay } from '../../lib/format-day.ts'
import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { useCall } from '../../lib/use-call.ts'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { BudgetForm } from './budget-form.tsx'
import { messages } from './messages.ts'
import { Tabs } from './tabs.tsx'
import { titles } from './titles.ts'

const words = messages.burden
type Burden = CallOutput<'getBurden'>
type Row = Burden['rows'][number]
type Open = { orgId: number; week: string } | undefined

function Items({ orgId, week }: { orgId: number; week: string }) {
  const items = useCall('listBurdenItems', { params: { orgId }, query: { week } })
  return (
    <Answer of={items}>
      {({ lists }) => (
        <ul className="records">
          {lists
            .filter((list) => list.minutes > 0)
            .map((list) => (
              <li key={list.worklistId}>
                {words.by(list.byOrgName, list.title, list.minutes)}
                {list.overReason && <p className="note">{words.over(list.overReason)}</p>}
                <ul>
                  {list.items.map((item) => (
                    <li key={item.itemId}>{words.item(item.title, item.minutes, item.inMenu)}</li>
                  ))}
                </ul>
              </li>
            ))}
        </ul>
      )}
    </Answer>
  )
}

function BurdenLedger({ burden }: { burden: Burden }) {
  const [open, setOpen] = useState<Open>()
  const { weeks, rows } = burden
  if (rows.length === 0) return <Empty>{words.empty}</Empty>
  const columns: Column<Row>[] = [
    { id: 'name', head: words.name, names: true, cell: ({ name }) => name },
    ...weeks.map((week, at) => ({
      id: week,
      head: formatShortDay(week),
      num: true,
      cell: ({ orgId, name, minutes }: Row) => {
        const count = minutes[at] ?? 0
        const isOpen = open?.orgId === orgId && open.week === week
        if (count === 0) return '—'
        return (
          <Figure
            open={isOpen}
            onToggle={() => setOpen(isOpen ? undefined : { orgId, week })}
            label={words.label(name, count)}
          >
            {count}
          </Figure>
        )
      },
    })),
  ]
  return (
    <div className="burden-ledger worklist">
      <Ledger
        caption={words.caption}
        columns={columns}
        rows={rows}
        keyOf={({ orgId }) => orgId}
        openKey={open?.orgId}
        open={({ orgId }) => open && <Items key={open.week} orgId={orgId} week={open.week} />}
      />
    </div>
  )
}

function BurdenOf({ orgId }: { orgId: number }) {
  const burden = useCall('getBurden', { params: { orgId }, query: {} })
  const budget = useCall('getWeekBudget', {})
  return (
    <>
      <PageHead title={titles.burden} sub={burden.data && words.sub(burden.data.budget)} />
      <Tabs on="burden" />
      {budget.data?.abilities.set && <BudgetForm minutes={budget.data.minutes} />}
      <Answer of={burden}>{(data) => <BurdenLedger burden={data} />}</Answer>
    </>
  )
}

/** 填报分钟数: what every branch below is asked for, this week and the eight before. */
export default function BurdenPage({ search }: PageProps) {
  const place = usePlace()
  const orgId = Number(search.get('org')) || place?.orgId
  if (orgId === undefined) return <Empty>{messages.noPlace}</Empty>
  return <BurdenOf key={orgId} orgId={orgId} />
}
