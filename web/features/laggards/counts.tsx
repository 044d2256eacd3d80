import type { CallOutput } from '../../lib/call-types.ts'
import { useCall } from '../../lib/use-call.ts'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.list
type Branch = CallOutput<'getTalkCounts'>['branches'][number]

function sayCounts({ isOn, open, improved, mistaken, closed }: Branch): string {
  const { heads } = words
  const counts = [
    [heads.open, open],
    [heads.improved, improved],
    [heads.mistaken, mistaken],
    [heads.closed, closed],
  ] as const
  return [isOn ? words.yes : words.no, ...counts.map(([head, count]) => `${head} ${count}`)].join('　')
}

/** How many, never who. */
export function Counts({ orgId }: { orgId: number }) {
  const counts = useCall('getTalkCounts', { params: { orgId } })
  return (
    <section>
      <h2>{words.counts}</h2>
      <p className="note">{words.countsSub}</p>
      <Answer of={counts}>
        {({ branches }) =>
          branches.length === 0 ? (
            <Empty>{words.countsEmpty}</Empty>
          ) : (
            <ul className="tasks">
              {branches.map((branch) => (
                <li className="task" key={branch.orgId}>
                  <div>
                    <b>{branch.name}</b>
                    <span>{sayCounts(branch)}</span>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </section>
  )
}
