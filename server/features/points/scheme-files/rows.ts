import { rest, type Values } from './codecs.ts'
import type { Column } from './sheets.ts'

type Tree = Record<string, unknown>

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function valueAt(one: unknown, at: string): unknown {
  return at.split('.').reduce<unknown>((tree, key) => (isTree(tree) ? tree[key] : undefined), one)
}

/** The cells of one row, in the order of the columns. */
export function printCells(columns: readonly Column[], one: unknown): string[] {
  const row: Values = new Map(columns.map(({ at }) => [at, valueAt(one, at)]))
  return columns.map(({ at, codec }) => {
    const value = row.get(at)
    if (codec === rest) return printRest(columns, row, at)
    return value === null || value === undefined ? '' : (codec.print(value, row) ?? '')
  })
}

/** What of a tree has no cell of its own, so that nothing is lost that somebody else wrote. */
function printRest(columns: readonly Column[], row: Values, at: string): string {
  const left = leave(columns, row, at, row.get(at))
  return Object.keys(left).length === 0 ? '' : JSON.stringify(left)
}

function leave(columns: readonly Column[], row: Values, at: string, tree: unknown): Tree {
  if (!isTree(tree)) return {}
  const entries = Object.entries(tree).flatMap(([key, value]): [string, unknown][] => {
    const path = `${at}.${key}`
    const own = columns.find((column) => column.at === path)
    if (own?.codec.print(value, row) !== undefined) return []
    if (!isTree(value) || !columns.some((column) => column.at.startsWith(`${path}.`))) return [[key, value]]
    const inner = leave(columns, row, path, value)
    const isLeft = Object.keys(inner).length > 0 || Object.keys(value).length === 0
    return isLeft ? [[key, inner]] : []
  })
  return Object.fromEntries(entries)
}

export type Unread = { at: string; typed: string; hint: string }
export type ReadRow = { one: Tree; unread: Unread[] }

/** What the cells of a row say; `cell` answers the text under a column, empty where there is none. */
export function readCells(columns: readonly Column[], cell: (column: Column) => string): ReadRow {
  const unread: Unread[] = []
  const row = new Map<string, unknown>()
  for (const column of columns) {
    const typed = cell(column)
    const { at, codec, required } = column
    if (typed === '') {
      if (required) unread.push({ at, typed, hint: '这一格要填。' })
      continue
    }
    const value = codec.parse(typed, row)
    if (value === undefined) unread.push({ at, typed, hint: codec.hint })
    else row.set(at, value)
  }
  return { one: assemble(row), unread }
}

/** Shorter paths first: a tree that came whole is filled up by its own cells. */
function assemble(row: Values): Tree {
  const one: Tree = {}
  for (const [at, value] of [...row].sort(([a], [b]) => a.split('.').length - b.split('.').length)) {
    const keys = at.split('.')
    const last = keys.pop() ?? at
    let tree = one
    for (const key of keys) {
      const below = tree[key]
      const next = isTree(below) ? below : {}
      tree[key] = next
      tree = next
    }
    tree[last] = value
  }
  return one
}
