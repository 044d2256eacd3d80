import type { Shift } from '../../../contract/plan-items.ts'
import { partsOf } from './recurrence.ts'

const weekdays: Record<string, string> = {
  MO: '一',
  TU: '二',
  WE: '三',
  TH: '四',
  FR: '五',
  SA: '六',
  SU: '日',
}

const shiftWords: Record<Shift, string> = { before: '，遇休息日提前', after: '，遇休息日推后', none: '' }

/** 每月 10 日，遇休息日提前 */
export function sayRule(rrule: string, shift: Shift): string {
  const parts = partsOf(rrule)
  return `${sayEvery(parts)}${sayWhere(parts)}${shiftWords[shift]}`
}

function sayEvery(parts: ReadonlyMap<string, string>): string {
  const every = Number(parts.get('INTERVAL') ?? 1)
  const months = parts.get('BYMONTH')
  if (months) return months === '3,6,9,12' ? '每季度末月' : `${months.replaceAll(',', '、')} 月`
  if (parts.get('FREQ') === 'WEEKLY') return every === 1 ? '每周' : `每 ${every} 周`
  return every === 1 ? '每月' : `每 ${every} 个月`
}

function sayWhere(parts: ReadonlyMap<string, string>): string {
  const days = parts.get('BYDAY')
  if (days) return days.split(',').map(sayWeekday).join('、')
  const dates = parts.get('BYMONTHDAY') ?? ''
  const last = dates.split(',').at(-1)
  if (parts.get('BYSETPOS') === '-1') return last === '31' ? '最后一天' : ` ${last} 日（没有这一天的在月末）`
  return dates === '-1' ? '最后一天' : ` ${dates.replaceAll(',', '、')} 日`
}

function sayWeekday(text: string): string {
  const name = weekdays[text.slice(-2)] ?? ''
  const nth = Number(text.slice(0, -2) || 0)
  if (nth === 0) return name
  return nth < 0 ? `最后一个星期${name}` : `第 ${nth} 个星期${name}`
}
