import '../../ui/due-row.css'
import './backups.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { useCall } from '../../lib/use-call.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'

type Run = CallOutput<'listBackups'>['runs'][number]

export default function BackupsPage() {
  const backups = useCall('listBackups', {})
  return (
    <>
      <PageHead title={messages.title} sub={messages.sub} />
      <Answer of={backups}>
        {({ state, lastGoodAt, hour, runs }) => (
          <>
            <dl className="backup-facts">
              <dt>{messages.lastGood}</dt>
              <dd>
                {lastGoodAt ? formatInstant(lastGoodAt) : messages.never}
                {state !== 'none' && <b data-state={state}>{messages.states[state]}</b>}
              </dd>
              <dt>{messages.clock}</dt>
              <dd>{hour === null ? messages.noClock : messages.at(hour)}</dd>
            </dl>
            <p className="note">{messages.key}</p>
            {runs.length > 0 && <Runs runs={runs} />}
          </>
        )}
      </Answer>
    </>
  )
}

function Runs({ runs }: { runs: readonly Run[] }) {
  return (
    <section className="backup-runs">
      <h2>{messages.runs}</h2>
      <ul className="tasks">
        {runs.map((run) => (
          <li className="task" key={run.runId}>
            <div>
              <b>
                {formatInstant(run.endedAt)}　{run.result === 'done' ? messages.done : messages.failed}
              </b>
              <span>{sayRun(run)}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function sayRun({ isScheduled, fileName, sizeBytes, reason }: Run): string {
  const size = sizeBytes !== null && saySize(sizeBytes)
  return [isScheduled ? messages.byClock : messages.byHand, fileName, size, reason].filter(Boolean).join('，')
}

function saySize(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
