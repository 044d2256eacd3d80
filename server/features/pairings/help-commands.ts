import type { InputOf } from '../../../contract/endpoint.ts'
import { type HelpMenu, isHelpKind } from '../../../contract/pairing-words.ts'
import type * as contract from '../../../contract/pairings.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, inScope, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { findPersonalNumbers } from '../../core/guard/find-personal-numbers.ts'
import { newId } from '../../core/ids.ts'
import { placeOf } from '../organisations/commands.ts'
import { demandPairing, sealSaid, trace } from './commands.ts'
import * as q from './help-queries.ts'
import * as menus from './menu-queries.ts'
import { isOwn, mayKnowDoor, mayWrite } from './policy.ts'
import { isOnMenu, moneyOf, type Said, saidContext } from './rules.ts'

/** How long ago a help may lie that is written down now, in days. */
const longestAgo = 400

type Help = InputOf<typeof contract.recordHelp>['body']

/** Puts one help on record, as a fact of the member who gave it [003-14][003-15]. To whom, no fact tells. */
export async function recordHelp(ctx: Ctx, pairingId: string, wish: Help): Promise<void> {
  const pairing = await demandPairing(ctx, pairingId, true)
  demand(isOwn(ctx.actor, pairing) || mayWrite(ctx.actor, pairing), 'access.denied')
  demand(pairing.ended_on === null, 'state.wrong', { message: '这个对子已经结束了，不能再记。' })
  const { helpedOn, text, money } = wish
  const item = wish.item.toLowerCase()
  const isInTerm = helpedOn <= ctx.today && helpedOn >= pairing.started_on
  demand(isInTerm && helpedOn >= addDays(ctx.today, -longestAgo), 'input.invalid', {
    field: 'body.helpedOn',
    message: '请写结对以后、今天以前的一天。',
  })
  const added = await menus.listItems(ctx, [pairing.branch_path])
  const above = added.filter((one) => one.menu === pairing.menu && pairing.branch_path.startsWith(one.path))
  const isOffered = isOnMenu(
    pairing.menu,
    item,
    above.map((one) => one.item_id),
  )
  demand(isOffered, 'input.invalid', { field: 'body.item', message: '菜单里没有这一项，请重选。' })
  demandMoney(item, money !== null)
  const said = await sealSaid(ctx, ctx.requestId, { text, what: money?.what ?? null })
  await q.insertHelp(ctx, pairing, { item, helpedOn, fen: money?.fen ?? null, said })
  ctx.facts.record({
    factId: newId(),
    kind: 'pairing-help',
    day: helpedOn,
    memberId: pairing.member_id,
    attrs: { help: isHelpKind(item) ? item : 'own' },
    source: { kind: 'pairing-help', id: ctx.requestId },
  })
  trace(ctx, 'pairing.help-recorded', pairing, { help: ctx.requestId })
}

function demandMoney(item: string, isGiven: boolean): void {
  const rule = moneyOf(item)
  demand(rule !== 'must' || isGiven, 'input.invalid', {
    field: 'body.money',
    message: '帮资金的，请写给了多少、作什么用。',
  })
  demand(rule !== 'never' || !isGiven, 'input.invalid', {
    field: 'body.money',
    message: '这一项不写金额。给了钱的，请记在“帮资金”里。',
  })
}

async function demandHelp(ctx: Ctx, helpId: string) {
  const help = await q.lockHelp(ctx, helpId)
  demand(help, 'not-found')
  return { help, pairing: await demandPairing(ctx, help.pairing_id, false) }
}

/** What was written of a help. Whoever else than the member looks stands in the log. */
export async function showHelp(ctx: Ctx, helpId: string): Promise<Said> {
  const { help, pairing } = await demandHelp(ctx, helpId)
  demand(mayKnowDoor(ctx.actor, pairing), 'access.denied')
  demand(help.said_sealed, 'state.wrong', { message: '当时没有写什么，或者已经到期抹掉了。' })
  if (!isOwn(ctx.actor, pairing)) trace(ctx, 'pairing.help-seen', pairing, { help: helpId })
  return JSON.parse((await ctx.sealer()).open(help.said_sealed, saidContext(helpId))) as Said
}

export async function voidHelp(ctx: Ctx, helpId: string, reason: string): Promise<void> {
  const { help, pairing } = await demandHelp(ctx, helpId)
  demand(isOwn(ctx.actor, pairing) || mayWrite(ctx.actor, pairing), 'access.denied')
  demand(help.voided_at === null, 'state.wrong', { message: '这一次已经作废了。' })
  demandNoNumbers(ctx, reason, 'body.reason')
  await q.markVoided(ctx, helpId, reason)
  ctx.facts.replace({ sourceId: helpId, wanted: [], reason })
  trace(ctx, 'pairing.help-voided', pairing, { help: helpId })
}

export async function addHelpItem(ctx: Ctx, orgId: number, menu: HelpMenu, label: string): Promise<void> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'pairings.menus', place)
  demandNoNumbers(ctx, label, 'body.label')
  await menus.insertItem(ctx, orgId, menu, label)
  ctx.audit({ action: 'help-menu.item-added', target: { kind: 'help-item', id: ctx.requestId }, orgId })
}

export async function endHelpItem(ctx: Ctx, itemId: string): Promise<void> {
  const item = await menus.findItem(ctx, itemId)
  demand(item && inScope(ctx.actor, { orgId: item.org_id, path: item.path }), 'not-found')
  demand(may(ctx.actor, 'pairings.menus', item), 'access.denied')
  demand(await menus.endItem(ctx, itemId), 'state.wrong', { message: '这一项已经去掉了。' })
  ctx.audit({
    action: 'help-menu.item-removed',
    target: { kind: 'help-item', id: itemId },
    orgId: item.org_id,
  })
}

/** A reason or a label is kept in the clear: no place for a number of somebody's. */
export function demandNoNumbers(ctx: Ctx, typed: string, field: string): void {
  demand(findPersonalNumbers(typed, ctx).length === 0, 'input.invalid', {
    field,
    message: '这里不要写身份证号、电话和卡号。',
  })
}
