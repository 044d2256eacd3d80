import { PlaceField } from '../../ui/place-field.tsx'
import './pairings.css'
import '../../ui/due-row.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { go, to } from '../../lib/link.ts'
import { printYuan } from '../../lib/outbox/yuan.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Button, LinkButton } from '../../ui/button.tsx'

import { Pager } from '../../ui/pager.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { StartForm } from './start-form.tsx'

type List = CallOutput<'listPairings'>
export type Pairing = List['rows'][number]
const limit = 50
const tabs = ['open', 'due', 'ended'] as const
type Only = (typeof tabs)[number] | 'all'

export const whereOf = (row: Pairing): string => row.address ?? messages.aHousehold(row.gridName)

/** Until when it is looked at again, or how it ended. */
export function Standing({ row }: { row: Pairing }) {
  const { today } = useSession()
  if (row.endedOn) return <>{messages.ended(formatDay(row.endedOn, today), row.endLabel ?? '')}</>
  const day = formatDay(row.reviewOn, today)
  if (!row.isDue) return <>{messages.reviewBy(day)}</>
  return <StampWord state={row.reviewOn < today ? 'late' : 'soon'}>{messages.isDue(day)}</StampWord>
}

function Line({ row }: { row: Pairing }) {
  const { today } = useSession()
  const where = whereOf(row)
  const last = row.lastOn && formatDay(row.lastOn, today)
  return (
    <li className="task">
      <div>
        <b>
          {row.memberName}　{where}
        </b>
        <span>{[row.branchName, row.menuLabel, messages.helped(row.helps, last)].join('，')}</span>
        <span>
          <Standing row={row} />
        </span>
      </div>
      <LinkButton href={to(`/pairings/${row.pairingId}`)} label={messages.lookFor(row.memberName, where)}>
        {messages.look}
      </LinkButton>
    </li>
  )
}

/** What the address asks for. One household or one member is a history: all of it, ended ones too. */
function readFilter(search: URLSearchParams) {
  const householdId = search.get('household') ?? undefined
  const memberId = search.get('member') ?? undefined
  const branchId = Number(search.get('branch')) || undefined
  const typed = tabs.find((tab) => tab === search.get('only'))
  const only: Only = typed ?? (householdId || memberId ? 'all' : 'open')
  return { only, householdId, memberId, branchId }
}
type Filter = ReturnType<typeof readFilter>

function pathOf({ only, householdId, memberId, branchId }: Filter, offset = 0): string {
  const query = new URLSearchParams()
  if (only !== 'open') query.set('only', only)
  if (householdId) query.set('household', householdId)
  if (memberId) query.set('member', memberId)
  if (branchId) query.set('branch', String(branchId))
  if (offset > 0) query.set('offset', String(offset))
  return `/pairings${query.size > 0 ? `?${query}` : ''}`
}

const emptyWords = {
  open: messages.empty,
  due: messages.noneDue,
  ended: messages.noneEnded,
  all: messages.empty,
} as const

function Tabs({ list, filter }: { list: List; filter: Filter }) {
  const labels = {
    open: messages.tabs.open(list.totals.open),
    due: messages.tabs.due(list.totals.due),
    ended: messages.tabs.ended,
  }
  return tabs
    .filter((tab) => tab !== filter.only)
    .map((tab) => (
      <LinkButton key={tab} href={to(pathOf({ ...filter, only: tab }))}>
        {labels[tab]}
      </LinkButton>
    ))
}

type HeadProps = { list: List; filter: Filter; menus: boolean; onStart: () => void }

function Head({ list, filter, menus, onStart }: HeadProps) {
  const isHistory = Boolean(filter.householdId ?? filter.memberId)
  return (
    <>
      {isHistory && <p>{messages.history}</p>}
      <div className="pairings-acts">
        {list.abilities.start && !isHistory && (
          <Button tone="go" onPress={onStart}>
            {messages.start}
          </Button>
        )}
        {isHistory ? (
          <LinkButton href={to('/pairings')}>{messages.backToList}</LinkButton>
        ) : (
          <Tabs list={list} filter={filter} />
        )}
        {menus && <LinkButton href={to('/help-menus')}>{messages.menusLink}</LinkButton>}
      </div>
      {!isHistory && list.branches.length > 1 && (
        <div className="pairings-filter">
          <PlaceField
            label={messages.branch}
            value={String(filter.branchId ?? '')}
            onChoose={(value) => go(pathOf({ ...filter, branchId: Number(value) || undefined }))}
            places={list.branches}
            empty={messages.allBranches}
          />
        </div>
      )}
      <p>{messages.given(list.totals.helps, printYuan(list.totals.fen))}</p>
    </>
  )
}

/** The pairings in reach by branch, or the history of one household or of one member. */
export function ListBody({ search, menus = false }: { search: URLSearchParams; menus?: boolean }) {
  const filter = readFilter(search)
  const offset = readOffset(search)
  const [starting, setStarting] = useState(false)
  const list = useCall('listPairings', { query: { ...filter, limit, offset } })
  return (
    <div className="pairings">
      <Answer of={list}>
        {(data) => (
          <>
            <Head list={data} filter={filter} menus={menus} onStart={() => setStarting(true)} />
            {data.rows.length === 0 ? (
              <Empty>{emptyWords[filter.only]}</Empty>
            ) : (
              <ul className="tasks">
                {data.rows.map((row) => (
                  <Line key={row.pairingId} row={row} />
                ))}
              </ul>
            )}
            <Pager
              count={data.count}
              offset={offset}
              limit={limit}
              unit={messages.unit}
              pathOf={(next) => pathOf(filter, next)}
            />
            {starting && <StartForm onClose={() => setStarting(false)} />}
          </>
        )}
      </Answer>
    </div>
  )
}
