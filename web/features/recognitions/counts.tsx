import type { CallOutput } from '../../lib/call-types.ts'
import { useCall } from '../../lib/use-call.ts'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'

type Data = CallOutput<'getRecognitionCounts'>
type Branch = Data['branches'][number]

function sayCounts(kinds: Data['kinds'], { counts, total }: Branch): string {
  const said = kinds.flatMap(({ kind, label }) => (counts[kind] ? [`${label} ${counts[kind]}`] : []))
  return [...said, `${messages.total} ${total}`].join('　')
}

/** How many of each kind, never who. */
export function Counts({ orgId }: { orgId: number }) {
  const counts = useCall('getRecognitionCounts', { params: { orgId } })
  return (
    <Answer of={counts}>
      {({ year, kinds, branches }) => (
        <section>
          <h2>{messages.counts(year)}</h2>
          <p className="note">{messages.countsSub}</p>
          {branches.length === 0 ? (
            <p>{messages.countsEmpty}</p>
          ) : (
            <ul className="tasks">
              {branches.map((branch) => (
                <li className="task" key={branch.orgId}>
                  <div>
                    <b>{branch.name}</b>
                    <span>{sayCounts(kinds, branch)}</span>
                  </div>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
    </Answer>
  )
}
