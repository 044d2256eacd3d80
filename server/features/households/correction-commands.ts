import {
  type CorrectionKind,
  correctedDays,
  type EntryKind,
  unseenDays,
} from '../../../contract/households.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx, Sealer } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import * as q from './correction-queries.ts'
import { addEntry, demandHousehold, demandNoNumbers } from './household-commands.ts'
import * as households from './household-queries.ts'
import { contactContext } from './household-rules.ts'
import { followHouseholds } from './link-commands.ts'
import * as links from './link-queries.ts'
import { correctionContext, type SaidByHousehold, saidContext, shownContext } from './link-rules.ts'

/** Takes up what households wrote on the pages of their addresses; by the product's own hand, and bears to run twice. */
export async function takeHouseholdWords(ctx: Ctx): Promise<void> {
  const sealer = await ctx.sealer()
  for (const link of await links.lockSaid(ctx)) {
    const { link_id: linkId, household_id: householdId, said_sealed: sealed } = link
    const household = await households.findHousehold(ctx, householdId)
    // Struck off meanwhile: there is nothing to correct, and what was written goes too.
    if (household && sealed) {
      const said = JSON.parse(sealer.open(sealed, saidContext(linkId))) as SaidByHousehold
      await takeUp(ctx, sealer, { linkId, household }, said)
    }
    await links.clearSaid(ctx, linkId, sealer.seal('null', shownContext(linkId)))
  }
}

type From = { linkId: string; household: households.HouseholdRecord }

async function takeUp(ctx: Ctx, sealer: Sealer, from: From, said: SaidByHousehold): Promise<void> {
  const { household_id: householdId, org_id: orgId } = from.household
  const noted = [
    ...(await applyPlain(ctx, sealer, from, said)),
    ...(await withdraw(ctx, from, said.withdrawn)),
    ...waitingOf(said).map(([kind, value]) => ({ kind, value })),
  ]
  await q.insertCorrections(
    ctx,
    noted.map((one) => toCorrection(ctx, sealer, from, one)),
  )
  await followHouseholds(ctx, [householdId])
  ctx.audit({
    action: 'household.corrected-itself',
    target: { kind: 'household', id: householdId },
    orgId,
    detail: { kinds: noted.map(({ kind }) => kind) },
  })
}

type Noted = { kind: CorrectionKind; was?: string | null; value?: string; entryKind?: string }
const waitingKinds = ['phone', 'care', 'help'] as const

function waitingOf(said: SaidByHousehold): [EntryKind, string][] {
  return waitingKinds.flatMap((kind): [EntryKind, string][] => {
    const value = said[kind]
    return value === null ? [] : [[kind, value]]
  })
}

function toCorrection(ctx: Ctx, sealer: Sealer, { linkId, household }: From, noted: Noted): q.NewCorrection {
  const correctionId = newId()
  const seal = (part: 'was' | 'value', text: string | null | undefined) =>
    typeof text === 'string' ? sealer.seal(text, correctionContext(correctionId, part)) : null
  const waits = waitingKinds.some((kind) => kind === noted.kind)
  return {
    ...{ correctionId, householdId: household.household_id, orgId: household.org_id, linkId },
    ...{ kind: noted.kind, state: waits ? 'waiting' : 'applied', entryKind: noted.entryKind ?? null },
    ...{ was: seal('was', noted.was), value: seal('value', noted.value) },
    keepUntil: addDays(ctx.today, waits ? unseenDays : correctedDays),
  }
}

