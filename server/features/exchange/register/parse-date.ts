import type { RegisterProblem } from '../../../../contract/register-problems.ts'
import { serialToDay } from '../../../core/spreadsheet/calendar.ts'
import type { Cell } from '../../../core/spreadsheet/table.ts'

/** `monthOnly`: the cell names no day, and the first of the month stands for it. */
export type ParsedDate = { day: string; monthOnly?: true } | { problem: RegisterProblem }

/** Serials from 1905-10-01 on. Smaller whole numbers are years that somebody typed. */
const FIRST_SERIAL = 2_101
/** 2100-12-31: what is later was no date. */
const LAST_SERIAL = 73_415

/**
 * A day, however a register writes it: 2013.07.01, 2013-07-01, 2013/7/1, 2013年7月1日, 20130701, a date cell,
 * its bare serial, or only the month (2013年7月, 2013.07, 201307). Days that the calendar lacks are refused,
 * and so is what could be two months: 2013.1 as a number is 2013.01 as well as 2013.10.
 */
export function parseDate(cell: Cell): ParsedDate {
  if (cell.date && cell.number !== undefined) return fromDateCell(cell.number, cell.date)
  if (cell.number !== undefined) return fromNumber(cell.number)
  const text = cell.text
    .normalize('NFKC')
    .replace(/[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?\s*$/, '')
    .replace(/\s/g, '')
    .replace(/[-—–－]/g, '-')
    .replace(/号$/, '日')
    .replace(/[.。]$/, '')
  if (/^\d+$/.test(text)) return fromNumber(Number(text))
  const full = /^(\d{4})[.\-/年、](\d{1,2})[.\-/月、](\d{1,2})日?$/.exec(text)
  if (full) return toDay(full[1], full[2], full[3])
  const month = /^(\d{4})[.\-/年、](\d{1,2})月?$/.exec(text)
  if (month) return toMonth(month[1], month[2])
  return { problem: /^\d{4}年$/.test(text) ? 'date-year-only' : 'date-unreadable' }
}

function fromDateCell(serial: number, precision: 'day' | 'month'): ParsedDate {
  const day = serial < LAST_SERIAL + 1 ? serialToDay(serial) : undefined
  if (!day) return { problem: 'date-impossible' }
  return precision === 'month' && day.endsWith('-01') ? { day, monthOnly: true } : { day }
}

function fromNumber(number: number): ParsedDate {
  const digits = String(number)
  if (/^\d{8}$/.test(digits)) return toDay(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6))
  if (/^(19|20)\d{4}$/.test(digits)) return toMonth(digits.slice(0, 4), digits.slice(4))
  const yearMonth = /^((?:19|20)\d\d)(?:\.(\d{1,2}))?$/.exec(digits)
  if (yearMonth) {
    if (!yearMonth[2]) return { problem: 'date-year-only' }
    return yearMonth[2] === '1' ? { problem: 'date-october' } : toMonth(yearMonth[1], yearMonth[2])
  }
  const day = number >= FIRST_SERIAL && number < LAST_SERIAL + 1 ? serialToDay(number) : undefined
  return day ? { day } : { problem: 'date-unreadable' }
}

function toMonth(year = '', month = ''): ParsedDate {
  const parsed = toDay(year, month, '1')
  return 'day' in parsed ? { ...parsed, monthOnly: true } : parsed
}

function toDay(year = '', month = '', dayOfMonth = ''): ParsedDate {
  const day = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`
  const date = new Date(`${day}T00:00:00Z`)
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
  return exists ? { day } : { problem: 'date-impossible' }
}
