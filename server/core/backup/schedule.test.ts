import { describe, expect, it } from 'vitest'
import { isBackupDue, lastMoment } from './schedule.ts'

const at = (text: string) => new Date(`${text}+08:00`)

describe('the hour of the backup, in Shanghai', () => {
  it.each([
    ['2026-11-22T02:00:00', 2, '2026-11-22T02:00:00'],
    ['2026-11-22T01:59:59', 2, '2026-11-21T02:00:00'],
    ['2026-11-22T07:59:00', 23, '2026-11-21T23:00:00'],
    ['2026-11-22T23:30:00', 23, '2026-11-22T23:00:00'],
    ['2026-11-22T00:00:00', 0, '2026-11-22T00:00:00'],
    ['2026-01-01T00:30:00', 2, '2025-12-31T02:00:00'],
  ])('at %s with %s o’clock was last at %s', (now, hour, moment) => {
    expect(lastMoment(at(now), hour)).toEqual(at(moment))
  })

  it('asks once a day, again after a failure, and for what was missed while nobody was there', () => {
    const now = at('2026-11-22T09:00:00')
    expect(isBackupDue(now, 2, null)).toBe(true)
    expect(isBackupDue(now, 2, at('2026-11-22T02:07:00'))).toBe(false)
    expect(isBackupDue(now, 2, at('2026-11-21T02:07:00'))).toBe(true)
    expect(isBackupDue(now, 10, at('2026-11-21T10:07:00'))).toBe(false)
  })
})
