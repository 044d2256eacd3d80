import { DueRow } from '../../ui/due-row.tsx'
import type { DueGroup } from './due-groups.ts'
import { messages } from './messages.ts'

/** The list of both entries. The very first row is the one next step. */
export function DueList({ groups, today }: { groups: readonly DueGroup[]; today: string }) {
  const first = groups[0]?.rows[0]?.id
  return (
    <>
      {groups.map((group) => (
        <section key={group.id} aria-labelledby={`due-${group.id}`}>
          <h2 className="sec" id={`due-${group.id}`}>
            <span>{messages.groups[group.id]}</span>
            <i>{messages.count(group.rows.length)}</i>
          </h2>
          <ul className="tasks">
            {group.rows.map((due) => (
              <DueRow key={due.id} due={due} today={today} first={due.id === first} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
