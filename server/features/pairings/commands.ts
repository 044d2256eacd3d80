import type { InputOf } from '../../../contract/endpoint.ts'
import { type HelpMenu, reviewAheadDays } from '../../../contract/pairing-words.ts'
import type * as contract from '../../../contract/pairings.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, inScope, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { demandHousehold } from '../households/household-commands.ts'
import * as night from './night-queries.ts'
import { mayRead, mayWrite } from './policy.ts'
import * as q from './queries.ts'
import { addressContext, endOf, type Said, saidContext, termOf } from './rules.ts'

/** For how many days what was written of a help is kept. */
const saidDays = 365

/** The last day on which a review counts as due today. */
export const dueBy = (ctx: Ctx): string => addDays(ctx.today, reviewAheadDays)

/** One pairing, if the actor may know of it; `locked` to the end of a write. Errors: not-found, access.denied. */
export async function demandPairing(ctx: Ctx, pairingId: string, locked: boolean): Promise<q.PairingRecord> {
  if (locked) await q.lockPairing(ctx, pairingId)
  const paths = ctx.actor.grants.map((grant) => grant.orgPath)
  const filter = { paths, ownId: ctx.actor.memberId, only: 'all' as const, dueBy: ctx.today, pairingId }
  const [pairing] = await q.readPairings(ctx, filter, { limit: 1, offset: 0 })
  demand(pairing, 'not-found')
  demand(mayRead(ctx.actor, pairing), 'access.denied')
  return pairing
}

type Start = InputOf<typeof contract.startPairing>['body']

/**
 * Begins a pairing of a member and a household that has agreed to it [003-14][003-15]: for who may do so at the branch
 * and reads the register of the grid. Answers the day on which somebody looks at it again.
 */
export async function startPairing(
  ctx: Ctx,
  { memberId, householdId, menu, agreedOn }: Start,
): Promise<string> {
  const member = await demandHelper(ctx, memberId, 'body.memberId')
  const household = await demandHousehold(ctx, 'households.read', householdId)
  demandRecent(ctx, agreedOn, 'body.agreedOn')
  const term = termOf(agreedOn)
  await q.insertPairing(ctx, {
    pairingId: ctx.requestId,
    orgId: member.orgId,
    gridId: household.org_id,
    ...{ memberId, householdId, menu, agreedOn, followsId: null, ...term },
    address: (await ctx.sealer()).seal(household.address, addressContext(ctx.requestId)),
  })
  trace(ctx, 'pairing.started', { pairing_id: ctx.requestId, org_id: member.orgId, member_id: memberId })
  return term.reviewOn
}

/** A member in the register who may be paired by this actor. */
async function demandHelper(ctx: Ctx, memberId: string, field: string) {
  const member = await q.findMember(ctx, memberId)
  demand(member && inScope(ctx.actor, member), 'not-found', { field })
  demandMay(ctx.actor, 'pairings.write', member)
  const isMember = member.stage === 'full' || member.stage === 'probationary'
  demand(isMember, 'state.wrong', { field, message: '结对的要是在册的党员，请另选一位。' })
  return member
}

type Review = InputOf<typeof contract.reviewPairing>['body']

/** Says what came of a pairing; where another takes its place, that begins on the same day [003-16]. */
export async function reviewPairing(ctx: Ctx, pairingId: string, wish: Review): Promise<string | null> {
  const pairing = await demandPairing(ctx, pairingId, true)
  demand(mayWrite(ctx.actor, pairing), 'access.denied')
  demand(pairing.ended_on === null, 'state.wrong', { message: '这个对子已经结束了。' })
  const { reviewedOn, outcome, next } = wish
  demandRecent(ctx, reviewedOn, 'body.reviewedOn')
  demand(reviewedOn >= pairing.started_on, 'input.invalid', {
    field: 'body.reviewedOn',
    message: '请写结对以后的一天。',
  })
  demand((outcome === 'adjusted') === (next !== null), 'input.invalid', {
    field: 'body.next',
    message: '调整的请选换成谁、用哪一份菜单；不调整的不用选。',
  })
  await q.insertReview(ctx, pairing, { reviewedOn, outcome })
  trace(ctx, 'pairing.reviewed', pairing, { outcome })
  const why = endOf(outcome)
  if (why) await q.endPairing(ctx, pairingId, reviewedOn, why)
  else await q.renewPairing(ctx, pairingId, { agreedOn: reviewedOn, ...termOf(reviewedOn) })
  return next && follow(ctx, pairing, { ...next, reviewedOn })
}

type Next = { memberId: string; menu: HelpMenu; reviewedOn: string }

async function follow(
  ctx: Ctx,
  before: q.PairingRecord,
  { memberId, menu, reviewedOn }: Next,
): Promise<string> {
  const isSame = memberId === before.member_id && menu === before.menu
  demand(!isSame, 'input.invalid', { field: 'body.next', message: '人和菜单都没有变，请选“接着帮”。' })
  const member = await demandHelper(ctx, memberId, 'body.next.memberId')
  const sealer = await ctx.sealer()
  const pairingId = newId()
  const address = sealer.open(before.address_sealed as Buffer, addressContext(before.pairing_id))
  await q.insertPairing(ctx, {
    pairingId,
    orgId: member.orgId,
    gridId: before.grid_id,
    householdId: before.household_id,
    followsId: before.pairing_id,
    address: sealer.seal(address, addressContext(pairingId)),
    ...{ memberId, menu, agreedOn: reviewedOn, ...termOf(reviewedOn) },
  })
  trace(ctx, 'pairing.started', { pairing_id: pairingId, org_id: member.orgId, member_id: memberId })
  return pairingId
}

/** Not ahead, and no longer ago than a term begins to make sense. */
function demandRecent(ctx: Ctx, day: string, field: string): void {
  demand(day <= ctx.today, 'input.invalid', { field, message: '这一天还没有到。' })
  demand(day > addDays(ctx.today, -92), 'input.invalid', { field, message: '请写最近三个月里的一天。' })
}

/** By night: what nobody agrees to any more ends, what was written goes, addresses follow the register. */
export async function keepPairings(ctx: Ctx): Promise<void> {
  await night.endOver(ctx)
  await night.eraseSaid(ctx, addDays(ctx.today, -saidDays))
  const since = new Date(ctx.now.getTime() - 3 * 86_400_000)
  const doors = await night.listChangedDoors(ctx, since)
  const sealer = await ctx.sealer()
  await night.writeDoors(
    ctx,
    doors.map(({ pairing_id: pairingId, address }) => ({
      pairingId,
      address: sealer.seal(address, addressContext(pairingId)),
    })),
  )
}

/** May this actor begin one anywhere? It takes the branch's word and a look into the register of households. */
export function mayStart(ctx: Ctx): boolean {
  return ctx.actor.grants.some((grant) => {
    const place = { path: grant.orgPath }
    return may(ctx.actor, 'pairings.write', place) && may(ctx.actor, 'households.read', place)
  })
}

export async function sealSaid(ctx: Ctx, helpId: string, said: Said): Promise<Buffer | null> {
  if (said.text === null && said.what === null) return null
  return (await ctx.sealer()).seal(JSON.stringify(said), saidContext(helpId))
}

export function trace(
  ctx: Ctx,
  action: string,
  of: { pairing_id: string; org_id: number; member_id: string },
  detail?: Record<string, string>,
): void {
  const { pairing_id: id, org_id: orgId, member_id: memberId } = of
  ctx.audit({ action, target: { kind: 'pairing', id }, orgId, memberId, ...(detail && { detail }) })
}
