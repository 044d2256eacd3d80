/** How one value stands in a cell of a scheme's workbook, both ways. */
export type Codec = {
  /** The cell's text. `undefined`: a cell has no words for this value. */
  print(value: unknown, row: Values): string | undefined
  /** The value of what was typed; `undefined` where it cannot be read. */
  parse(text: string, row: Values): unknown
  /** What may be typed, as a sentence for the one who did not. */
  hint: string
  /** The words that may be chosen from. */
  choices?: readonly string[]
  /** Other words than these may be right as well. */
  isOpen?: boolean
}

/** What the other cells of a row say, by the path of their value. */
export type Values = ReadonlyMap<string, unknown>

/** For a list or a table that is there and holds nothing. */
const nothing = '无'

function plain(text: string): string {
  return text
    .trim()
    .normalize('NFKC')
    .replace(/[\u2212\u2013\u2014]/g, '-')
}

/** A minus that no spreadsheet program takes for a formula. */
export function printHundredths(value: number): string {
  const size = Math.abs(value)
  const rest = String(size % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${value < 0 ? '\u2212' : ''}${Math.trunc(size / 100)}${rest && `.${rest}`}`
}

export function parseHundredths(text: string): number | undefined {
  const parts = /^(-?)(\d{1,8})(?:\.(\d{1,2}))?$/.exec(plain(text).replace(/^\+/, ''))
  if (!parts) return undefined
  const [, sign, whole = '', rest = ''] = parts
  const size = Number(whole) * 100 + Number(rest.padEnd(2, '0'))
  return sign && size !== 0 ? -size : size
}

export const hundredths: Codec = {
  print: (value) => (typeof value === 'number' ? printHundredths(value) : undefined),
  parse: parseHundredths,
  hint: '请写数字，最多两位小数，扣分前面写减号。',
}

export const wholeNumber: Codec = {
  print: (value) => (typeof value === 'number' ? String(value) : undefined),
  parse: (text) => (/^\d{1,9}$/.test(plain(text)) ? Number(plain(text)) : undefined),
  hint: '请写整数。',
}

export const words: Codec = {
  print: (value) => (typeof value === 'string' ? value : undefined),
  parse: (text) => text,
  hint: '请写字。',
}

export const yesNo: Codec = {
  print: (value) => (value === true ? '是' : value === false ? '否' : undefined),
  parse: (text) => (text === '是' ? true : text === '否' ? false : undefined),
  hint: '请写“是”或“否”，不写就是不限。',
  choices: ['是', '否'],
}

/** The same for what is simply not so when nothing is written. */
export const mark: Codec = { ...yesNo, hint: '请写“是”或“否”，不写就是否。' }

export const dayOf: Codec = {
  print: words.print,
  parse: (text) => {
    const parts = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(plain(text))
    if (!parts) return undefined
    const [, year, month = '', date = ''] = parts
    return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  },
  hint: '请写日期，例如 2026-01-31。',
}

type Labels = Readonly<Record<string, string>>

/** A code by its word; an unknown code, a county's own matter say, stands for itself. */
export function oneOf(labels: Labels, { open = false } = {}): Codec {
  // Maps, for what is looked up was written by somebody: `constructor` is no code.
  const byCode = new Map(Object.entries(labels))
  const codes = new Map(Object.entries(labels).map(([code, label]) => [label, code]))
  const choices = [...codes.keys()]
  return {
    print: (value) =>
      typeof value === 'string' ? (byCode.get(value) ?? (open ? value : undefined)) : undefined,
    parse: (text) => codes.get(text) ?? (open || byCode.has(text) ? text : undefined),
    hint: `请从这些里选一个：${choices.join('、')}。`,
    choices,
    isOpen: open,
  }
}

const breaks = /[、,，;；\n]+/

/** Several of them in one cell. */
export function listOf(one: Codec): Codec {
  return {
    print: (value, row) => {
      if (!Array.isArray(value)) return undefined
      const parts = value.map((item) => one.print(item, row))
      if (parts.includes(undefined)) return undefined
      return parts.length === 0 ? nothing : parts.join('、')
    },
    parse: (text, row) => {
      if (text === nothing) return []
      const items = text.split(breaks).filter((part) => part.trim() !== '')
      const values = items.map((part) => one.parse(part.trim(), row))
      return values.includes(undefined) ? undefined : values
    },
    hint: `${one.hint}几个之间用顿号隔开。`,
  }
}

/** 市级：10；镇级：5, of the attribute that another cell names. */
export function tableOf(keyAt: string, labelsOf: (key: unknown) => Labels): Codec {
  const label = (row: Values) => oneOf(labelsOf(row.get(keyAt)), { open: true })
  return {
    print: (value, row) => {
      const entries = Object.entries((value ?? {}) as Record<string, number>)
      const parts = entries.map(
        ([key, points]) => `${label(row).print(key, row)}：${printHundredths(points)}`,
      )
      return parts.length === 0 ? nothing : parts.join('；')
    },
    parse: (text, row) => {
      if (text === nothing) return {}
      const entries = text
        .split(/[;；\n]+/)
        .filter((part) => part.trim() !== '')
        .map((part) => {
          const [, key = '', points = ''] = /^(.+)[:：]([^:：]+)$/.exec(part.trim()) ?? []
          return [label(row).parse(key.trim(), row), parseHundredths(points)] as const
        })
      const keys = entries.map(([key]) => key)
      const isWhole = entries.every(
        ([key, points]) => key !== undefined && key !== '' && points !== undefined,
      )
      return isWhole && new Set(keys).size === keys.length ? Object.fromEntries(entries) : undefined
    },
    hint: '请写成“市级：10；镇级：5”这样，同一档只写一次。',
  }
}

type Band = { from: number; to: number | null; points: number }

/** 60—69：5；70 以上：8. Both ends belong to the band; `isCount`: whole numbers instead of hundredths. */
export function bandsOf(isCount: (row: Values) => boolean): Codec {
  const number = (row: Values) => (isCount(row) ? wholeNumber : hundredths)
  return {
    print: (value, row) => {
      if (!Array.isArray(value)) return undefined
      return (value as Band[])
        .map(({ from, to, points }) => {
          const [first, last] = [
            number(row).print(from, row),
            to === null ? null : number(row).print(to, row),
          ]
          return `${last === null ? `${first} 以上` : `${first}—${last}`}：${printHundredths(points)}`
        })
        .join('；')
    },
    parse: (text, row) => {
      const parts = text.split(/[;；\n]+/).filter((part) => part.trim() !== '')
      const bands = parts.map((part) => parseBand(part, (typed) => number(row).parse(typed, row)))
      return bands.length === 0 || bands.includes(undefined) ? undefined : bands
    },
    hint: '请写成“1—3：5；4 以上：8”这样，从小到大，两头都算在内。',
  }
}

function parseBand(part: string, number: (text: string) => unknown): Band | undefined {
  const [, span = '', typed = ''] = /^([^:：]+)[:：]([^:：]+)$/.exec(part.trim()) ?? []
  const points = parseHundredths(typed)
  const [, first, last] =
    /^([\d.]+)(?:[-~到至]([\d.]+))?$/.exec(plain(span).replace(/\s*(以上|起)$/, '')) ?? []
  const isOpen = /(以上|起)$/.test(span.trim())
  const from = first === undefined ? undefined : number(first)
  const to = isOpen ? null : number(last ?? first ?? '')
  if (points === undefined || from === undefined || to === undefined) return undefined
  return { from: from as number, to: to as number | null, points }
}

/** What has no cell of its own, exactly as it is kept. */
export const rest: Codec = {
  print: (value) => JSON.stringify(value),
  parse: (text) => {
    try {
      const value: unknown = JSON.parse(text)
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
    } catch {
      return undefined
    }
  },
  hint: '这一格由系统写，请不要改；不要就清空。',
}
