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

function Bar({
  value,
  before,
  most,
  width,
}: {
  value: number
  before?: number
  most: number
  width: number
}) {
  const scale = (amount: number) => (most > 0 ? Math.round((amount / most) * (width - 2)) : 0)
  return (
    <svg
      className="bars"
      viewBox={`0 0 ${width} 18`}
      width={width}
      height="18"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {before !== undefined && (
        <rect
          x="0.5"
          y="2.5"
          width={scale(before)}
          height="5"
          className="b0"
          vectorEffect="non-scaling-stroke"
        />
      )}
      <rect
        x="0"
        y={before === undefined ? 5 : 10}
        width={scale(value)}
        height={before === undefined ? 8 : 6}
        className="b1"
      />
    </svg>
  )
}

/**
 * Bars in ink in a table: the table is what is read aloud, the bars are for the eye. In the order that
 * they are given, never sorted by length here: nobody is ranked.
 */
export function Bars({ caption, head, rows, width = 190 }: BarsProps) {
  const most = Math.max(0, ...rows.flatMap((row) => [row.value, row.before ?? 0]))
  const compares = rows.some((row) => row.before !== undefined)
  return (
    <table className="ledger bar-table">
      <caption className="sr">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head.label}</th>
          <td className="key" aria-hidden="true">
            {compares && (
              <>
                <i className="b0" />
                {messages.barsBefore}　<i className="b1" />
                {messages.barsAfter}
              </>
            )}
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
  )
}
