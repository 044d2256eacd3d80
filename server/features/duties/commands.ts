import type { FactKind } from '../../../contract/facts.ts'
import { requirementFactKinds } from '../../../contract/requirements.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import type { FactList } from '../../core/context/fact-list.ts'
import type { Lock } from '../../core/db/transaction.ts'
import { type Scope, writeDuties } from './derivation-queries.ts'
import { listOwedCells, type OwedCell } from './forecast-queries.ts'
import * as q from './queries.ts'

/** Facts are followed beside each other, but never while what is asked changes: one would miss the other. */
export function lockDuties({ orgChanges }: FactList): Lock {
  return { name: 'requirements', way: orgChanges.length > 0 ? 'to-change' : 'to-follow' }
}

/** What may meet a requirement, and attendance, which says whose members were at what was held above them. */
const followed: ReadonlySet<FactKind> = new Set<FactKind>([...requirementFactKinds, 'attendance'])

/** The deriver of duties: what the facts of this request, or a change of what is asked, come to before it commits. */
export async function deriveDuties(ctx: Ctx): Promise<void> {
  const { drafts, voids, orgChanges } = ctx.facts
  // What no requirement can ask for, an honour or a good deed, is nobody's duty: nothing is asked for its sake.
  const ofDuties = drafts.filter((draft) => followed.has(draft.kind))
  const factIds = [...ofDuties.map((draft) => draft.factId), ...voids.map((one) => one.factId)]
  if (factIds.length + orgChanges.length === 0) return
  if (!(await q.hasRequirements(ctx))) return
  if (orgChanges.length > 0) {
    const scopes = orgChanges.map(({ orgIds, from }): Scope => ({ orgIds, from, to: ctx.today }))
    await recomputeDuties(ctx, scopes)
    // From now on the clock knows since when it has periods to begin.
    if ((await q.readHorizon(ctx)) === null) await q.moveHorizon(ctx, ctx.today)
  }
  if (factIds.length > 0) await followFacts(ctx, factIds)
}

async function followFacts(ctx: Ctx, factIds: readonly string[]): Promise<void> {
  const touched = await q.listTouched(ctx, factIds)
  if (touched.length === 0) return
  await q.lockOrgs(
    ctx,
    touched.flatMap((one) => (one.orgIds === 'all' ? [] : one.orgIds)),
  )
  await writeDuties(ctx, touched)
}

/**
 * Derives the duties of some organisations and days anew, alone with what is asked. Needs the whole county in scope.
 * Answers how many rows were written or taken away: none, when nothing has changed.
 */
export async function recomputeDuties(ctx: Ctx, scopes: readonly Scope[]): Promise<number> {
  await q.lockRequirements(ctx, 'to-change')
  await q.giveTime(ctx)
  const begun = [...scopes, ...(await listWoken(ctx))].filter((scope) => scope.from <= scope.to)
  return begun.length > 0 ? writeDuties(ctx, begun) : 0
}

/**
 * What the register says differently today than when it was last noted: it decides what begins today. Where it says
 * something for the first time, members entered after something was asked of them, it decides all that was asked.
 */
async function listWoken(ctx: Ctx): Promise<Scope[]> {
  const { changed, awakened } = await q.noteTraits(ctx)
  const first = awakened.length > 0 ? await q.readFirstAsked(ctx) : null
  return [
    ...(changed.length > 0 ? [{ orgIds: changed, from: ctx.today, to: ctx.today }] : []),
    ...(first !== null ? [{ orgIds: awakened, from: first, to: ctx.today }] : []),
  ]
}

/**
 * The clock's work: periods that have begun since it ran last get their duties, however long ago that was. Two at once
 * wait for each other, and the second finds nothing to do. Answers how many duties there are more.
 */
export async function beginPeriods(ctx: Ctx): Promise<number> {
  await q.lockRequirements(ctx, 'to-change')
  const horizon = await q.readHorizon(ctx)
  if (horizon !== null && horizon >= ctx.today) return 0
  const made = (await q.hasRequirements(ctx))
    ? await recomputeDuties(ctx, [
        { orgIds: 'all', from: horizon === null ? ctx.today : addDays(horizon, 1), to: ctx.today },
      ])
    : 0
  await q.moveHorizon(ctx, ctx.today)
  return made
}

/** What some organisations will owe between two days, for whoever plans a year above. */
export function forecastDuties(
  ctx: Ctx,
  span: { orgIds: readonly number[]; from: string; to: string },
): Promise<OwedCell[]> {
  return listOwedCells(ctx, span)
}
