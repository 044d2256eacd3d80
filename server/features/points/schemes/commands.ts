import type { SchemeFlaw, SchemeVersion } from '../../../../contract/scheme-version.ts'
import type { Ctx } from '../../../core/context/context.ts'
import { cyclesSince } from '../../../core/context/fact-list.ts'
import { demandMay, type Place } from '../../../core/context/may.ts'
import { demand } from '../../../core/errors/problem.ts'
import { placeOf } from '../../organisations/commands.ts'
import { lockRules } from '../queries.ts'
import { lintLatitude } from './latitude.ts'
import { lintVersion } from './lint.ts'
import * as q from './queries.ts'
import * as v from './version-queries.ts'

/** A new scheme of an organisation with its first draft; the request's id is the scheme's. */
export async function createScheme(
  ctx: Ctx,
  wish: { orgId: number; name: string; version: SchemeVersion },
): Promise<{ schemeId: string; versionId: number }> {
  await demandPlace(ctx, wish.orgId, 'schemes.write')
  const schemeId = ctx.requestId
  await q.insertScheme(ctx, { schemeId, orgId: wish.orgId, name: wish.name })
  const versionId = await v.insertDraft(ctx, schemeId, 1, wish.version)
  ctx.audit({ action: 'scheme.created', target: { kind: 'scheme', id: schemeId }, orgId: wish.orgId })
  return { schemeId, versionId }
}

/** Replaces the standing draft, or begins one after the last published version. Flaws are told, not refused. */
export async function saveDraft(
  ctx: Ctx,
  schemeId: string,
  version: SchemeVersion,
): Promise<{ versionId: number; flaws: SchemeFlaw[] }> {
  const scheme = await loadScheme(ctx, schemeId, 'schemes.write')
  await q.lockDraft(ctx, schemeId)
  const draft = await q.findDraft(ctx, schemeId)
  if (draft) await v.deleteDraft(ctx, draft.version_id)
  const [latest] = await q.listVersions(ctx, [schemeId])
  const versionId = await v.insertDraft(
    ctx,
    schemeId,
    draft?.version_no ?? (latest?.version_no ?? 0) + 1,
    version,
  )
  ctx.audit({ action: 'scheme.drafted', target: { kind: 'scheme', id: schemeId }, orgId: scheme.org_id })
  return { versionId, flaws: lintVersion(version, await q.listMatters(ctx)) }
}

/** Puts a draft in force: by another person than its author, without flaws, after the version before it. */
export async function publishVersion(ctx: Ctx, schemeId: string, versionId: number): Promise<void> {
  await lockRules(ctx, 'to-change')
  const scheme = await loadScheme(ctx, schemeId, 'schemes.publish')
  const row = await q.findVersion(ctx, schemeId, versionId)
  demand(row, 'not-found')
  demand(row.state === 'draft', 'state.wrong', { message: '这一版已经发布了，不能再改。' })
  const author = await q.findMemberOf(ctx, row.drafted_by)
  const isAuthor =
    row.drafted_by === ctx.actor.accountId || (author !== null && author === ctx.actor.memberId)
  demand(!isAuthor, 'access.denied', { message: '发布要由起草人以外的另一个人来办。' })
  const version = await v.readVersion(ctx, row)
  const [flaw] = lintVersion(version, await q.listMatters(ctx))
  demand(!flaw, 'input.invalid', { field: flaw?.at ?? '', message: flaw?.message ?? '' })
  const published = (await q.listVersions(ctx, [schemeId])).filter((one) => one.state === 'published')
  demand(
    published.every((one) => one.valid_from < row.valid_from),
    'input.invalid',
    { field: 'validFrom', message: '开始日期要晚于上一版的开始日期。' },
  )
  demandLatitude(version, await listLatitudes(ctx, schemeId))
  await q.markPublished(ctx, versionId)
  ctx.audit({
    action: 'scheme.published',
    target: { kind: 'scheme', id: schemeId },
    orgId: scheme.org_id,
    detail: { version: versionId },
  })
  ctx.facts.rederive(cyclesSince(row.valid_from))
}

export async function adoptScheme(
  ctx: Ctx,
  schemeId: string,
  wish: { orgId: number; reach: 'self' | 'below'; validFrom: string; validTo: string | null },
): Promise<string> {
  await lockRules(ctx, 'to-change')
  await demandPlace(ctx, wish.orgId, 'schemes.publish')
  demand(await q.findScheme(ctx, schemeId), 'not-found')
  demand(!wish.validTo || wish.validTo >= wish.validFrom, 'input.invalid', {
    field: 'body.validTo',
    message: '截止日期在开始日期以前。',
  })
  demand(!(await q.findOverlap(ctx, { schemeId, ...wish })), 'conflict.duplicate', {
    message: '这个组织在这段时间已经用着这个方案。',
  })
  demand(!(await q.leadsBack(ctx, schemeId, wish.orgId)), 'input.invalid', {
    field: 'body.orgId',
    message: '这个方案的组织已经在用本组织的方案，两家互相套用就成了一个圈。',
  })
  const above = await q.listLatitudesAbove(ctx, schemeId, [wish])
  for (const row of await q.listVersions(ctx, [schemeId])) {
    if (row.state === 'published') demandLatitude(await v.readVersion(ctx, row), above)
  }
  const adoptionId = ctx.requestId
  await q.insertAdoption(ctx, { adoptionId, schemeId, ...wish })
  ctx.audit({ action: 'scheme.adopted', target: { kind: 'scheme', id: schemeId }, orgId: wish.orgId })
  ctx.facts.rederive(cyclesSince(wish.validFrom))
  return adoptionId
}

/** What those above leave to a scheme, wherever it has been adopted. */
async function listLatitudes(ctx: Ctx, schemeId: string): Promise<Latitudes> {
  const adoptions = await q.listAdoptions(ctx, [schemeId])
  return q.listLatitudesAbove(
    ctx,
    schemeId,
    adoptions.map((one) => ({ orgId: one.org_id, validFrom: one.valid_from, validTo: one.valid_to })),
  )
}

type Latitudes = Awaited<ReturnType<typeof q.listLatitudesAbove>>

function demandLatitude(version: SchemeVersion, above: Latitudes): void {
  const [flaw] = lintLatitude(version, above)
  demand(!flaw, 'input.invalid', { field: flaw?.at ?? '', message: flaw?.message ?? '' })
}

async function loadScheme(ctx: Ctx, schemeId: string, verb: 'schemes.write' | 'schemes.publish') {
  const scheme = await q.findScheme(ctx, schemeId)
  demandMay(ctx.actor, verb, scheme && { orgId: scheme.org_id, path: scheme.path })
  return scheme as NonNullable<typeof scheme>
}

async function demandPlace(
  ctx: Ctx,
  orgId: number,
  verb: 'schemes.write' | 'schemes.publish',
): Promise<Place> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, verb, place)
  return place
}
