import type { CalendarEvent } from './ics.ts'
import type { ActivityRow, TaskRow } from './queries.ts'

/** Every change of an activity raises its version: the calendar takes the newer of two. */
export function eventOfActivity(row: ActivityRow): CalendarEvent {
  const cancelled = row.state === 'cancelled'
  return {
    uid: `activity-${row.activity_id}@zhibutong`,
    sequence: row.version,
    day: row.day,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    title: row.title,
    place: row.place,
    note: [row.org_name, cancelled && row.cancel_reason && `取消：${row.cancel_reason}`]
      .filter(Boolean)
      .join('\n'),
    cancelled,
  }
}

/** Something that a meeting gave to do, on its last day. Settled, it is called off rather than left standing. */
export function eventOfTask(row: TaskRow): CalendarEvent {
  const isOpen = row.state === 'open'
  return {
    uid: `task-${row.task_id}@zhibutong`,
    sequence: isOpen ? 0 : 1,
    day: row.due_on,
    startsAt: null,
    endsAt: null,
    title: `要办好：${row.what}`,
    place: null,
    note: null,
    cancelled: !isOpen,
  }
}
