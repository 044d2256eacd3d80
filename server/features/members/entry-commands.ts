import type { MemberWarning, Stage } from '../../../contract/members.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand, Problem } from '../../core/errors/problem.ts'
import { readTyped, type Typed } from './check-rules.ts'
import { enteredLine, holdBranches } from './commands.ts'
import { demandGrid, demandGroup, type GridProposal, proposeGrids } from './place-commands.ts'
import * as places from './place-queries.ts'
import { demandAtBranch } from './policy.ts'
import * as q from './queries.ts'
import { stageStart } from './register-values.ts'
import { enterMembers, saveChanges } from './save-commands.ts'
import { demandAdult } from './stage-rules.ts'
import { findCollisions } from './stale-rules.ts'
import { applySet, type MemberSet } from './values.ts'

export type Entry = Typed & {
  name: string
  orgId: number
  stage: Stage
  gridId?: number | null | undefined
  groupId?: number | null | undefined
  happenedOn: string
  reason: string
}

export type Entered = {
  memberId: string
  version: number
  warnings: MemberWarning[]
  gridId: number | null
  gridName: string | null
  gridVillage: string | null
}

/**
 * Puts one person into a branch. The request's id is the person's, so that sending it again finds the same person.
 * Errors: not-found, access.denied, input.invalid, state.wrong, conflict.duplicate (the ID number is registered).
 */
export async function createMember(ctx: Ctx, entry: Entry): Promise<Entered> {
  const branch = await places.findOrg(ctx, entry.orgId)
  demandMay(ctx.actor, 'members.write', branch && { orgId: branch.org_id, path: branch.path })
  await holdBranches(ctx, [entry.orgId])
  demandPast(ctx, entry.happenedOn)
  const { orgId, stage, gridId, groupId, happenedOn, reason, ...typed } = entry
  const nobody = { stage, sex: null, birthOn: null, joinedOn: null, fullOn: null }
  const { set, warnings } = readTyped(typed, nobody, ctx.today)
  if (stage === 'applicant') demandAdult(set.birthOn ?? null, happenedOn)
  const orgPath = branch?.path ?? ''
  const place = await choosePlace(ctx, { orgPath, gridId, groupId, householdPlace: set.householdPlace })
  const whole: MemberSet = {
    ...set,
    stage,
    stageOn: set.stageOn ?? (stage === 'applicant' ? happenedOn : stageStart(stage, set)),
    gridId: place.gridId,
    groupId: groupId ?? null,
  }
  const line = enteredLine(ctx.requestId, orgId, whole, await ctx.sealer())
  await enterMembers(ctx, [line], { happenedOn, reason })
  ctx.audit({
    action: 'member.entered',
    target: memberTarget(line.member_id),
    orgId,
    memberId: line.member_id,
  })
  return { memberId: line.member_id, version: line.version, warnings, ...place }
}

async function choosePlace(
  ctx: Ctx,
  wish: Pick<Entry, 'gridId' | 'groupId' | 'householdPlace'> & { orgPath: string },
): Promise<Pick<Entered, 'gridId' | 'gridName' | 'gridVillage'>> {
  if (wish.groupId) await demandGroup(ctx, wish.groupId, [wish.orgPath])
  if (wish.gridId === null) return { gridId: null, gridName: null, gridVillage: null }
  if (wish.gridId !== undefined) {
    const grid = await demandGrid(ctx, wish.gridId, [wish.orgPath])
    return { gridId: grid.org_id, gridName: grid.name, gridVillage: null }
  }
  const [found] = await proposeGrids(ctx, [{ orgPath: wish.orgPath, place: wish.householdPlace ?? null }])
  return {
    gridId: found?.gridId ?? null,
    gridName: found?.gridName ?? null,
    gridVillage: found?.village ?? null,
  }
}

/** The grid that a stored registration leads to, when the member is in another one or in none. */
export async function findGridProposal(
  ctx: Ctx,
  member: { org_path: string; household_place: string | null; grid_id: number | null },
): Promise<GridProposal | null> {
  const [found] = await proposeGrids(ctx, [{ orgPath: member.org_path, place: member.household_place }])
  return found && found.gridId !== member.grid_id ? found : null
}

/**
 * Corrects columns of one person. Two people who correct different columns do not hinder each other; where they meet,
 * the later one gets `version.stale` with both values of each such column.
 */
export async function updateMember(
  ctx: Ctx,
  memberId: string,
  wish: { version: number; changes: Typed; reason: string },
): Promise<{ memberId: string; version: number; warnings: MemberWarning[] }> {
  const [member] = await q.lockMembers(ctx, [memberId])
  demandAtBranch(ctx.actor, 'members.write', member)
  demand(member.stage !== 'exited', 'state.wrong', { message: '这个人已经离开，登记不再改。' })
  demand(wish.version <= member.version, 'input.invalid', { field: 'body.version' })
  const known = {
    stage: member.stage,
    sex: member.sex,
    birthOn: member.birth_on,
    joinedOn: member.joined_on,
    fullOn: member.full_on,
  }
  const { set, warnings } = readTyped(wish.changes, known, ctx.today, 'body.changes')
  const sealer = await ctx.sealer()
  const change = applySet(member, set, sealer)
  const fields = findCollisions(change, wish.version, set, sealer)
  if (fields) throw new Problem('version.stale', { details: { version: member.version, fields } })
  await saveChanges(ctx, [change], { happenedOn: ctx.today, reason: wish.reason })
  if (change.changed.length > 0) {
    ctx.audit({
      action: 'member.corrected',
      target: memberTarget(memberId),
      orgId: member.org_id,
      memberId,
      detail: { fields: change.changed },
    })
  }
  return { memberId, version: change.next.version, warnings }
}

export function memberTarget(memberId: string) {
  return { kind: 'member', id: memberId }
}

export function demandPast(ctx: Ctx, day: string): void {
  demand(day <= ctx.today, 'input.invalid', { field: 'body.happenedOn', message: '日期还没有到。' })
}
