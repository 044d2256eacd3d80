import type pg from 'pg'
import type { AboveFigures, getAboveBoard } from '../../../contract/above.ts'
import type { OutputOf } from '../../../contract/endpoint.ts'
import { demand } from '../../core/errors/problem.ts'
import * as q from './board-queries.ts'
import { nameOfPart } from './divisions.ts'

type Board = OutputOf<typeof getAboveBoard>
type Names = ReadonlyMap<string, string>

/**
 * A part of the country with what stands below it. Errors: access.denied for who may look at nothing, not-found for what
 * lies outside of what one may look at, input.invalid for a month that is not kept.
 */
export async function loadBoard(
  pool: pg.Pool,
  reader: q.Reader,
  wish: { prefix?: string | undefined; month?: string | undefined; thisMonth: string },
): Promise<Board> {
  const prefixes = await q.listPrefixes(pool, reader)
  const widest = prefixes.filter((one) => !prefixes.some((other) => other !== one && one.startsWith(other)))
  const [first] = widest
  demand(first !== undefined, 'access.denied')
  const prefix = wish.prefix ?? first
  const top = widest.find((one) => covers(one, prefix))
  demand(top !== undefined, 'not-found')
  const [firstMonth, names] = await Promise.all([q.findFirstMonth(pool), q.listNames(pool)])
  const months = { first: firstMonth ?? wish.thisMonth, last: wish.thisMonth }
  const month = wish.month ?? wish.thisMonth
  demand(month >= months.first && month <= months.last, 'input.invalid', {
    field: 'query.month',
    message: `只有 ${months.first} 到 ${months.last} 的数。`,
  })
  const rows = await q.listParts(pool, reader, { prefix, month })
  return {
    path: pathTo(top, prefix).map((code) => part(code, names)),
    month,
    months,
    rows: rows.map((row) => present(row, names)),
    totals: addUp(rows),
    others: widest.filter((one) => one !== top).map((code) => part(code, names)),
    refreshedAt: newest(rows)?.toISOString() ?? null,
  }
}

/** Whoever may look at the whole country may also look at what nobody has placed in it. */
function covers(granted: string, asked: string): boolean {
  return asked === 'none' ? granted === '' : asked.startsWith(granted)
}

function part(code: string, names: Names) {
  return { code, name: nameOfPart(code, names) }
}

function pathTo(top: string, prefix: string): string[] {
  const between = prefix === 'none' ? ['none'] : [prefix.slice(0, 2), prefix.slice(0, 4)]
  return [...new Set([top, ...between.filter((code) => code.length > top.length)])]
}

function present(row: q.PartRow, names: Names): Board['rows'][number] {
  const { county, name, refreshedAt, ...figures } = row
  const code = row.code === '' ? 'none' : row.code
  return {
    ...figures,
    code,
    name: name ?? nameOfPart(code, names),
    opens: county === null,
    refreshedAt: refreshedAt.toISOString(),
  }
}

const summed = [
  'counties',
  'branches',
  'members',
  'activities',
  'dutiesDue',
  'dutiesDone',
  'dutiesLate',
  'casesOpen',
  'casesLate',
] as const satisfies readonly (keyof AboveFigures)[]

function addUp(rows: readonly AboveFigures[]): AboveFigures {
  const sums = summed.map((key) => [key, rows.reduce((sum, row) => sum + row[key], 0)])
  return Object.fromEntries(sums) as AboveFigures
}

function newest(rows: readonly q.PartRow[]): Date | null {
  const times = rows.map(({ refreshedAt }) => refreshedAt.getTime())
  return times.length > 0 ? new Date(Math.max(...times)) : null
}
