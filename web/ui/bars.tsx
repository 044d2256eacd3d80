import type { ReactNode } from 'react'
import './bars.css'
import { messages } from './messages.ts'

export type BarRow = {
  id: string | number
  label: ReactNode
  /** As drawn; not negative. */
  value: number
  /** What it was before, drawn hollow above. */
  before?: number
  /** As printed beside the bar, with a Figure where it opens. */
  printed: ReactNode
}

type BarsProps = {
  caption: string
  head: { label: string; value: string }
  rows: readonly BarRow[]
  /** The width of the longest bar in pixels at the office; on a phone bars take what is left. */
  width?: number
}

type BarProps = { value: number; before: number | undefined; most: number; width: number }

function Bar({ value, before, most, width }: BarProps) {
  const scale = (amount: number) => (most > 0 ? Math.round((amount / most) * (width - 2)) : 0)
  const size = { viewBox: `0 0 ${width} 18`, width, height: 18 }
  const hollow = { x: 0.5, y: 2.5, height: 5, className: 'b0' }
  const solid = before === undefined ? { y: 5, height: 8 } : { y: 10, height: 6 }
  return (
    <svg className="bars" {...size} preserveAspectRatio="none" aria-hidden="true">
      {before !== undefined && <rect {...hollow} width={scale(before)} vectorEffect="non-scaling-stroke" />}
      <rect x="0" {...solid} width={scale(value)} className="b1" />
    </svg>
  )
}

function Key() {
  return (
    <>
      <i className="b0" />
      {messages.barsBefore}　<i className="b1" />
      {messages.barsAfter}
    </>
  )
}

/**
 * Bars in ink in a table: the table is what is read aloud, the bars are for the eye. In the order that
 * they are given, never sorted by length here: nobody is ranked.
 */
export function Bars({ caption, head, rows, width = 190 }: BarsProps) {
  const most = Math.max(0, ...rows.flatMap((row) => [row.value, row.before ?? 0]))
  return (
    <div className="ledger-wrap">
      <table className="ledger bar-table">
        <caption className="sr">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{head.label}</th>
            <td className="key" aria-hidden="true">
              {rows.some((row) => row.before !== undefined) && <Key />}
            </td>
            <th scope="col" className="num">
              {head.value}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.label}</th>
              <td aria-hidden="true">
                <Bar value={row.value} before={row.before} most={most} width={width} />
              </td>
              <td className="num">{row.printed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
