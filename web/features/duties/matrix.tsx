import './duties.css'
import { Fragment, useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import { withQuery } from '../../lib/with-query.ts'
import { Figure } from '../../ui/figure.tsx'
import { type State, sayOwing } from './duty-words.ts'
import { messages } from './messages.ts'
import { RecordsPanel } from './records-panel.tsx'

type Matrix = CallOutput<'getDutyMatrix'>
type Row = Matrix['rows'][number]
type Column = Matrix['columns'][number]
type Cells = Row['cells'][number]['cells']

const bars: Record<State, string> = {
  held: 'd',
  'held-late': 'dl',
  due: 'u',
  late: 'l',
  missed: 'm',
  excused: 'e',
}

/** 石桥 支委会：10月逾期；8月缺, or that nothing is owed. */
function sayCells(row: Row, column: Column, cells: Cells): string {
  const owing = cells.filter((cell) => cell.state === 'late' || cell.state === 'missed')
  const said = sayOwing(
    column.cadence,
    owing.map((cell) => ({ periodStart: cell.start, dueOn: cell.due, state: cell.state })),
  )
  return `${row.orgName} ${column.name}：${said}`
}

type PressProps = { row: Row; column: Column; open: boolean; onOpen: () => void }

/** A year in bars: low and pale is done, tall is owed. The words stand in its label and behind it. */
function Year({ row, column, open, onOpen }: PressProps) {
  const cells = row.cells.find((one) => one.code === column.code)?.cells ?? []
  if (cells.length === 0) {
    return (
      <td>
        <span className="sr">{messages.notOwed}</span>
      </td>
    )
  }
  return (
    <td>
      <button
        type="button"
        className={`sg sg-${column.cadence}${open ? ' open' : ''}`}
        aria-label={sayCells(row, column, cells)}
        aria-expanded={open}
        onClick={onOpen}
      >
        {cells.map((cell) => (
          <i key={`${cell.orgId}/${cell.start}`} className={bars[cell.state]} />
        ))}
      </button>
    </td>
  )
}

type Chosen = { orgId: number; code: string; title: string }

function Line({
  row,
  matrix,
  chosen,
  onChoose,
}: {
  row: Row
  matrix: Matrix
  chosen: Chosen | undefined
  onChoose: (chosen: Chosen) => void
}) {
  return (
    <tr className={chosen?.orgId === row.orgId ? 'cur' : undefined}>
      <th scope="row">
        <a href={to(withQuery(`/duties/${row.orgId}`, { year: matrix.year }))}>{row.orgName}</a>
      </th>
      <td className="num">
        {row.owing === 0 ? (
          <span className="zero">0</span>
        ) : (
          <Figure
            href={to(withQuery('/duties/missing', { org: row.orgId, year: matrix.year }))}
            label={messages.owesLabel(row.orgName, row.owing)}
          >
            {row.owing}
          </Figure>
        )}
      </td>
      {matrix.columns.map((column) => (
        <Year
          key={column.code}
          row={row}
          column={column}
          open={chosen?.orgId === row.orgId && chosen.code === column.code}
          onOpen={() =>
            onChoose({ orgId: row.orgId, code: column.code, title: `${row.orgName} · ${column.name}` })
          }
        />
      ))}
    </tr>
  )
}

/** Branches in the order of the register under what they belong to, a bar for each period of each thing asked. */
export function MatrixTable({ matrix }: { matrix: Matrix }) {
  const [chosen, setChosen] = useState<Chosen>()
  return (
    <div className="duty-split">
      <div className="scroll">
        <table className="duty-matrix">
          <caption className="sr">{messages.matrix}</caption>
          <thead>
            <tr>
              <th scope="col">{messages.branch}</th>
              <th scope="col" className="num">
                {messages.owes}
              </th>
              {matrix.columns.map((column) => (
                <th scope="col" key={column.code}>
                  {column.name}
                  <small>{column.cadenceLabel}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.rows.map((row, i) => (
              <Fragment key={row.orgId}>
                {row.parentId !== matrix.rows[i - 1]?.parentId && (
                  <tr className="grp">
                    <th colSpan={matrix.columns.length + 2} scope="colgroup">
                      {row.parentName}
                    </th>
                  </tr>
                )}
                <Line row={row} matrix={matrix} chosen={chosen} onChoose={setChosen} />
              </Fragment>
            ))}
          </tbody>
        </table>
        <p className="duty-legend" aria-hidden="true">
          {(Object.keys(bars) as State[]).map((state) => (
            <span key={state}>
              <span className="sg">
                <i className={bars[state]} />
              </span>
              {messages.legend[state]}
            </span>
          ))}
        </p>
      </div>
      {chosen && (
        <RecordsPanel
          key={`${chosen.code}/${chosen.orgId}`}
          {...chosen}
          year={matrix.year}
          onClose={() => setChosen(undefined)}
        />
      )}
    </div>
  )
}

/** How each month stands; a month that owes something opens to who they are. */
export function MonthBar({ matrix, orgId }: { matrix: Matrix; orgId: number }) {
  return (
    <ol className="duty-months" aria-label={messages.byMonth}>
      {matrix.months.map(({ month, late, missed, due, ...rest }) => {
        const settled = rest.held + rest['held-late'] + rest.excused
        const say =
          late > 0
            ? `${messages.states.late} ${late}`
            : missed > 0
              ? `${messages.states.missed} ${missed}`
              : due > 0
                ? `${messages.states.due} ${due}`
                : settled > 0
                  ? messages.all
                  : messages.ahead
        const owes = late + missed + due > 0
        const state = late + missed === 0 ? 'due' : undefined
        return (
          <li key={month}>
            {owes ? (
              <a
                href={to(withQuery('/duties/missing', { org: orgId, year: matrix.year, month, state }))}
                aria-label={`${messages.month(month)} ${say}`}
              >
                <b>{messages.month(month)}</b>
                <span className={late > 0 ? 'tl' : missed > 0 ? 'tm' : 'tu'}>{say}</span>
              </a>
            ) : (
              <p>
                <b>{messages.month(month)}</b>
                <span>{say}</span>
              </p>
            )}
          </li>
        )
      })}
    </ol>
  )
}
