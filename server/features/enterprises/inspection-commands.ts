import type { Actor, Ctx } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { findInspected, type InspectionFact, listInspectionFacts } from './inspection-queries.ts'
import { describeInspection, type Inspection } from './inspection-rules.ts'
import { readGrids } from './queries.ts'
import { findRevisit, type Revisit } from './revisit-queries.ts'

type Span = { from: string; to: string }

/** What revisits of some time found of the work of these members; who may know it is asked before. */
export async function readInspections(
  ctx: Ctx,
  memberIds: readonly string[],
  span: Span,
): Promise<Inspection[]> {
  return (await listInspectionFacts(ctx, { memberIds, ...span })).map(describeInspection)
}

/** As somebody's points: for the person, and for who sees names with points in the branch. Errors: not-found. */
export async function loadInspections(
  ctx: Ctx,
  memberId: string,
  asked: number | undefined,
): Promise<{ year: number; rows: InspectionFact[]; own: boolean }> {
  const person = await findInspected(ctx, memberId)
  demand(person && maySeeResult(ctx.actor, memberId, person), 'not-found')
  const year = asked ?? Number(ctx.today.slice(0, 4))
  const span = { from: `${year}-01-01`, to: `${year}-12-31` }
  const rows = await listInspectionFacts(ctx, { memberIds: [memberId], ...span })
  return { year, rows, own: memberId === ctx.actor.memberId }
}

function maySeeResult(actor: Actor, memberId: string, branch: { path: string }): boolean {
  return memberId === actor.memberId || may(actor, 'points.names', branch)
}

export type ReadRevisit = {
  revisitId: string
  revisit: Revisit | undefined
  people: InspectionFact[]
  /** By who looks after the grid; anybody else knows the enterprise by its name at most. */
  wholly: boolean
  mayCorrect: boolean
}

/** One revisit, as far as the reader may know of it. Errors: not-found for who may know nothing. */
export async function loadRevisit(ctx: Ctx, revisitId: string): Promise<ReadRevisit> {
  const { actor } = ctx
  const revisit = await findRevisit(ctx, revisitId)
  const [grid] = revisit ? await readGrids(ctx, [''], revisit.org_id) : []
  const wholly = grid !== undefined && may(actor, 'grids.read', grid)
  const facts = await listInspectionFacts(ctx, { revisitId })
  const people = facts.filter((fact) => wholly || maySeeResult(actor, fact.member_id, fact))
  demand(wholly || people.length > 0, 'not-found')
  const isSent =
    actor.memberId !== null && [revisit?.instructor_id, revisit?.liaison_id].includes(actor.memberId)
  const mayCorrect = wholly && may(actor, 'households.write', grid) && !isSent
  return { revisitId, revisit, people, wholly, mayCorrect }
}
