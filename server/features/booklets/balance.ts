import { todayIn } from '../../core/clock/today.ts'

/** A day means to its end, in Asia/Shanghai. */
export function instantOf(known: string): Date {
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(known) ? `${known}T23:59:59.999+08:00` : known)
}

/** Both times in words; `known` null: now. */
export function sayBalance(on: string, known: Date | null, today: string): string {
  const upTo = `算到 ${sayDay(on)}（含这一天）`
  const asOf = known ? todayIn(known) : today
  if (known === null || asOf >= today) return `${upTo}；后来补记的、更正的，到今天为止都算进去了。`
  return `${upTo}；照 ${sayDay(asOf)}那时已经记下的算，那以后才补记、更正的不算。`
}

function sayDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year} 年 ${month} 月 ${date} 日`
}
