import nodeIcal from 'node-ical'
import { describe, expect, it } from 'vitest'
import { workingCalendar } from '../../core/clock/working-calendar.ts'
import type { OccurrenceRecord } from '../plans/queries.ts'
import { renderCalendar } from './ics.ts'
import { eventsOfItem } from './plan-events.ts'
import type { PlannedItem } from './plan-queries.ts'

const item: PlannedItem = {
  item_id: '019a0000-0000-7000-8000-000000000001',
  plan_id: '019a0000-0000-7000-8000-000000000002',
  org_id: 7,
  kind: 'theme-day',
  title: '主题党日',
  theme: null,
  work: null,
  led_by: null,
  rrule: 'FREQ=MONTHLY;BYMONTHDAY=10',
  shift: 'none',
  starts_at: '14:30',
  ends_at: '16:00',
  place: '文化礼堂',
  note: null,
  from_day: '2026-01-01',
  to_day: '2026-12-31',
  place_no: 1,
  year: 2026,
  version: 3,
}
const untouched = {
  day: null,
  starts_at: null,
  ends_at: null,
  place: null,
  activity_id: null,
  cancel_reason: null,
}
const touch = (slot: string, more: Partial<OccurrenceRecord>): OccurrenceRecord => ({
  ...untouched,
  item_id: item.item_id,
  slot,
  ...more,
})

/** The days that another library's reading of the calendar holds in the year. */
function daysIn(events: ReturnType<typeof eventsOfItem>): string[] {
  const text = renderCalendar('年', events, new Date('2026-01-01T00:00:00Z'))
  const [found] = Object.values(nodeIcal.sync.parseICS(text)).flatMap((one) =>
    one?.type === 'VEVENT' ? [one] : [],
  )
  if (!found) return []
  const instead = Object.values(found.recurrences ?? {}) as { recurrenceid: Date; start: Date }[]
  const out = new Set(
    Object.values(found.exdate ?? {}).map((one) => (one as Date).toISOString().slice(0, 10)),
  )
  const replaced = new Set(instead.map((one) => one.recurrenceid.toISOString().slice(0, 10)))
  const byRule = (found.rrule?.all() ?? []).map((one) => one.toISOString().slice(0, 10))
  const left = byRule.filter((day) => !out.has(day) && !replaced.has(day))
  return [...new Set([...left, ...instead.map((one) => one.start.toISOString().slice(0, 10))])].sort()
}

describe('an entry of a plan', () => {
  const calendar = workingCalendar(new Map())
  const tenths = Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}-10`)

  it('is one recurring event for its whole year', () => {
    const events = eventsOfItem(item, [], calendar)
    expect(events).toHaveLength(1)
    expect(daysIn(events)).toEqual(tenths)
  })

  it('leaves out what became an activity or was called off, and moves what was moved', () => {
    const touched = [
      touch('2026-02-10', { activity_id: item.plan_id }),
      touch('2026-03-10', { cancel_reason: '下雨' }),
      touch('2026-05-10', { day: '2026-05-12', starts_at: '09:00' }),
    ]
    const events = eventsOfItem(item, touched, calendar)
    const wanted = tenths.filter((day) => !['02', '03'].includes(day.slice(5, 7)))
    expect(daysIn(events)).toEqual(wanted.map((day) => (day === '2026-05-10' ? '2026-05-12' : day)))
  })

  it('follows the calendar of working days', () => {
    // 10 January 2026 is a Saturday, 10 May a Sunday that is worked on.
    const events = eventsOfItem({ ...item, shift: 'after' }, [], calendar)
    expect(daysIn(events)[0]).toBe('2026-01-12')
    expect(events.every((one) => one.uid === events[0]?.uid)).toBe(true)
  })

  it('is nothing once every day of it is an activity', () => {
    const all = tenths.map((slot) => touch(slot, { activity_id: item.plan_id }))
    expect(eventsOfItem(item, all, calendar)).toEqual([])
  })
})
