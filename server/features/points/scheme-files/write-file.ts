import type { SchemeVersion } from '../../../../contract/scheme-version.ts'
import { columnName } from '../../../core/spreadsheet/table.ts'
import type { CellToWrite } from '../../../core/spreadsheet/thread-messages.ts'
import { type SheetToWrite, writeWorkbook } from '../../../core/spreadsheet/write-workbook.ts'
import { type OwnMatter, sayMatters } from './own-matters.ts'
import { printCells } from './rows.ts'
import {
  type Column,
  flagColumns,
  gradeColumns,
  limitColumns,
  ruleColumns,
  sheetNames,
  versionFields,
} from './sheets.ts'

type SheetWithRows = SheetToWrite & { rows: CellToWrite[][] }

export type SchemeFile = { name: string; version: SchemeVersion }

/** The mark by which a JSON file of a scheme is known, and the number that rises when its shape changes. */
export const jsonFormat = { format: 'zhibutong-scheme', formatVersion: 1 } as const

export function writeJson({ name, version }: SchemeFile): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify({ ...jsonFormat, name, version }, null, 2)}\n`)
}

/** Rows that an office may fill in below what is there, each with its lists to choose from. */
const spareRows = 300

const help = [
  '这个文件是一份积分方案，可以在这里改，改好再导回系统。',
  '“方案”写整个方案的日期、起点和限额；“规则”一行一条；“封顶和合计”写几条规则合起来怎么算。',
  '“等次”写总分到几分叫什么；“提醒”写总分到几分时请人来看，只提请人研究，不作决定。',
  '表头不要改，列可以调换位置，空行不要紧。灰箭头的格子从列出来的词里选。',
  '没有限制的格子空着。扣分前面写减号。日期写成 2026-01-31。',
  '导入时有一处不对就全不写入，会说清是哪一页、哪一行、哪一格。',
  '登录、打卡、时长、点赞、转发不能计分，写了导不进去，会说明是哪一条规定。',
  '右边是各格可以填的词。',
]

const listColumns: readonly Column[] = [
  ...versionFields,
  ...ruleColumns,
  ...limitColumns,
  ...gradeColumns,
  ...flagColumns,
]

/** Every list of words once, under the header of the first column that uses it. */
const vocabularies = listColumns
  .filter(({ codec }) => codec.choices)
  .filter((one, i, all) => all.findIndex((other) => sameChoices(one, other)) === i)

function sameChoices(a: Column, b: Column): boolean {
  return a.codec.choices?.join() === b.codec.choices?.join()
}

/** Where on the first sheet the words stand that a column may hold. */
function wordsOf(column: Column): string | undefined {
  const at = vocabularies.findIndex((one) => sameChoices(one, column))
  const choices = column.codec.choices
  if (at < 0 || !choices || isList(column)) return undefined
  const letter = columnName(at + 2)
  return `'${sheetNames.help}'!$${letter}$2:$${letter}$${choices.length + 1}`
}

/** Several words in one cell cannot be chosen from a list. */
function isList({ at }: Column): boolean {
  return at === 'latitude.classes'
}

function helpSheet(): SheetWithRows {
  const rows = Math.max(help.length, ...vocabularies.map(({ codec }) => codec.choices?.length ?? 0))
  return {
    name: sheetNames.help,
    columns: [
      { header: '怎么填', width: 60 },
      ...vocabularies.map(({ header }) => ({ header: `可填：${header}`, width: 20 })),
    ],
    rows: Array.from({ length: rows }, (_, i) => [
      help[i] ?? '',
      ...vocabularies.map(({ codec }) => codec.choices?.[i] ?? ''),
    ]),
  }
}

function versionSheet({ name, version }: SchemeFile): SheetWithRows {
  const cells = printCells(versionFields, { name, ...version })
  return {
    name: sheetNames.version,
    columns: [
      { header: '项目', width: 22 },
      { header: '内容', width: 40 },
      { header: '怎么填', width: 70 },
    ],
    rows: versionFields.map(({ header, codec }, i) => [header, cells[i], codec.hint]),
    lists: versionFields.flatMap((column, i) => {
      const from = wordsOf(column)
      return from ? [{ cells: `B${i + 2}`, from, strict: !column.codec.isOpen }] : []
    }),
  }
}

function listSheet(name: string, columns: readonly Column[], rows: readonly unknown[]): SheetWithRows {
  const last = rows.length + 1 + spareRows
  return {
    name,
    columns: columns.map(({ header }) => ({ header })),
    rows: rows.map((one) => printCells(columns, one)),
    lists: columns.flatMap((column, i) => {
      const from = wordsOf(column)
      const letter = columnName(i + 1)
      return from ? [{ cells: `${letter}2:${letter}${last}`, from, strict: !column.codec.isOpen }] : []
    }),
  }
}

/** The six sheets of a scheme, with a list to choose from wherever a cell holds one of several words. */
export function sheetsOf(file: SchemeFile, own: readonly OwnMatter[] = []): SheetWithRows[] {
  const { limits, grades, flags } = file.version
  const rules = sayMatters(file.version.rules, own)
  return [
    helpSheet(),
    versionSheet(file),
    listSheet(sheetNames.rules, ruleColumns, rules),
    listSheet(sheetNames.limits, limitColumns, limits),
    listSheet(sheetNames.grades, gradeColumns, grades),
    listSheet(sheetNames.flags, flagColumns, flags),
  ]
}

/** A workbook that an office can fill in; `own`: what the county counts besides, in its own words. */
export function writeSchemeWorkbook(file: SchemeFile, own: readonly OwnMatter[] = []): Promise<Uint8Array> {
  return writeWorkbook(sheetsOf(file, own))
}
