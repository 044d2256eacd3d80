import { formatDayAndWeekday } from '../../lib/format-day.ts'
import { messages } from './messages.ts'

type Heading = { day: string; startsAt: string | null; endsAt: string | null; place: string | null }

/** When and where, on one line: 11月20日 星期五 8:30–10:30 · 村文化礼堂. */
export function sayWhen({ day, startsAt, endsAt }: Heading, today: string): string {
  const from = startsAt?.replace(/^0/, '')
  const to = endsAt?.replace(/^0/, '')
  const hours = from && to ? messages.hours(from, to) : from
  return [formatDayAndWeekday(day, today), hours].filter(Boolean).join(' ')
}

export function sayWhenAndWhere(heading: Heading, today: string): string {
  return [sayWhen(heading, today), heading.place].filter(Boolean).join(' · ')
}
