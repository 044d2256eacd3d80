import { useCall } from '../../lib/use-call.ts'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.county

/** What was given up after its last try. */
export function FailuresPart() {
  const failures = useCall('listFailedDeliveries', { query: { limit: 20 } })
  return (
    <section>
      <h2>{words.failures}</h2>
      <Answer of={failures}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="note">{words.noFailures}</p>
          ) : (
            <ul className="records">
              {rows.map((row) => (
                <li key={`${row.batchId} ${row.targetId}`}>
                  {words.failure(row.toName, row.channelLabel, row.errorLabel, row.attempts)}
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </section>
  )
}
