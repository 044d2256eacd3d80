import type { OrgChange, OrgKind } from '../../../contract/organisations.ts'
import type { Ctx } from '../../core/context/context.ts'
import { cyclesSince } from '../../core/context/fact-list.ts'
import { demandMay, type Place } from '../../core/context/may.ts'
import { nextNumber } from '../../core/context/next-number.ts'
import { raiseEpoch } from '../../core/context/raise-epoch.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import * as q from './queries.ts'
import { isBelow, mayStandUnder, pathStep } from './rules.ts'

type OrgRow = NonNullable<Awaited<ReturnType<typeof q.findOrg>>>

/** What a feature above asks about an organisation before it decides anything. */
export async function placeOf(
  ctx: Ctx,
  orgId: number,
): Promise<(Place & { kind: OrgKind; name: string }) | null> {
  const org = await q.findOrg(ctx, orgId)
  return org ? { orgId: org.org_id, path: org.path, kind: org.kind as OrgKind, name: org.name } : null
}

/** The places a form of a feature above offers: living organisations at exactly these paths, in tree order. */
export async function listPlacesAt(
  ctx: Ctx,
  paths: readonly string[],
): Promise<{ orgId: number; name: string }[]> {
  const rows = await q.listAt(ctx, paths)
  return rows.map((row) => ({ orgId: row.org_id, name: row.name }))
}

export type Founding = {
  parentId: number
  kind: OrgKind
  category: string | null
  name: string
  shortName: string
  divisionCode: string | null
  management: 'direct' | 'entrusted'
  foundedOn: string
  reason: string
}

/** Founds an organisation under a living parent of a kind that may hold it. Answers its small number. */
export async function foundOrganisation(ctx: Ctx, wish: Founding): Promise<number> {
  await q.lockTree(ctx)
  const parent = await q.findOrg(ctx, wish.parentId)
  demandMay(ctx.actor, 'organisations.write', parent && { orgId: parent.org_id, path: parent.path })
  demandPlace(wish.kind, parent as OrgRow, 'body.kind')
  demand(wish.foundedOn >= (parent as OrgRow).founded_on, 'input.invalid', {
    field: 'body.foundedOn',
    message: '成立日期早于上级组织的成立日期。',
  })
  demandPast(ctx, wish.foundedOn, 'body.foundedOn')
  return insertFounded(ctx, wish, (parent as OrgRow).path)
}

/** The root of a county's tree; made once, when the county is set up. */
export function foundRoot(ctx: Ctx, wish: Omit<Founding, 'parentId'>): Promise<number> {
  return insertFounded(ctx, { ...wish, parentId: null }, '')
}

async function insertFounded(
  ctx: Ctx,
  wish: Omit<Founding, 'parentId'> & { parentId: number | null },
  parentPath: string,
): Promise<number> {
  const orgId = await nextNumber(ctx, 'organisation')
  await q.insertOrg(ctx, { ...wish, orgId, path: parentPath + pathStep(orgId) })
  await q.insertEvent(ctx, {
    eventId: newId(),
    orgId,
    kind: 'found',
    happenedOn: wish.foundedOn,
    reason: wish.reason,
    detail: { parentId: wish.parentId, name: wish.name },
  })
  ctx.audit({ action: 'organisation.founded', target: { kind: 'organisation', id: orgId }, orgId })
  ctx.facts.changeReach()
  changeOrgs(ctx, [orgId, wish.parentId], wish.foundedOn)
  await raiseEpoch(ctx)
  return orgId
}

/** Renames, moves, hands over, dissolves or re-elects; a change is dated and never rewrites what was before it. */
export async function changeOrganisation(ctx: Ctx, orgId: number, change: OrgChange): Promise<string> {
  const org = await loadForChange(ctx, orgId, change.happenedOn)
  const detail = await applyChange(ctx, org, change)
  if (change.change === 'dissolve') await q.closeHistory(ctx, orgId, change.happenedOn)
  else if (change.change !== 're-elect') await q.openHistory(ctx, orgId, change.happenedOn)
  return traceChange(ctx, org, change.change, change, detail)
}

async function applyChange(
  ctx: Ctx,
  org: OrgRow,
  change: OrgChange,
): Promise<Record<string, string | number | null>> {
  const orgId = org.org_id
  switch (change.change) {
    case 'rename':
      await q.updateOrg(ctx, orgId, { name: change.name, short_name: change.shortName })
      return { from: org.name, to: change.name }
    case 'manage':
      await q.updateOrg(ctx, orgId, { management: change.management })
      return { from: org.management, to: change.management }
    case 're-elect':
      demand(change.nextElectionOn > change.happenedOn, 'input.invalid', {
        field: 'body.nextElectionOn',
        message: '下次换届的日期要晚于这次。',
      })
      await q.updateOrg(ctx, orgId, {
        elected_on: change.happenedOn,
        next_election_on: change.nextElectionOn,
      })
      return { nextElectionOn: change.nextElectionOn }
    case 'dissolve':
      await demandNothingBelow(ctx, org)
      await q.updateOrg(ctx, orgId, { dissolved_on: change.happenedOn })
      changeOrgs(ctx, [orgId, org.parent_id], change.happenedOn)
      return {}
    case 'move':
      return moveOrganisation(ctx, org, change)
  }
}

type Move = { parentId: number; happenedOn: string }

