import { randomBytes } from 'node:crypto'
import { linkDays } from '../../../contract/households.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { normalisePhone, phoneKindOf } from '../../core/personal-data/phone.ts'
import { demandGrid } from './grid-commands.ts'
import { findHousehold } from './household-queries.ts'
import * as q from './link-queries.ts'
import {
  householdPath,
  type SaidByHousehold,
  type ShownHousehold,
  saidContext,
  saysNothing,
  shownContext,
} from './link-rules.ts'
import { loadShown } from './shown.ts'

export type MadeLink = { linkId: string; path: string; expiresOn: string }

/**
 * An address by which a household sees and corrects its own sheet, without an account, once. One before that was not
 * used ends. Errors: not-found, access.denied.
 */
export async function makeHouseholdLink(ctx: Ctx, householdId: string): Promise<MadeLink> {
  const household = await demandOwn(ctx, householdId)
  await q.endLinks(ctx, householdId)
  const shown = (await loadShown(ctx, [householdId])).get(householdId)
  demand(shown, 'not-found')
  const address = randomBytes(16).toString('base64url')
  const expiresOn = addDays(ctx.today, linkDays)
  const linkId = ctx.requestId
  await q.insertLink(ctx, {
    ...{ householdId, orgId: household.org_id, address, expiresOn },
    shown: (await ctx.sealer()).seal(JSON.stringify(shown), shownContext(linkId)),
  })
  trace(ctx, 'household.link-made', householdId, household.org_id)
  return { linkId, path: householdPath(address), expiresOn }
}

export async function endHouseholdLink(ctx: Ctx, householdId: string): Promise<void> {
  const household = await demandOwn(ctx, householdId)
  const ended = await q.endLinks(ctx, householdId)
  demand(ended > 0, 'state.wrong', { message: '没有还能用的地址，不用作废。' })
  trace(ctx, 'household.link-ended', householdId, household.org_id)
}

async function demandOwn(ctx: Ctx, householdId: string) {
  const household = await findHousehold(ctx, householdId)
  demand(household, 'not-found')
  await demandGrid(ctx, 'households.write', household.org_id)
  return household
}

/** What has changed about households shows by the addresses that they hold. */
export async function followHouseholds(ctx: Ctx, householdIds: readonly string[]): Promise<void> {
  const links = await q.listOpen(ctx, householdIds)
  if (links.length === 0) return
  const all = await loadShown(
    ctx,
    links.map((link) => link.household_id),
  )
  const sealer = await ctx.sealer()
  await q.showAgain(
    ctx,
    links.flatMap(({ link_id: linkId, household_id: householdId }) => {
      const shown = all.get(householdId)
      return shown ? [{ linkId, shown: sealer.seal(JSON.stringify(shown), shownContext(linkId)) }] : []
    }),
  )
}

export type HouseholdPage = {
  shown: ShownHousehold | null
  expiresOn: string
  state: 'open' | 'used' | 'ended'
}

/** What an address shows; null where there is none. Once it was used it shows no more of the household. */
export async function readHouseholdLink(ctx: Ctx, address: string): Promise<HouseholdPage | null> {
  const link = await q.findByAddress(ctx, address)
  if (!link) return null
  const { expires_on: expiresOn } = link
  if (link.used_at) return { shown: null, expiresOn, state: 'used' }
  if (link.ended_at || expiresOn < ctx.today) return { shown: null, expiresOn, state: 'ended' }
  const opened = (await ctx.sealer()).open(link.shown_sealed, shownContext(link.link_id))
  const shown = JSON.parse(opened) as ShownHousehold
  const entries = shown.entries.filter((entry) => entry.expiresOn >= ctx.today)
  return { shown: { ...shown, entries }, expiresOn, state: 'open' }
}

/**
 * A household corrects its sheet through the address, once. Kept as it was written and taken up right after: the page
 * itself reaches no household. Errors: not-found, input.invalid, state.wrong.
 */
export async function sayByLink(ctx: Ctx, address: string, said: SaidByHousehold): Promise<void> {
  const link = await q.findByAddress(ctx, address)
  demand(link && ctx.actor.address === address, 'not-found')
  demand(link.expires_on >= ctx.today, 'state.wrong', { message: '这个地址过期了，请向网格员再要一个。' })
  demand(!saysNothing(said), 'input.invalid', { message: '还没有写要改什么。没有要改的，关掉就行。' })
  const phone = said.phone === null ? null : normalisePhone(said.phone)
  demand(phone === null || phoneKindOf(phone), 'input.invalid', {
    field: 'body.phone',
    message: '这不像一个电话号码，请看看有没有少写一位。',
  })
  const sealed = (await ctx.sealer()).seal(JSON.stringify({ ...said, phone }), saidContext(link.link_id))
  demand(await q.useAddress(ctx, address, sealed), 'state.wrong', {
    message: '这个地址用过了，或者作废了。还有要改的，请和网格员说。',
  })
  trace(ctx, 'household.link-used', link.household_id, link.org_id)
  ctx.enqueue({
    task: 'take-household-words',
    payload: {},
    key: `take-household-words ${ctx.county}`,
  })
}

function trace(ctx: Ctx, action: string, id: string, orgId: number): void {
  ctx.audit({ action, target: { kind: 'household', id }, orgId })
}
