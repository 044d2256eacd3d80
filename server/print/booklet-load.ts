import type { Ctx } from '../core/context/context.ts'
import { demand } from '../core/errors/problem.ts'
import { maskPersonalNumbers } from '../core/guard/mask-personal-numbers.ts'
import { gradeBeside, listGrades } from '../features/booklets/grades.ts'
import { maySeePoints } from '../features/booklets/policy.ts'
import { groupByMonth, presentEntries } from '../features/booklets/present.ts'
import * as q from '../features/booklets/queries.ts'
import { readInspections } from '../features/enterprises/inspection-commands.ts'
import type { PrintedBooklet } from './booklet.ts'

/**
 * The booklet of a year for paper, for the member and the member's own branch. What people wrote in their records goes
 * on it, but for personal numbers: paper is left lying about. Errors: not-found.
 */
export async function loadPrintedBooklet(
  ctx: Ctx,
  memberId: string,
  asked: number | undefined,
): Promise<PrintedBooklet> {
  const reader = await q.findReader(ctx, memberId)
  demand(reader && maySeePoints(ctx.actor, reader.memberId, reader), 'not-found')
  const year = asked ?? Number(ctx.today.slice(0, 4))
  const [from, to] = [`${year}-01-01`, `${year}-12-31`]
  const start = await q.findStart(ctx, reader.orgId, to)
  const rows = await q.listMemberEntries(ctx, reader.memberId, { from, to })
  const entries = presentEntries(rows, start).map((entry) => ({
    ...entry,
    what: maskPersonalNumbers(entry.what, ctx.today),
    reason: entry.reason && maskPersonalNumbers(entry.reason, ctx.today),
  }))
  const { name, orgName, gridName } = reader
  const posts = await q.listPosts(ctx, reader.memberId)
  const months = groupByMonth(entries)
  const total = months.reduce((sum, month) => sum + month.points, start)
  const grade = gradeBeside(await listGrades(ctx, reader, year), { from, total })
  const inspections = await readInspections(ctx, [reader.memberId], { from, to })
  const found = inspections.map(({ visitedOn, saying }) => ({ day: visitedOn, what: saying }))
  return { year, today: ctx.today, start, grade, months, found, member: { name, orgName, gridName, posts } }
}
