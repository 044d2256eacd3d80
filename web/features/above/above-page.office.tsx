import './above.css'
import { useQuery } from '@tanstack/react-query'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { go, to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { ask } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { AboveTable, sayCount } from './above-table.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'
import { type AboveView, pathOfView, readView } from './view.ts'

type Board = CallOutput<'getAboveBoard'>

/** From the widest part down to the one that is open, the last being where one is. */
function Path({ board, view }: { board: Board; view: AboveView }) {
  const last = board.path.length - 1
  return (
    <nav className="above-path" aria-label={messages.path}>
      <ol>
        {board.path.map(({ code, name }, at) => (
          <li key={code}>
            {at === last ? (
              <b aria-current="page">{name}</b>
            ) : (
              <a href={to(pathOfView({ ...view, prefix: code }))}>{name}</a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Others({ board, view }: { board: Board; view: AboveView }) {
  if (board.others.length === 0) return null
  return (
    <p className="above-others">
      {messages.others}
      {board.others.map(({ code, name }) => (
        <a key={code} href={to(pathOfView({ ...view, prefix: code }))}>
          {name}
        </a>
      ))}
    </p>
  )
}

type MonthProps = { month: string; months: Board['months'] | undefined; problem: string | undefined }

function Month({ view, month, months, problem }: MonthProps & { view: AboveView }) {
  const choose = (chosen: string) => {
    if (chosen !== '') go(pathOfView({ ...view, month: chosen }), { replace: true })
  }
  return (
    <Field label={messages.month} problem={problem}>
      {(tied) => (
        <input
          {...tied}
          className="in"
          type="month"
          value={month}
          min={months?.first}
          max={months?.last}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

/** The country by province, a province by prefecture, a prefecture by county: each name opens the level below. */
export default function AbovePage({ search }: PageProps) {
  const { today } = useSession()
  const view = readView(search)
  const board = useQuery(ask('getAboveBoard', { query: view }))
  const { data } = board
  const newest = data?.refreshedAt ? formatInstant(data.refreshedAt, today) : null
  return (
    <>
      <PageHead
        title={titles.board}
        sub={data && messages.sub(sayCount(data.totals.counties), newest)}
        actions={<Button onPress={() => void board.refetch()}>{messages.again}</Button>}
      />
      {data && <Others board={data} view={view} />}
      <div className="above-choice no-print">
        {data && <Path board={data} view={view} />}
        <Month
          view={view}
          month={view.month ?? data?.month ?? today.slice(0, 7)}
          months={data?.months}
          problem={fieldMessage(board.error ?? undefined, 'query.month')}
        />
      </div>
      <Answer of={board}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty>{messages.empty}</Empty>
          ) : (
            <div className="above-board">
              <AboveTable
                key={`${data.path[data.path.length - 1]?.code} ${data.month}`}
                board={data}
                linkTo={(code) => to(pathOfView({ ...view, prefix: code }))}
              />
              <p className="note">{messages.notes}</p>
            </div>
          )
        }
      </Answer>
    </>
  )
}
