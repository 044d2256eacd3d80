import './desk/desk.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { go } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { ViewSwitch } from '../../ui/view-switch.tsx'
import { listWords as words } from './desk/list-words.ts'
import { LookSheet } from './desk/look-sheet.tsx'
import { Pick, usePick } from './desk/pick.tsx'
import { sayYuan, type Visit, visitColumns, whereOf } from './desk/visit-columns.tsx'
import { VisitViews } from './desk/visit-views.tsx'

const pageSize = 100
const looks = ['all', 'solace', 'demand', 'own'] as const
type Listed = CallOutput<'listVisits'>

function sayTotals({ totals }: Listed): string {
  const { visits, households, met, demands, solaceFen } = totals
  return [
    words.sub(visits, households, met),
    demands > 0 && words.demands(demands),
    solaceFen > 0 && words.solace(sayYuan(solaceFen)),
  ]
    .filter(Boolean)
    .join('')
}

/** A month's visits of a place; what was heard is seen by a look of its own, and what was mistyped taken back. */
export default function ListPage({ search }: PageProps) {
  const { today } = useSession()
  const { orgId, month } = usePick(search)
  const only = looks.find((look) => look === search.get('only')) ?? 'all'
  const offset = readOffset(search)
  const list = useCall('listVisits', { params: { orgId }, query: { month, only, limit: pageSize, offset } })
  const [looking, setLooking] = useState<Visit>()
  const pathOf = (next: { orgId?: number; month?: string; only?: string; offset?: number }) => {
    const asked = { orgId, month, only, offset: 0, ...next }
    return `/visits?orgId=${asked.orgId}&month=${asked.month}&only=${asked.only}&offset=${asked.offset}`
  }
  const columns = visitColumns(today, { onLook: setLooking, onVoided: list.reload })
  return (
    <>
      <PageHead title={words.title} sub={list.data && `${list.data.orgName}：${sayTotals(list.data)}`} />
      <VisitViews value="list" />
      <Pick orgId={orgId} month={month} pathOf={(place, chosen) => pathOf({ orgId: place, month: chosen })} />
      <div className="desk-bar no-print">
        <ViewSwitch
          label={words.onlyLabel}
          value={only}
          onChoose={(look) => go(pathOf({ only: look }))}
          options={looks.map((look) => ({ value: look, label: words.only[look] }))}
        />
      </div>
      <Answer of={list}>
        {({ rows, count }) => (
          <>
            {rows.length === 0 ? (
              <Empty>{words.none}</Empty>
            ) : (
              <Ledger caption={words.title} columns={columns} rows={rows} keyOf={(row) => row.visitId} />
            )}
            <Pager
              count={count}
              offset={offset}
              limit={pageSize}
              unit={words.unit}
              pathOf={(next) => pathOf({ offset: next })}
            />
          </>
        )}
      </Answer>
      {looking && (
        <LookSheet
          visitId={looking.visitId}
          sub={`${whereOf(looking)}，${formatDay(looking.visitedOn, today)}`}
          onClose={() => setLooking(undefined)}
        />
      )}
    </>
  )
}