/** Head count and contact hold as the household says; what stood before is kept for a year. */
async function applyPlain(
  ctx: Ctx,
  sealer: Sealer,
  { household }: From,
  said: SaidByHousehold,
): Promise<Noted[]> {
  const { household_id: householdId, contact_sealed: sealed } = household
  const contact = sealed && sealer.open(sealed, contactContext(householdId))
  const noted: Noted[] = []
  if (said.headCount !== null && said.headCount !== household.head_count)
    noted.push({ kind: 'head-count', was: String(household.head_count), value: String(said.headCount) })
  if (said.contact !== null && said.contact !== contact)
    noted.push({ kind: 'contact', was: contact, value: said.contact })
  if (noted.length === 0) return []
  const sheet = {
    address: household.address,
    placeId: household.place_id,
    headCount: said.headCount ?? household.head_count,
    isNewResident: household.is_new_resident,
    keepUntil: household.keep_until,
  }
  const next = said.contact ?? contact
  const resealed = next === null ? null : sealer.seal(next, contactContext(householdId))
  const changed = noted.map(({ kind }) =>
    kind === 'contact' ? ('contact' as const) : ('headCount' as const),
  )
  await households.touchHousehold(ctx, householdId, { sheet, contact: resealed, changed })
  return noted
}

/** A consent that is taken back needs nobody's look: erased at once. */
async function withdraw(ctx: Ctx, { household }: From, entryIds: readonly string[]): Promise<Noted[]> {
  const { household_id: householdId } = household
  const entries = await households.readEntries(ctx, [householdId])
  const meant = entries.filter((entry) => entryIds.includes(entry.entry_id))
  if (meant.length === 0) return []
  const meantIds = meant.map((entry) => entry.entry_id)
  await households.eraseEntries(ctx, householdId, { why: 'withdrawn', entryIds: meantIds })
  await households.touchHousehold(ctx, householdId)
  return meant.map((entry) => ({ kind: 'withdrawal', entryKind: entry.kind }))
}

type Which = { householdId: string; correctionId: string }

export async function showCorrection(ctx: Ctx, { householdId, correctionId }: Which): Promise<string> {
  await demandHousehold(ctx, 'households.write', householdId)
  const { value, row } = await demandWaiting(ctx, { householdId, correctionId })
  trace(ctx, 'household.correction-seen', row)
  return value
}

/** Keeps what a household wrote as an entry that it consented to by writing it. Errors as addEntry; state.wrong. */
export async function takeCorrection(
  ctx: Ctx,
  which: Which,
  wish: { purpose: string; expiresOn: string },
): Promise<string> {
  await demandHousehold(ctx, 'households.write', which.householdId)
  const { row, value } = await demandWaiting(ctx, which)
  const kind = row.kind as EntryKind
  const terms = { kind, value, basis: 'consent', agreedOn: row.said_on, ...wish } as const
  const entryId = await addEntry(ctx, which.householdId, terms)
  await q.decideCorrection(ctx, which.correctionId, { state: 'taken', note: null })
  trace(ctx, 'household.correction-taken', row)
  return entryId
}

export async function dismissCorrection(ctx: Ctx, which: Which, reason: string): Promise<void> {
  await demandHousehold(ctx, 'households.write', which.householdId)
  demandNoNumbers(ctx, reason, 'body.reason')
  const { row } = await demandWaiting(ctx, which)
  await q.decideCorrection(ctx, which.correctionId, { state: 'dismissed', note: reason })
  trace(ctx, 'household.correction-dismissed', row)
}

async function demandWaiting(
  ctx: Ctx,
  { householdId, correctionId }: Which,
): Promise<{ row: q.CorrectionRecord; value: string }> {
  const row = await q.lockCorrection(ctx, householdId, correctionId)
  demand(row, 'not-found')
  demand(row.state === 'waiting' && row.value_sealed, 'state.wrong', {
    message: '这一条已经办过了，或者到期抹掉了。请刷新看看。',
  })
  const value = (await ctx.sealer()).open(row.value_sealed, correctionContext(correctionId, 'value'))
  return { row, value }
}

function trace(ctx: Ctx, action: string, row: q.CorrectionRecord): void {
  const target = { kind: 'household', id: row.household_id }
  ctx.audit({ action, target, orgId: row.org_id, detail: { kind: row.kind } })
}
