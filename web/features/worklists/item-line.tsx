import { type ReactNode, useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay, formatInstant } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Figure } from '../../ui/figure.tsx'
import { Stamp, type StampState } from '../../ui/stamp.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import './worklists.css'

const words = messages.week2
type One = CallOutput<'getWorklist'>
export type Item = One['items'][number]
export type Cell = One['cells'][number]

type State = keyof typeof words.states

type Group = Pick<One, 'menus' | 'items' | 'cells'>

/** Enough of its menu is done by others: nothing more is wanted of it. */
export function isSpared(item: Item, orgId: number, { menus, items, cells }: Group): boolean {
  const menu = menus.find((one) => one.menu === item.menu)
  if (!menu) return false
  const ids = items.filter((one) => one.menu === item.menu).map((one) => one.itemId)
  const done = cells.filter((one) => one.orgId === orgId && one.done && ids.includes(one.itemId))
  return done.length >= menu.choose
}

function stateOf(
  item: Item,
  cell: Cell | undefined,
  { isOver, spared }: Pick<ItemLineProps, 'isOver' | 'spared'>,
): State {
  if (cell?.done) return cell.late ? 'late' : 'done'
  if (spared) return 'spared'
  if (isOver && item.demand.by === 'fact') return 'miss'
  return cell?.picked ? 'picked' : 'due'
}

const stamps: Record<State, StampState> = {
  done: 'done',
  late: 'done',
  miss: 'miss',
  due: 'due',
  picked: 'due',
  spared: 'excused',
}

function Records({ worklistId, cell }: { worklistId: string; cell: Cell }) {
  const { today } = useSession()
  const { orgId, itemId } = cell
  const records = useCall('listItemRecords', { params: { worklistId, orgId, itemId } })
  return (
    <Answer of={records}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty>{words.lost}</Empty>
        ) : (
          <ul className="records">
            {rows.map(({ factId, day, title, link }) => {
              const said = `${formatDay(day, today)}　${title}`
              return <li key={factId}>{link ? <a href={to(link)}>{said}</a> : said}</li>
            })}
          </ul>
        )
      }
    </Answer>
  )
}

type ItemLineProps = {
  worklistId: string
  item: Item
  cell: Cell | undefined
  /** The week is over. */
  isOver: boolean
  /** Others of its menu are done. */
  spared: boolean
  /** What can be done about it here. */
  children?: ReactNode
}

/** One thing of a list as it stands with one organisation; what facts answer opens to them. */
export function ItemLine({ worklistId, item, cell, isOver, spared, children }: ItemLineProps) {
  const { today } = useSession()
  const [open, setOpen] = useState(false)
  const state = stateOf(item, cell, { isOver, spared })
  const { demand } = item
  const answer = cell?.answer
  return (
    <li className="task">
      <Stamp state={stamps[state]} />
      <div>
        <b>{item.title}</b>
        <span>
          <em>{words.states[state]}</em>
          {demand.by === 'fact' ? item.demandLabel : messages.one.takes(item.minutes)}
        </span>
        {answer && (
          <span>
            {words.answered(answer.text, answer.byName, formatInstant(answer.at, today), answer.late)}
          </span>
        )}
      </div>
      {demand.by === 'fact' && cell && cell.found > 0 && (
        <Figure open={open} onToggle={() => setOpen(!open)} label={words.foundLabel(cell.found, item.title)}>
          {words.found(cell.found, demand.atLeast)}
        </Figure>
      )}
      {children}
      {open && cell && <Records worklistId={worklistId} cell={cell} />}
    </li>
  )
}
