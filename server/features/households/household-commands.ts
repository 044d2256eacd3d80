import type { InputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/households.ts'
import { longestYears, purposes } from '../../../contract/households.ts'
import type { Verb } from '../../../contract/roles.ts'
import type { Ctx, Sealer } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { findPersonalNumbers } from '../../core/guard/find-personal-numbers.ts'
import { findVillage } from '../../core/names/find-village.ts'
import { normalisePhone, phoneKindOf } from '../../core/personal-data/phone.ts'
import { eraseCorrections } from './correction-queries.ts'
import { demandGrid } from './grid-commands.ts'
import { readVillagePlaces } from './grid-queries.ts'
import * as q from './household-queries.ts'
import { changedFields, contactContext, entryContext, type FieldValues } from './household-rules.ts'
import { followHouseholds } from './link-commands.ts'

type Wish = InputOf<typeof contract.addHousehold>['body']
type Placing = Pick<Wish, 'placeId' | 'address'>

/** Enters a household of the grid. New residents are kept until a day, at most two years on. */
export async function addHousehold(ctx: Ctx, orgId: number, wish: Wish): Promise<string> {
  await demandGrid(ctx, 'households.write', orgId)
  const placeId = await placeOf(ctx, orgId, wish)
  demandSheet(ctx, wish)
  const householdId = ctx.requestId
  await q.insertHousehold(ctx, orgId, { ...wish, placeId }, await sealContact(ctx, householdId, wish.contact))
  trace(ctx, 'household.added', { household_id: householdId, org_id: orgId })
  return householdId
}

/** Corrects a household. Who looked at an older version is told, so that no correction is lost. */
export async function changeHousehold(
  ctx: Ctx,
  householdId: string,
  { version, ...wish }: Wish & { version: number },
): Promise<number> {
  const household = await demandHousehold(ctx, 'households.write', householdId)
  demand(household.version === version, 'version.stale')
  const placeId = await placeOf(ctx, household.org_id, wish)
  demandSheet(ctx, wish)
  const contact = await sealContact(ctx, householdId, wish.contact)
  const sheet = { ...wish, placeId }
  const changed = changedFields(await readFields(ctx, household), sheet)
  trace(ctx, 'household.changed', household)
  return touch(ctx, householdId, { sheet, contact, changed })
}

/** What is sealed of a household, in clear, for who was asked for the right. */
export function openContact(sealer: Sealer, householdId: string, sealed: Buffer | null): string | null {
  return sealed && sealer.open(sealed, contactContext(householdId))
}

export function openEntry(sealer: Sealer, entryId: string, sealed: Buffer): string {
  return sealer.open(sealed, entryContext(entryId))
}

/** What stands in a household's fields, in clear. */
export async function readFields(ctx: Ctx, household: q.HouseholdRecord): Promise<FieldValues> {
  const { household_id: householdId, contact_sealed: sealed, address } = household
  const contact = sealed && (await ctx.sealer()).open(sealed, contactContext(householdId))
  return { address, placeId: household.place_id, contact, headCount: household.head_count }
}

/** Writes single fields of a household that was demanded before. Answers the version; nothing to write leaves it. */
export async function writeFields(
  ctx: Ctx,
  household: q.HouseholdRecord,
  change: Partial<FieldValues>,
): Promise<number> {
  const before = await readFields(ctx, household)
  const after = { ...before, ...change }
  const changed = changedFields(before, after)
  if (changed.length === 0) return household.version
  if (changed.includes('placeId')) await placeOf(ctx, household.org_id, after)
  if (changed.includes('address')) demandNoNumbers(ctx, after.address, 'body.changes.address')
  const kept = { isNewResident: household.is_new_resident, keepUntil: household.keep_until }
  const contact = await sealContact(ctx, household.household_id, after.contact)
  trace(ctx, 'household.changed', household)
  return touch(ctx, household.household_id, { sheet: { ...after, ...kept }, contact, changed })
}

export async function checkHousehold(ctx: Ctx, householdId: string): Promise<number> {
  const household = await demandHousehold(ctx, 'households.write', householdId)
  trace(ctx, 'household.checked', household)
  return touch(ctx, householdId)
}

async function touch(
  ctx: Ctx,
  householdId: string,
  to?: Parameters<typeof q.touchHousehold>[2],
): Promise<number> {
  const version = await q.touchHousehold(ctx, householdId, to)
  await followHouseholds(ctx, [householdId])
  return version
}

/** Erases what was kept of a household: it moved away, or asks for it. */
export async function removeHousehold(
  ctx: Ctx,
  householdId: string,
  reason: 'moved' | 'asked' | 'doubled',
): Promise<void> {
  const household = await demandHousehold(ctx, 'households.write', householdId)
  await q.eraseEntries(ctx, householdId, { why: 'removed' })
  await q.blankHouseholds(ctx, [householdId])
  trace(ctx, 'household.removed', household, { reason })
}

type EntryBody = InputOf<typeof contract.addHouseholdEntry>['body']
type EntryWish = Omit<EntryBody, 'rhythmDays'> & Partial<Pick<EntryBody, 'rhythmDays'>>

/** Seals one sensitive thing with what it is for, what it rests on and until when. A new telephone replaces the old. */
export async function addEntry(ctx: Ctx, householdId: string, wish: EntryWish): Promise<string> {
  const household = await demandHousehold(ctx, 'households.write', householdId)
  demandTerms(ctx, wish)
  const value = wish.kind === 'phone' ? demandPhone(wish.value) : wish.value
  if (wish.kind === 'phone') await q.eraseEntries(ctx, householdId, { why: 'replaced', kind: 'phone' })
  const sealer = await ctx.sealer()
  const entryId = ctx.requestId
  const { kind, purpose, basis, agreedOn, expiresOn, rhythmDays = null } = wish
  await q.insertEntry(ctx, {
    ...{ householdId, orgId: household.org_id, kind, purpose, basis, agreedOn, expiresOn, rhythmDays },
    value: sealer.seal(value, entryContext(entryId)),
  })
  await touch(ctx, householdId)
  trace(ctx, 'household.entry-added', household, { kind, purpose, basis })
  return entryId
}

export async function eraseEntry(ctx: Ctx, householdId: string, entryId: string): Promise<void> {
  const household = await demandHousehold(ctx, 'households.write', householdId)
  const erased = await q.eraseEntries(ctx, householdId, { why: 'withdrawn', entryIds: [entryId] })
  demand(erased === 1, 'state.wrong', { message: '这一项已经抹掉了。' })
  await followHouseholds(ctx, [householdId])
  trace(ctx, 'household.entry-erased', household, { entryId })
}

/** One entry in clear; that somebody looked, and why, is in the audit log before it is shown. */
export async function showEntry(
  ctx: Ctx,
  { householdId, entryId }: { householdId: string; entryId: string },
  reason: string,
): Promise<string> {
  const household = await demandHousehold(ctx, 'households.read', householdId)
  demandNoNumbers(ctx, reason, 'body.reason')
  const entry = (await q.readEntries(ctx, [householdId])).find((one) => one.entry_id === entryId)
  demand(entry?.value_sealed, 'state.wrong', { message: '这一项已经到期抹掉了。' })
  trace(ctx, 'household.entry-seen', household, { entryId, kind: entry.kind, reason })
  return (await ctx.sealer()).open(entry.value_sealed, entryContext(entryId))
}

/** By night: what is over its day is erased, and households that were kept until a day. Bears to run twice. */
export async function eraseExpired(ctx: Ctx): Promise<void> {
  await q.eraseExpired(ctx)
  await eraseCorrections(ctx)
  const over = await q.listOver(ctx)
  if (over.length === 0) return
  await q.eraseOf(ctx, over)
  await q.blankHouseholds(ctx, over)
}

/** The household, if the actor may do this with it; locked to the end of a write. Errors: not-found, access.denied. */
export async function demandHousehold(
  ctx: Ctx,
  verb: Verb,
  householdId: string,
  locked = true,
): Promise<q.HouseholdRecord> {
  const household = await q.findHousehold(ctx, householdId, locked)
  demand(household, 'not-found')
  await demandGrid(ctx, verb, household.org_id)
  return household
}

/**
 * The natural village of a household: the one that was chosen, or else the one that the address names [001-03]. One that
 * lies in another grid of the village says where the household belongs.
 */
async function placeOf(ctx: Ctx, orgId: number, { placeId, address }: Placing): Promise<number | null> {
  if (placeId === null) return null
  const places = await readVillagePlaces(ctx, orgId)
  if (placeId !== undefined) {
    demand(
      places.some((place) => place.place_id === placeId && place.grid_id === orgId),
      'input.invalid',
      { field: 'body.placeId', message: '这个自然村不在本网格，请另选。' },
    )
    return placeId
  }
  const named = findVillage(address, places)
  demand(!named || named.grid_id === orgId, 'input.invalid', {
    field: 'body.address',
    message: `${named?.name ?? ''}归${named?.grid_name ?? ''}，请在那个网格登记；没写错的话，请在“自然村”里选。`,
  })
  return named?.place_id ?? null
}

function demandSheet(ctx: Ctx, wish: Wish): void {
  const { isNewResident, keepUntil } = wish
  demandNoNumbers(ctx, wish.address, 'body.address')
  demand(!isNewResident || keepUntil, 'input.invalid', {
    field: 'body.keepUntil',
    message: '新居民请写登记到哪天为止，到期自动抹掉。',
  })
  demand(!keepUntil || (keepUntil > ctx.today && keepUntil <= yearsAfter(ctx.today, 2)), 'input.invalid', {
    field: 'body.keepUntil',
    message: '请写今天以后、两年以内的一天。',
  })
}

function demandTerms(ctx: Ctx, wish: EntryWish): void {
  const { kind, purpose, agreedOn, expiresOn, rhythmDays = null } = wish
  demand(rhythmDays === null || (kind === 'care' && purpose === 'visit'), 'input.invalid', {
    field: 'body.rhythmDays',
    message: '只有约定的定期看望才写几天一次。',
  })
  demand(Object.hasOwn(purposes[kind], purpose), 'input.invalid', {
    field: 'body.purpose',
    message: '请从列出的用途里选。',
  })
  demand(agreedOn <= ctx.today, 'input.invalid', { field: 'body.agreedOn', message: '日期还没有到。' })
  const years = longestYears[kind]
  demand(expiresOn > ctx.today && expiresOn <= yearsAfter(agreedOn, years), 'input.invalid', {
    field: 'body.expiresOn',
    message: `请写今天以后、约定起 ${years} 年以内的一天，到期自动抹掉。`,
  })
}

function demandPhone(typed: string): string {
  const number = normalisePhone(typed)
  demand(phoneKindOf(number), 'input.invalid', {
    field: 'body.value',
    message: '这不像一个电话号码，请看看有没有少写一位。',
  })
  return number
}

async function sealContact(ctx: Ctx, householdId: string, contact: string | null): Promise<Buffer | null> {
  if (contact === null) return null
  return (await ctx.sealer()).seal(contact, contactContext(householdId))
}

/** An address is not sealed and a reason is kept for ever: neither is the place for a number of somebody's. */
export function demandNoNumbers(ctx: Ctx, typed: string, field: string): void {
  demand(findPersonalNumbers(typed, ctx).length === 0, 'input.invalid', {
    field,
    message: '这里不要写身份证号、电话和卡号，请另记。',
  })
}

/** The same day so many years on; 29 February ends on the 28th. */
function yearsAfter(day: string, years: number): string {
  const next = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`
  return day.endsWith('-02-29') && years % 4 !== 0 ? next.replace('-29', '-28') : next
}

function trace(
  ctx: Ctx,
  action: string,
  { household_id: id, org_id: orgId }: { household_id: string; org_id: number },
  detail?: Record<string, string>,
): void {
  ctx.audit({ action, target: { kind: 'household', id }, orgId, ...(detail && { detail }) })
}
