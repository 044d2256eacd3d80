import { randomBytes } from 'node:crypto'
import type { VisitNoticeSnapshot } from '../../../contract/visit-notices.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, inScope, may } from '../../core/context/may.ts'
import { takeLock } from '../../core/context/take-lock.ts'
import { demand, Problem } from '../../core/errors/problem.ts'
import { findPersonalNumbers } from '../../core/guard/find-personal-numbers.ts'
import { maskPersonalNumbers } from '../../core/guard/mask-personal-numbers.ts'
import { isSeen, proveSeen } from '../../core/guard/seen.ts'
import { knownNamesIn } from '../households/name-commands.ts'
import { placeOf } from '../organisations/commands.ts'
import * as q from './notice-queries.ts'
import {
  bareName,
  buildNotice,
  figuresOf,
  noticeDays,
  notOver,
  sayFound,
  sayNamed,
  seenOther,
  smallest,
  textsOf,
  tooFew,
  unseen,
} from './notice-rules.ts'
import { monthOf } from './rules.ts'

type NamedPlace = NonNullable<Awaited<ReturnType<typeof placeOf>>>

/** The counts of a month as the public would see them, and what keeps them from it, if anything does. */
export async function drawUpNotice(
  ctx: Ctx,
  place: NamedPlace,
  month: string,
): Promise<{ snapshot: VisitNoticeSnapshot; hindrance: string | null }> {
  const counted = await q.countMonth(ctx, { path: place.path, ...monthOf(month) })
  const head = { orgName: place.name, placeName: place.name, month, asOf: ctx.today }
  const snapshot = buildNotice(head, counted)
  if (month >= ctx.today.slice(0, 7)) return { snapshot, hindrance: notOver }
  if (counted.totals.households < smallest) return { snapshot, hindrance: tooFew }
  return { snapshot, hindrance: findHindrance(ctx, snapshot) ?? (await findNamed(ctx, place, snapshot)) }
}

const aboutOf = ({ orgId }: NamedPlace, month: string) => `visit notice ${orgId} ${month}`

/** To be sent with the wish to publish: that this account looked at these figures. */
export function proveNoticeSeen(ctx: Ctx, place: NamedPlace, snapshot: VisitNoticeSnapshot): Promise<string> {
  return proveSeen(ctx, aboutOf(place, snapshot.month), figuresOf(snapshot))
}

/** A grid that is called after somebody who is on a register there. A village has the name that it has. */
async function findNamed(ctx: Ctx, place: NamedPlace, { rows }: VisitNoticeSnapshot): Promise<string | null> {
  if (place.kind !== 'village') return null
  // What is small stands together in one row.
  const names = rows.flatMap((row) => row.name.split('、'))
  const known = await knownNamesIn(ctx, place.path, names.map(bareName).join('、'))
  const named = names.find((name) => known.has(bareName(name)))
  return named ? sayNamed(named) : null
}

/** The same guard as over every list: no count is a telephone, but a name that somebody typed may hold one. */
function findHindrance(ctx: Ctx, snapshot: VisitNoticeSnapshot): string | null {
  for (const { where, text } of textsOf(snapshot)) {
    const [found] = findPersonalNumbers(text, ctx)
    // The sentence is read on a screen that others see as well.
    if (found) return sayFound(maskPersonalNumbers(where, ctx.today), found)
  }
  return null
}

/** Whoever checks visits there looks at the counts and puts them before the public. One notice of a month stands. */
export async function publishNotice(
  ctx: Ctx,
  orgId: number,
  { month, seen }: { month: string; seen: string | null },
): Promise<{ noticeId: string; address: string; expiresOn: string }> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'visits.check', place)
  await takeLock(ctx, { name: `visit notices ${orgId}`, way: 'to-change' })
  const first = monthOf(month).from
  const before = await q.readNotices(ctx, { orgId, month: first })
  demand(!before.some((one) => one.withdrawn_on === null), 'conflict.duplicate', {
    message: '这个月的走访已经公开了。数字有变的，请先撤回再公开。',
  })
  const { snapshot, hindrance } = await drawUpNotice(ctx, place, month)
  if (hindrance) throw new Problem('state.wrong', { message: hindrance })
  await demandSeen(ctx, place, snapshot, seen)
  const address = randomBytes(16).toString('base64url')
  const expiresOn = addDays(ctx.today, noticeDays)
  await q.insertNotice(ctx, { orgId, month: first, snapshot, address, expiresOn })
  const noticeId = ctx.requestId
  ctx.audit({
    action: 'visit-notice.published',
    target: { kind: 'visit-notice', id: noticeId },
    orgId,
    detail: { month },
  })
  return { noticeId, address, expiresOn }
}

async function demandSeen(
  ctx: Ctx,
  place: NamedPlace,
  snapshot: VisitNoticeSnapshot,
  seen: string | null,
): Promise<void> {
  demand(seen, 'state.wrong', { field: 'body.seen', message: unseen })
  const isSame = await isSeen(ctx, aboutOf(place, snapshot.month), figuresOf(snapshot), seen)
  demand(isSame, 'state.wrong', { field: 'body.seen', message: seenOther })
}

/** The page is gone with this request, but for the minute that a browser may keep it; its address is never used again. */
export async function withdrawNotice(ctx: Ctx, noticeId: string, reason: string): Promise<void> {
  const [notice] = await q.readNotices(ctx, { noticeId })
  demand(notice && inScope(ctx.actor, { orgId: notice.org_id, path: notice.path }), 'not-found')
  demand(may(ctx.actor, 'visits.check', notice), 'access.denied')
  demand(findPersonalNumbers(reason, ctx).length === 0, 'input.invalid', {
    field: 'body.reason',
    message: '这里不要写身份证号、电话和卡号。',
  })
  demand(await q.markWithdrawn(ctx, noticeId, reason), 'state.wrong', { message: '已经撤回了。' })
  ctx.audit({
    action: 'visit-notice.withdrawn',
    target: { kind: 'visit-notice', id: noticeId },
    orgId: notice.org_id,
  })
}
