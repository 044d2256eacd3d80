import './enterprises.css'
import '../../ui/due-row.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Pager } from '../../ui/pager.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { EnterpriseForm } from './enterprise-form.tsx'
import { messages } from './messages.ts'

export type Enterprise = CallOutput<'listEnterprises'>['rows'][number]
const limit = 50

export function sayFacts(row: Enterprise): string {
  const how = row.isOrganised
    ? messages.organised
    : row.attached
      ? messages.attached(row.attached.name)
      : messages.bare
  return [row.gridName, row.address, messages.facts(row.staffCount, row.memberCount), how].join('，')
}

export function When({ row }: { row: Enterprise }) {
  const { today } = useSession()
  if (row.isDue) return <StampWord state="due">{messages.isDue(formatDay(row.dueOn, today))}</StampWord>
  return <>{row.visitedOn && messages.visited(formatDay(row.visitedOn, today))}</>
}

function Line({ row }: { row: Enterprise }) {
  return (
    <li className="task">
      <div>
        <b>{row.name}</b>
        <span>{sayFacts(row)}</span>
        <span>
          <When row={row} />
        </span>
        {row.orders.map((order) => (
          <span key={order.orderId}>{order.kindLabel}</span>
        ))}
      </div>
      <LinkButton href={to(`/enterprises/${row.enterpriseId}`)} label={messages.lookLabel(row.name)}>
        {messages.look}
      </LinkButton>
    </li>
  )
}

/** The enterprises in reach, or those that nobody has been to this quarter. */
export function ListBody({ search }: { search: URLSearchParams }) {
  const due = search.get('due') === 'true'
  const offset = readOffset(search)
  const [adding, setAdding] = useState(false)
  const query = { limit, offset, ...(due && { due: 'true' as const }) }
  const list = useCall('listEnterprises', { query })
  return (
    <div className="enterprises">
      <Answer of={list}>
        {({ rows, count, dueCount, grids }) => (
          <>
            <div className="enterprise-acts">
              {grids.length > 0 && (
                <Button tone="go" onPress={() => setAdding(true)}>
                  {messages.add}
                </Button>
              )}
              {due ? (
                <LinkButton href={to('/enterprises')}>{messages.all}</LinkButton>
              ) : (
                dueCount > 0 && (
                  <LinkButton href={to('/enterprises?due=true')}>{messages.due(dueCount)}</LinkButton>
                )
              )}
            </div>
            {rows.length === 0 ? (
              <Empty>{due ? messages.noneDue : messages.empty}</Empty>
            ) : (
              <ul className="tasks">
                {rows.map((row) => (
                  <Line key={row.enterpriseId} row={row} />
                ))}
              </ul>
            )}
            <Pager
              count={count}
              offset={offset}
              limit={limit}
              unit={messages.unit}
              pathOf={(next) => `/enterprises?offset=${next}${due ? '&due=true' : ''}`}
            />
            {adding && <EnterpriseForm grids={grids} onClose={() => setAdding(false)} />}
          </>
        )}
      </Answer>
    </div>
  )
}
