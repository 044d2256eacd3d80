import './desk/desk.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import type { PageProps } from '../../lib/pages.ts'
import { tell } from '../../lib/receipts.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty, Trouble } from '../../ui/states.tsx'
import { listWords, planWords as words } from './desk/list-words.ts'
import { Pick, usePick } from './desk/pick.tsx'
import { PlanVisits } from './desk/plan-visits.tsx'
import { VisitViews } from './desk/visit-views.tsx'

type Plans = CallOutput<'listVisitPlans'>
type Planned = Plans['rows'][number]

function columnsFor(today: string, onDrop: (of: Planned) => void): Column<Planned>[] {
  const whereOf = (row: Planned) => row.address ?? listWords.above
  return [
    { id: 'address', head: words.address, names: true, cell: whereOf },
    { id: 'grid', head: words.grid, cell: (row) => [row.gridName, row.placeName].filter(Boolean).join(' ') },
    {
      id: 'done',
      head: words.done,
      cell: (row) => (row.doneOn ? words.doneOn(formatDay(row.doneOn, today)) : words.notDone),
    },
    {
      id: 'last',
      head: words.last,
      tight: true,
      cell: (row) => (row.lastOn ? formatDay(row.lastOn, today) : words.never),
    },
    {
      id: 'acts',
      head: words.acts,
      cell: (row) =>
        row.abilities.drop && (
          <Button
            tone="quiet"
            label={words.dropOf(whereOf(row), row.visitorName)}
            onPress={() => onDrop(row)}
          >
            {words.drop}
          </Button>
        ),
    },
  ]
}

/** By who visits: the plan of each stands under their name, with what of it is done; the names in their own order. */
function partsOf({ rows, visitors }: Plans) {
  return visitors
    .filter((one) => one.planned > 0)
    .map((one) => ({
      id: one.visitorId,
      title: words.of(one.name, one.done, one.planned),
      rows: rows.filter((row) => row.visitorId === one.visitorId),
    }))
}

/** Who means to visit whom in a month. */
export default function PlansPage({ search }: PageProps) {
  const session = useSession()
  const { orgId, month } = usePick(search)
  const list = useCall('listVisitPlans', { params: { orgId }, query: { month } })
  const [adding, setAdding] = useState(false)
  const { save, error } = useSave('dropPlannedVisit')
  const drop = async ({ planId }: Planned) => {
    if (!(await save({ params: { planId }, body: {} }))) return
    tell({ tone: 'done', sentence: words.dropped })
    list.reload()
  }
  const abilities = list.data?.abilities
  const mayAdd = (abilities?.planOwn || abilities?.planOthers) && can(session, 'households.read')
  return (
    <>
      <PageHead
        title={words.title}
        sub={words.sub}
        actions={
          mayAdd && (
            <Button tone="go" onPress={() => setAdding(true)}>
              {words.add}
            </Button>
          )
        }
      />
      <VisitViews value="plans" />
      <Pick
        orgId={orgId}
        month={month}
        pathOf={(place, next) => `/visits/plans?orgId=${place}&month=${next}`}
      />
      {error && <Trouble error={error} />}
      <Answer of={list}>
        {(plans) =>
          plans.rows.length === 0 ? (
            <Empty>{words.none}</Empty>
          ) : (
            <Ledger
              caption={words.title}
              columns={columnsFor(session.today, (of) => void drop(of))}
              parts={partsOf(plans)}
              keyOf={(row) => row.planId}
            />
          )
        }
      </Answer>
      {adding && list.data && (
        <PlanVisits
          orgId={orgId}
          of={list.data}
          onClose={() => setAdding(false)}
          onPlanned={() => {
            setAdding(false)
            list.reload()
          }}
        />
      )}
    </>
  )
}
