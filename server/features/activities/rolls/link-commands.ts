import { randomBytes } from 'node:crypto'
import type { Ctx } from '../../../core/context/context.ts'
import { demand } from '../../../core/errors/problem.ts'
import { maskPersonalNumbers } from '../../../core/guard/mask-personal-numbers.ts'
import { surnameLength } from '../../../core/names/surnames.ts'
import { demandState, loadForWrite } from '../commands.ts'
import * as q from './link-queries.ts'

export type MadeLink = { linkId: string; path: string; name: string; day: string }

export const attendPath = (address: string): string => `/public/attend/${address}`

/**
 * An address by which one member far away takes part, good on the activity's day and once.
 * Errors: not-found, access.denied, state.wrong, input.invalid (not on the roll), conflict.duplicate (used one already).
 */
export async function makeAttendLink(ctx: Ctx, activityId: string, memberId: string): Promise<MadeLink> {
  const { row, org } = await loadForWrite(ctx, activityId)
  demandState(row, 'planned')
  demand(row.day >= ctx.today, 'state.wrong', { message: '这次活动的日子已经过了。' })
  const callee = await q.findCallee(ctx, activityId, memberId)
  demand(callee?.name, 'input.invalid', { field: 'body.memberId', message: '这个人不在名单上，请刷新再选。' })
  const before = await q.findStanding(ctx, activityId, memberId)
  demand(!before?.used_at, 'conflict.duplicate', { message: '这位同志已经报过到了，不用再给地址。' })
  if (before) q.endLinks(ctx, { linkId: before.link_id })
  const address = randomBytes(16).toString('base64url')
  const startsAt = await q.findStart(ctx, activityId)
  const shown = { orgName: org.name, title: row.title, startsAt, who: sayWho(callee.name) }
  const { branchId } = callee
  await q.insertLink(ctx, {
    activityId,
    memberId,
    orgId: org.orgId,
    branchId,
    address,
    shown,
    day: row.day,
  })
  const target = { kind: 'activity', id: activityId }
  ctx.audit({ action: 'activity.attend-link-made', target, orgId: org.orgId, memberId })
  return { linkId: ctx.requestId, path: attendPath(address), name: callee.name, day: row.day }
}

/** 林同志: enough to know that it is meant for oneself. */
function sayWho(name: string): string {
  const characters = [...name]
  return `${characters.slice(0, surnameLength(characters)).join('')}同志`
}

export async function endAttendLink(ctx: Ctx, linkId: string): Promise<void> {
  const link = await q.findLink(ctx, linkId)
  demand(link, 'not-found')
  const { org } = await loadForWrite(ctx, link.activity_id)
  demand(!link.used_at && !link.ended_at, 'state.wrong', { message: '这个地址已经用过了，或者早就作废了。' })
  q.endLinks(ctx, { linkId })
  const target = { kind: 'activity', id: link.activity_id }
  ctx.audit({ action: 'activity.attend-link-ended', target, orgId: org.orgId, memberId: link.member_id })
}

export type AttendPage = { shown: q.Shown; day: string; state: 'early' | 'open' | 'used' | 'ended' }

/** How far the address through which somebody reads is; null where there is none. */
export async function readAttendLink(ctx: Ctx, address: string): Promise<AttendPage | null> {
  const link = await q.findByAddress(ctx, address)
  if (!link) return null
  const { day } = link
  // Whoever is handed the address reads it without signing in.
  const shown = { ...link.shown, title: maskPersonalNumbers(link.shown.title, ctx.today) }
  if (link.used_at) return { shown, day, state: 'used' }
  if (link.ended_at || day < ctx.today) return { shown, day, state: 'ended' }
  return { shown, day, state: day > ctx.today ? 'early' : 'open' }
}

/** The member takes part through the address, once. Errors: not-found, state.wrong. */
export async function attendByLink(ctx: Ctx, address: string, words: string | null): Promise<void> {
  const link = await q.findByAddress(ctx, address)
  demand(link && ctx.actor.address === address, 'not-found')
  demand(link.day === ctx.today, 'state.wrong', { message: '还没到那一天，到了那天再打开。' })
  demand(await q.useAddress(ctx, address, words), 'state.wrong', {
    message: '这个地址用过了，或者作废了。有话请和支部说。',
  })
  ctx.audit({
    action: 'activity.attended-by-link',
    target: { kind: 'activity', id: link.activity_id },
    orgId: link.org_id,
    memberId: link.member_id,
  })
}
