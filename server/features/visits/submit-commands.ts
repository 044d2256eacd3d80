import { isDeepStrictEqual } from 'node:util'
import type { OutputOf } from '../../../contract/endpoint.ts'
import type { submitVisits as spec, VisitWish } from '../../../contract/visits.ts'
import type { Ctx, Sealer } from '../../core/context/context.ts'
import { may, mayAnywhere } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { openCases } from '../cases/commands.ts'
import { type Heard, heardContext, heardOf, isSame, type Refusal, refusals, refuseWish } from './rules.ts'
import * as q from './submit-queries.ts'

type Result = OutputOf<typeof spec>['results'][number]
type Sound = { wish: VisitWish; door: q.Door }

/**
 * Puts visits on record, each for itself and by a number of statements that does not depend on how many. A number that
 * is on record already answers as the first time if visitor and content are the same, however often it is sent, in
 * whichever request and at the same moment: the row itself decides who was first.
 */
export async function submitVisits(ctx: Ctx, sent: readonly VisitWish[]): Promise<Result[]> {
  demand(mayAnywhere(ctx.actor, 'visits.write'), 'access.denied')
  const wishes = sent.map(withPlainIds)
  const sealer = await ctx.sealer()
  const firsts = new Map(wishes.toReversed().map((wish) => [wish.visitId, wish]))
  const once = wishes.filter((wish) => firsts.get(wish.visitId) === wish)
  const { sound, refused } = await judge(ctx, once)
  const rows = sound.map((one) => ({ ...one, heard: seal(sealer, one.wish) }))
  const written = await q.insertVisits(ctx, rows)
  await record(
    ctx,
    sound.filter(({ wish }) => written.has(wish.visitId)),
  )
  const left = once.filter(({ visitId }) => !written.has(visitId))
  const standing = await compare(ctx, sealer, left)
  return wishes.map((wish) => {
    const { visitId } = wish
    if (!isDeepStrictEqual(wish, firsts.get(visitId))) return refusedAs(visitId, refusals.otherContent)
    if (written.has(visitId) || standing.get(visitId) === 'same') return recorded(wish)
    const because = standing.has(visitId) ? refusals.otherContent : refused.get(visitId)
    return refusedAs(visitId, because ?? refusals.numberTaken)
  })
}

/** As the database writes numbers back. */
function withPlainIds(wish: VisitWish): VisitWish {
  const { demand: heard } = wish
  return {
    ...wish,
    visitId: wish.visitId.toLowerCase(),
    householdId: wish.householdId.toLowerCase(),
    demand: heard && { ...heard, caseId: heard.caseId.toLowerCase() },
  }
}

function recorded({ visitId, demand: heard }: VisitWish): Result {
  return { is: 'recorded', visitId, caseId: heard?.caseId ?? null }
}

function refusedAs(visitId: string, { code, message }: Refusal): Result {
  return { is: 'refused', visitId, code, message }
}

/** Which can be taken, and why the others cannot. */
async function judge(ctx: Ctx, once: readonly VisitWish[]) {
  const doors = await q.findDoors(ctx, once)
  const cases = await q.findCases(
    ctx,
    once.flatMap((wish) => wish.demand?.caseId ?? []),
  )
  const sound: Sound[] = []
  const refused = new Map<string, Refusal>()
  const numbers = new Set<string>()
  for (const wish of once) {
    const door = doors.get(wish.visitId)
    const caseId = wish.demand?.caseId
    const isTaken = caseId !== undefined && (cases.has(caseId) || numbers.has(caseId))
    const because =
      refuseWish(wish, ctx.today) ?? refuseDoor(ctx, door) ?? (isTaken ? refusals.caseTaken : null)
    if (because) refused.set(wish.visitId, because)
    else if (door) sound.push({ wish, door })
    if (caseId) numbers.add(caseId)
  }
  return { sound, refused }
}

function refuseDoor(ctx: Ctx, door: q.Door | undefined): Refusal | null {
  if (!door || !may(ctx.actor, 'visits.write', door)) return refusals.household
  return door.gone ? refusals.gone : null
}

function seal(sealer: Sealer, wish: VisitWish): Buffer | null {
  const heard = heardOf(wish)
  if (heard.note === null && heard.what === null) return null
  return sealer.seal(JSON.stringify(heard), heardContext(wish.visitId))
}

/** Of numbers that were not written now: do they stand with the same content, or with another? */
async function compare(
  ctx: Ctx,
  sealer: Sealer,
  left: readonly VisitWish[],
): Promise<Map<string, 'same' | 'other'>> {
  const rows = await q.readOwn(
    ctx,
    left.map(({ visitId }) => visitId),
  )
  const wishes = new Map(left.map((wish) => [wish.visitId, wish]))
  return new Map(
    rows.flatMap((row) => {
      const wish = wishes.get(row.visit_id)
      return wish
        ? [[row.visit_id, isSame({ ...row, heard: open(sealer, row) }, wish) ? 'same' : 'other']]
        : []
    }),
  )
}

function open(
  sealer: Sealer,
  { visit_id: visitId, heard_sealed: sealed, heard_erased: erased }: q.OwnVisit,
): Heard | 'erased' {
  if (erased) return 'erased'
  if (!sealed) return { note: null, what: null }
  return JSON.parse(sealer.open(sealed, heardContext(visitId))) as Heard
}

/** What follows from visits that are on record now: cases of what was asked for, facts of the visitor, the log. */
async function record(ctx: Ctx, fresh: readonly Sound[]): Promise<void> {
  await openCases(
    ctx,
    'request',
    fresh.flatMap(({ wish: { demand: heard }, door }) =>
      heard ? [{ ...openingOf(heard), orgId: door.org_id, atOrgId: door.village_id }] : [],
    ),
  )
  const { memberId } = ctx.actor
  if (memberId) for (const one of fresh) ctx.facts.record(factOf(one, memberId))
  for (const orgId of new Set(fresh.map(({ door }) => door.org_id)))
    ctx.audit({
      action: 'visits.recorded',
      target: { kind: 'organisation', id: orgId },
      orgId,
      detail: { visits: fresh.filter(({ door }) => door.org_id === orgId).map(({ wish }) => wish.visitId) },
    })
}

function openingOf({ caseId, sort, urgency, text }: NonNullable<VisitWish['demand']>) {
  const raised = { channel: 'visit', step: 'record', contactSealed: null, recursOf: null } as const
  return { ...raised, caseId, sort, urgency, body: text }
}

function factOf({ wish, door }: Sound, memberId: string) {
  const { met, card, talk } = wish.quartet
  return {
    factId: newId(),
    kind: 'visit' as const,
    day: wish.visitedOn,
    memberId,
    attrs: { purpose: door.purpose, met, card, talk, demand: wish.demand !== null },
    source: { kind: 'visit', id: wish.visitId },
  }
}
