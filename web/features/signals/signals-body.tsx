import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { recordPath } from '../../lib/record-path.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import '../../ui/due-row.css'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import './signals.css'

type Signals = CallOutput<'listSignals'>
type Signal = Signals['rows'][number]
type Branch = Signals['below'][number]

/** A record by its name and day; a link where it has a page. */
function Record({ record, today }: { record: Signal['records'][number]; today: string }) {
  const path = recordPath(record)
  const said = `${formatDay(record.day, today)}　${record.title}`
  return <li>{path ? <a href={to(path)}>{said}</a> : said}</li>
}

function One({ signal, today }: { signal: Signal; today: string }) {
  const { kindLabel, orgName, from, to: until, sentence, records } = signal
  const span = messages.span(formatDay(from, today), formatDay(until, today))
  return (
    <li className="signal">
      <b>{kindLabel}</b>
      <p>{sentence}</p>
      <p className="note">{[orgName, span].join('，')}</p>
      <details>
        <summary>{messages.records(records.length)}</summary>
        <ul className="signal-records">
          {records.map((record) => (
            <Record key={record.id} record={record} today={today} />
          ))}
        </ul>
      </details>
    </li>
  )
}

const kinds = ['many-at-once', 'same-rolls', 'round-numbers', 'long-after'] as const

function sayCounts({ counts }: Branch): string {
  const some = kinds.filter((kind) => counts[kind] > 0)
  return some.map((kind) => `${messages.kinds[kind]} ${counts[kind]}`).join('　')
}

/** How many and of what kind, never whose. */
function Below({ branches }: { branches: Signals['below'] }) {
  return (
    <section className="signals-below">
      <h2>{messages.below}</h2>
      <p className="note">{messages.belowNote}</p>
      <ul className="tasks">
        {branches.map((branch) => (
          <li className="task" key={branch.orgId}>
            <div>
              <b>{branch.orgName}</b>
              <span>{sayCounts(branch)}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Of the own branch each with its records; of branches below counts alone. */
export function SignalsBody() {
  const session = useSession()
  const signals = useCall('listSignals', {})
  const hasOwn = can(session, 'points.names')
  return (
    <Answer of={signals}>
      {({ rows, below }) => (
        <>
          {rows.length > 0 && (
            <ul className="signals">
              {rows.map((signal) => (
                <One key={signal.id} signal={signal} today={session.today} />
              ))}
            </ul>
          )}
          {below.length > 0 && <Below branches={below} />}
          {rows.length + below.length === 0 && <Empty>{hasOwn ? messages.none : messages.noneBelow}</Empty>}
        </>
      )}
    </Answer>
  )
}