async function moveOrganisation(ctx: Ctx, org: OrgRow, { parentId, happenedOn }: Move) {
  const parent = await q.findOrg(ctx, parentId)
  demandMay(ctx.actor, 'organisations.write', parent && { orgId: parent.org_id, path: parent.path })
  const to = parent as OrgRow
  demandPlace(org.kind as OrgKind, to, 'body.parentId')
  demand(happenedOn >= to.founded_on, 'input.invalid', {
    field: 'body.happenedOn',
    message: '那一天新的上级还没有成立。',
  })
  const circles =
    isBelow(to.path, org.path) || (await q.stoodAboveSince(ctx, org.org_id, parentId, happenedOn))
  demand(!circles, 'input.invalid', {
    field: 'body.parentId',
    message: '不能移到自己或自己的下级下面，那一天以后的下级也不行。',
  })
  await q.updateOrg(ctx, org.org_id, { parent_id: parentId })
  await q.movePaths(ctx, org.path, to.path + pathStep(org.org_id))
  await raiseEpoch(ctx)
  ctx.facts.rederive(cyclesSince(happenedOn))
  ctx.facts.changeOrgs({ orgIds: 'all', from: happenedOn })
  return { from: org.parent_id, to: parentId }
}

/** Ends an organisation in favour of another of its kind. Its members must have been moved in the same transaction. */
export async function mergeOrganisation(
  ctx: Ctx,
  orgId: number,
  wish: { intoId: number; happenedOn: string; reason: string },
): Promise<void> {
  const org = await loadForChange(ctx, orgId, wish.happenedOn)
  const into = await q.findOrg(ctx, wish.intoId)
  demandMay(ctx.actor, 'organisations.write', into && { orgId: into.org_id, path: into.path })
  demand(into?.kind === org.kind && into.org_id !== orgId && !into.dissolved_on, 'input.invalid', {
    field: 'body.intoId',
    message: '只能并入另一个同类的、没有撤销的组织。',
  })
  await demandNothingBelow(ctx, org)
  await q.updateOrg(ctx, orgId, { dissolved_on: wish.happenedOn, merged_into: wish.intoId })
  await q.closeHistory(ctx, orgId, wish.happenedOn)
  changeOrgs(ctx, [orgId, org.parent_id], wish.happenedOn)
  await traceChange(ctx, org, 'merge', wish, { into: wish.intoId })
}

export async function saveNaturalVillage(
  ctx: Ctx,
  orgId: number,
  name: string,
  gridId: number | null,
): Promise<number> {
  const org = await q.findOrg(ctx, orgId)
  demandMay(ctx.actor, 'organisations.write', org && { orgId: org.org_id, path: org.path })
  if (gridId !== null) {
    const grid = await q.findOrg(ctx, gridId)
    demand(grid?.kind === 'grid' && isBelow(grid.path, (org as OrgRow).path), 'input.invalid', {
      field: 'body.gridId',
      message: '请选这个村下面的网格。',
    })
  }
  ctx.audit({ action: 'natural-village.saved', target: { kind: 'organisation', id: orgId }, orgId })
  return q.upsertVillage(ctx, orgId, name, gridId)
}

async function loadForChange(ctx: Ctx, orgId: number, happenedOn: string): Promise<OrgRow> {
  await q.lockTree(ctx)
  const [org] = await q.lockOrgs(ctx, [orgId])
  demandMay(ctx.actor, 'organisations.write', org && { orgId: org.org_id, path: org.path })
  const row = org as OrgRow
  demand(!row.dissolved_on, 'state.wrong', { message: '这个组织已经撤销了。' })
  demandPast(ctx, happenedOn, 'body.happenedOn')
  demand(happenedOn >= (await q.latestHistoryDay(ctx, orgId)), 'input.invalid', {
    field: 'body.happenedOn',
    message: '这一天以后已经有过变动，不能插到前面。',
  })
  return row
}

async function traceChange(
  ctx: Ctx,
  org: OrgRow,
  kind: OrgChange['change'] | 'merge',
  dated: { happenedOn: string; reason: string },
  detail: Record<string, string | number | null>,
): Promise<string> {
  const eventId = newId()
  const { happenedOn, reason } = dated
  await q.insertEvent(ctx, { eventId, orgId: org.org_id, kind, happenedOn, reason, detail })
  ctx.audit({
    action: `organisation.${kind}`,
    target: { kind: 'organisation', id: org.org_id },
    orgId: org.org_id,
  })
  return eventId
}

function demandPlace(kind: OrgKind, parent: OrgRow, field: string): void {
  demand(!parent.dissolved_on, 'state.wrong', { field, message: '上级组织已经撤销了。' })
  demand(mayStandUnder(kind, parent.kind as OrgKind), 'input.invalid', {
    field,
    message: '这类组织不能设在这个上级下面。',
  })
}

function demandPast(ctx: Ctx, day: string, field: string): void {
  demand(day <= ctx.today, 'input.invalid', { field, message: '日期还没有到。' })
}

async function demandNothingBelow(ctx: Ctx, org: OrgRow): Promise<void> {
  demand((await q.countLivingBelow(ctx, org.path)) === 0, 'conflict.in-use', {
    message: '下面还有组织，先把它们移走或撤销。',
  })
}

/** What is asked of an organisation may depend on what stands right below it. */
function changeOrgs(ctx: Ctx, orgIds: readonly (number | null)[], from: string): void {
  ctx.facts.changeOrgs({ orgIds: orgIds.flatMap((orgId) => orgId ?? []), from })
}
