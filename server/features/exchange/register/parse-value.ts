import { checkIdNumber, normaliseIdNumber } from '../../../../contract/id-number.ts'
import type { RegisterColumn } from '../../../../contract/register.ts'
import type { CodeTable } from '../../../../contract/register-codes.ts'
import type { RegisterProblem } from '../../../../contract/register-problems.ts'
import type { Cell } from '../../../core/spreadsheet/table.ts'
import { findCode } from './parse-code.ts'
import { parseDate } from './parse-date.ts'

/** `refused`: the row cannot be taken; `problem` without it is a warning, and a value may come with it. */
export type ParsedValue = { value?: string | number | boolean; problem?: RegisterProblem; refused?: true }

const MAX_TEXT = 200
const MAX_NAME = 50
/** Ways to say that there is nothing, in cells where a word would not be a value. */
const NOTHING = /^([-—–/\\.、]+|无|暂无|没有|空|不详|n\/?a|null)$/i

/** Reads one cell as its column asks. Empty cells give an empty object. */
export function parseValue(column: Pick<RegisterColumn, 'key' | 'kind' | 'codes'>, cell: Cell): ParsedValue {
  if (cell.error) return refuse('cell-failed')
  const text = tidy(cell.text)
  if (text === '') return {}
  if (column.kind === 'name') return parseText(normaliseName(text), MAX_NAME)
  if (column.kind === 'text') return parseText(text, MAX_TEXT)
  if (column.kind === 'boolean') return parseBoolean(text, cell)
  if (NOTHING.test(text)) return {}
  switch (column.kind) {
    case 'id-number':
      return parseIdNumber(text, cell)
    case 'phone':
      return parsePhone(text, cell, column.key === 'mobile')
    case 'date':
      return parseDay(cell)
    case 'month':
      return parseMonth(cell)
    case 'code':
      return parseCode(column.codes as CodeTable, text)
    case 'money':
      return parseMoney(text)
    case 'integer':
      return parseInteger(text)
  }
}

function refuse(problem: RegisterProblem): ParsedValue {
  return { problem, refused: true }
}

/** One line, without invisible characters. Not normalised: that would change rare characters in names. */
function tidy(text: string): string {
  return (
    text
      .replace(/[\s\u3000]+/g, ' ')
      // oxlint-disable-next-line no-control-regex -- control characters are what is taken away
      .replace(/[\u0000-\u001f\u007f\u200b-\u200f\u2060\ufeff]/g, '')
      .trim()
  )
}

/** Two-character names are padded in lists (李　明), and the dot in names comes in many forms (GB/T 15834: ·). */
function normaliseName(text: string): string {
  const dotted = text.replace(/\s*[·•・‧∙⋅●]\s*/g, '·')
  return /^[\p{Script=Han}·\s]+$/u.test(dotted) ? dotted.replace(/\s/g, '') : dotted
}

function parseText(text: string, max: number): ParsedValue {
  return [...text].length > max ? refuse('text-too-long') : { value: text }
}

function parseBoolean(text: string, cell: Cell): ParsedValue {
  if (cell.boolean !== undefined) return { value: cell.boolean }
  const word = text.normalize('NFKC').toLowerCase()
  if (/^(是|1|有|对|y|yes|true|√|✓|✔|☑|v)$/.test(word)) return { value: true }
  if (/^(否|0|不是|没有|无|n|no|false|×|x|✗|✘|[-—–/\\]+)$/.test(word)) return { value: false }
  return refuse('boolean-unreadable')
}

/** A spreadsheet program keeps 15 digits of a number: of an ID number that became one, the last three are lost. */
const EXACT = 1e15

function parseIdNumber(text: string, cell: Cell): ParsedValue {
  if (cell.number !== undefined && cell.number >= EXACT) return refuse('id-scientific')
  const number = normaliseIdNumber(cell.number === undefined ? text : String(cell.number))
  const { ok, problem, form } = checkIdNumber(number)
  if (ok) return form === 15 ? { value: number, problem: 'id-old' } : { value: number }
  if (problem === 'check-digit') return { value: number, problem: 'id-check-digit' }
  if (problem === 'digits' && /^\d+[*xX•·]{3,}\d*[xX]?$/.test(number)) return refuse('id-masked')
  return refuse(`id-${problem ?? 'digits'}`)
}

function parsePhone(text: string, cell: Cell, isMobile: boolean): ParsedValue {
  const shown = cell.number !== undefined && Number.isSafeInteger(cell.number) ? String(cell.number) : text
  const number = shown.normalize('NFKC').replace(/^'/, '').replace(/[—–]/g, '-')
  if (/^\d(\.\d+)?E\+?\d+$/i.test(number)) return { problem: 'phone-scientific' }
  if (!isMobile) return parseText(number, MAX_NAME)
  const digits = number.replace(/[\s()-]/g, '').replace(/^(\+|00)?86(?=1\d{10}$)/, '')
  if (/^1\d{10}$/.test(digits)) return { value: digits }
  return { ...parseText(number, MAX_NAME), problem: 'phone-odd' }
}

function parseDay(cell: Cell): ParsedValue {
  const parsed = parseDate(cell)
  if ('problem' in parsed) return refuse(parsed.problem)
  return parsed.monthOnly ? { value: parsed.day, problem: 'date-month-only' } : { value: parsed.day }
}

function parseMonth(cell: Cell): ParsedValue {
  const parsed = parseDate(cell)
  return 'problem' in parsed ? refuse(parsed.problem) : { value: parsed.day.slice(0, 7) }
}

/** Who a person is in the Party decides what the row does, so those two are never guessed nor left out. */
function parseCode(table: CodeTable, text: string): ParsedValue {
  const entry = findCode(table, text)
  if (entry) return entry.value === null ? {} : { value: entry.value }
  if (table === 'category') return refuse('category-unknown')
  return table === 'membershipStatus' ? refuse('status-unknown') : { problem: 'code-unknown' }
}

/** Hundredths of a yuan. */
function parseMoney(text: string): ParsedValue {
  const amount = /^[¥￥]?(\d{1,7}(?:\.\d{1,2}0*)?)元?$/.exec(
    text.normalize('NFKC').replace(/[,\s]/g, ''),
  )?.[1]
  return amount ? { value: Math.round(Number(amount) * 100) } : { problem: 'money-unreadable' }
}

function parseInteger(text: string): ParsedValue {
  const digits = /^(\d{1,6})(?:\.0+)?(?:周?岁)?$/.exec(text.normalize('NFKC').replace(/\s/g, ''))?.[1]
  return digits ? { value: Number(digits) } : { problem: 'number-unreadable' }
}
