import type { DueRow as Due } from '../../contract/due.ts'
import { daysBetween, formatDay } from '../lib/format-day.ts'
import { to } from '../lib/link.ts'
import './due-row.css'
import { LinkButton } from './button.tsx'
import { messages } from './messages.ts'
import { Stamp } from './stamp.tsx'

/** What stands in dark ink: how late it is, or that it is today. */
function pressing(due: Due, today: string): string | undefined {
  if (due.state === 'today') return messages.dueToday
  if (due.state !== 'late') return undefined
  // The server's remark knows the working days; without one, plain days are true as well.
  return due.note ?? (due.dueOn ? messages.lateBy(daysBetween(due.dueOn, today)) : undefined)
}

type DueRowProps = {
  due: Due
  today: string
  /** The one next step of the page wears the red button. */
  first: boolean
}

/** One thing that is due: stamp, thing, when, one verb. */
export function DueRow({ due, today, first }: DueRowProps) {
  const press = pressing(due, today)
  const when = due.state !== 'today' && due.dueOn ? messages.dueOn(formatDay(due.dueOn, today)) : undefined
  const note = due.note === press ? undefined : due.note
  return (
    <li className="task">
      <Stamp state={due.state} />
      <div>
        <b>{due.title}</b>
        <span>
          {press && <em>{press}</em>}
          {[when, note].filter(Boolean).join('　')}
        </span>
      </div>
      <LinkButton href={to(due.link)} tone={first ? 'go' : 'plain'} label={`${due.verb}：${due.title}`}>
        {due.verb}
      </LinkButton>
    </li>
  )
}
