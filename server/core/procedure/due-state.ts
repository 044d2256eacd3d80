import type { DueState } from '../../../contract/due.ts'
import { daysBetween } from '../clock/days.ts'
import type { WorkingCalendar } from '../clock/working-calendar.ts'
import { workingDaysBetween } from '../clock/working-days.ts'

/** How near a last day is; the last day itself is still in time. */
export function dueStateOf(dueOn: string, today: string): DueState {
  if (dueOn < today) return 'late'
  if (dueOn === today) return 'today'
  return daysBetween(today, dueOn) <= 3 ? 'soon' : 'due'
}

/** 晚了 3 个工作日, or null for what is in time. Late by a day off alone is late by nought working days: 刚过期. */
export function sayLateness(dueOn: string, today: string, calendar: WorkingCalendar): string | null {
  if (dueOn >= today) return null
  const days = workingDaysBetween(dueOn, today, calendar)
  return days > 0 ? `晚了 ${days} 个工作日` : '刚过期'
}
