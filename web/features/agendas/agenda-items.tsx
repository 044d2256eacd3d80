import type { AgendaItem } from '../../../contract/agenda-items.ts'
import './agendas.css'
import { agendaWords as words } from './messages.ts'

type Item = Omit<AgendaItem, 'itemId'>

function sayItem(item: Item): string {
  return [
    words.uses[item.use],
    words.kinds[item.kind],
    item.mode && words.modes[item.mode],
    item.minutes && words.minutes(item.minutes),
    item.ledRole && words.ledBy(words.leaders[item.ledRole]),
    item.note,
  ]
    .filter(Boolean)
    .join('，')
}

/** The items in their order, each with what is asked of it. */
export function AgendaItems({ items, free }: { items: readonly Item[]; free: number }) {
  return (
    <>
      <ol className="agd-items">
        {items.map((item, at) => (
          <li key={at}>
            <b>{item.title || '＿＿＿＿'}</b> <small>{sayItem(item)}</small>
          </li>
        ))}
      </ol>
      {free > 0 && <p className="note">{words.freeSay(free)}</p>}
    </>
  )
}

export function sayCount(items: readonly Item[]): string {
  const count = (use: Item['use']) => items.filter((item) => item.use === use).length
  return words.itemCount(count('must'), count('choice'))
}

export function sayWhen({ validFrom, validTo }: { validFrom: string; validTo: string | null }): string {
  return validTo === null ? words.since(validFrom) : words.span(validFrom, validTo)
}
