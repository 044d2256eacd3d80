import type { RegisterValues } from '../../../contract/register.ts'
import type { Ctx, Sealer } from '../../core/context/context.ts'
import { demand, Problem } from '../../core/errors/problem.ts'
import { normaliseIdNumber } from '../../core/personal-data/id-number.ts'
import { describeChange, describeUndo, type Occasion } from './event-rules.ts'
import * as identities from './identity-queries.ts'
import { idNumberHash } from './numbers.ts'
import { proposeGrids } from './place-commands.ts'
import * as places from './place-queries.ts'
import * as q from './queries.ts'
import { type RegisterChange, setOf, stageOf, stageStart, valuesOf } from './register-values.ts'
import { enterMembers, saveChanges } from './save-commands.ts'
import { applySet, blankRow, type MemberRow, type MemberSet } from './values.ts'
import * as w from './write-queries.ts'

/**
 * For features above: whole registers at once. They ask for the right (members.import, transfers.decide …) at the
 * branch before they call; row-level security keeps every call inside the actor's scope. The number of statements does
 * not depend on the number of rows.
 */

/** A person for the register. Values as contract/register.ts has them, numbers normalised, in clear. */
export type NewMember = {
  memberId: string
  /** A living branch in scope. */
  orgId: number
  /** Absent: the grid that the natural village in `householdPlace` leads to. Null: none. */
  gridId?: number | null | undefined
  groupId?: number | null | undefined
  values: RegisterValues & { name: string }
}

/** Why and, if not today, when. Stands in each member's dated list. */
export type Reason = { reason: string; happenedOn?: string }

export type Written = { memberId: string; version: number }

/**
 * Enters people, each with an event `entered`, grid proposed, ID number claimed in the whole installation.
 * Errors: `conflict.duplicate` with `details.memberIds` (the rows whose ID number is registered already, here, in another
 * branch or county, or twice among these; where is not said), `not-found` for a branch out of reach, `state.wrong` for one
 * that is dissolved. All or nothing.
 */
export async function addMembers(ctx: Ctx, rows: readonly NewMember[], why: Reason): Promise<Written[]> {
  if (rows.length === 0) return []
  const branches = await holdBranches(ctx, [...new Set(rows.map((row) => row.orgId))])
  const proposals = await proposeGrids(
    ctx,
    rows.map(({ orgId, gridId, values }) => ({
      orgPath: branches.get(orgId)?.path ?? '',
      place: gridId === undefined ? (values.householdPlace ?? null) : null,
    })),
  )
  const sealer = await ctx.sealer()
  const lines = rows.map((row, i) => newLine(ctx, row, proposals[i]?.gridId ?? null, sealer))
  await enterMembers(ctx, lines, occasionOf(ctx, why))
  for (const [orgId] of branches) {
    const count = rows.filter((row) => row.orgId === orgId).length
    ctx.audit({
      action: 'members.added',
      target: { kind: 'organisation', id: orgId },
      orgId,
      detail: { count },
    })
  }
  return lines.map((line) => ({ memberId: line.member_id, version: line.version }))
}

function newLine(ctx: Ctx, row: NewMember, proposed: number | null, sealer: Sealer): MemberRow {
  const stage = stageOf(row.values, ctx.today)
  const places = { gridId: row.gridId === undefined ? proposed : row.gridId, groupId: row.groupId ?? null }
  const set: MemberSet = { ...setOf(row.values), ...places, stage, stageOn: stageStart(stage, row.values) }
  return enteredLine(row.memberId, row.orgId, set, sealer)
}

/** A first version has no later changes to compare with. */
export function enteredLine(memberId: string, orgId: number, set: MemberSet, sealer: Sealer): MemberRow {
  return { ...applySet(blankRow(memberId, orgId), set, sealer).next, version: 1, changed_in: {} }
}

/** Holds living branches until the commit; members belong to branches and to nothing else. */
export async function holdBranches(ctx: Ctx, orgIds: readonly number[]): Promise<Map<number, places.OrgRow>> {
  const rows = await places.holdOrgs(ctx, orgIds)
  demand(rows.length === orgIds.length, 'not-found', { field: 'body.orgId' })
  for (const row of rows) {
    demand(row.kind === 'branch', 'input.invalid', {
      field: 'body.orgId',
      message: '党员要编在支部里，请选支部。',
    })
    demand(!row.dissolved_on, 'state.wrong', { field: 'body.orgId', message: '这个支部已经撤销了。' })
  }
  return new Map(rows.map((row) => [row.org_id, row]))
}

/** A change of a person who is in the register, from the version that was looked at. The branch is never among it. */
export type MemberChange = {
  memberId: string
  version: number
  values: RegisterChange
  /** The first day of the stage that `values.category` sets, where it does not follow from the dates (see `RegisterLine`). */
  stageOn?: string | null
}

/**
 * Changes people; what changes in a life (stage, status, lost, floating) becomes its event, the rest one `corrected`.
 * `undo`: the values are those from before an import, and one event `import-undone` says so. Answers the versions after;
 * a row that says what the register says already keeps its version.
 * Errors: `version.stale` with `details.memberIds` (changed since by anybody), `not-found` and `state.wrong` (who has
 * left) with `details.memberIds`, `conflict.duplicate` as addMembers. All or nothing.
 */
export async function changeMembers(
  ctx: Ctx,
  rows: readonly MemberChange[],
  why: Reason & { undo?: boolean },
): Promise<Written[]> {
  if (rows.length === 0) return []
  const held = await lockUnchanged(ctx, rows)
  const gone = rows.filter((row) => held.get(row.memberId)?.stage === 'exited').map((row) => row.memberId)
  demand(gone.length === 0, 'state.wrong', {
    details: { memberIds: gone },
    message: '有人已经离开，不能改。',
  })
  const sealer = await ctx.sealer()
  const changes = rows.map((row) => {
    const before = held.get(row.memberId) as MemberRow
    return applySet(before, withStageStart(before, row), sealer)
  })
  await saveChanges(ctx, changes, occasionOf(ctx, why), why.undo ? describeUndo : describeChange)
  const count = changes.filter((change) => change.changed.length > 0).length
  if (count > 0) {
    const action = why.undo ? 'members.import-undone' : 'members.changed'
    ctx.audit({ action, target: { kind: 'members', id: ctx.requestId }, detail: { count } })
  }
  return changes.map(({ next }) => ({ memberId: next.member_id, version: next.version }))
}

function withStageStart(before: MemberRow, { values, stageOn }: MemberChange): MemberSet {
  const set = setOf(values)
  if (stageOn !== undefined) return { ...set, stageOn }
  if (!set.stage || set.stage === before.stage) return set
  const dates = { joinedOn: set.joinedOn ?? before.joined_on, fullOn: set.fullOn ?? before.full_on }
  return { ...set, stageOn: stageStart(set.stage, dates) }
}

/**
 * Takes people out again who were entered by an import and not touched since: their lines, events and ID numbers go.
 * Errors: `version.stale` with `details.memberIds` (changed since, or given an account), `not-found` with
 * `details.memberIds`, `conflict.in-use` when records hang on one of them. All or nothing.
 */
export async function removeUntouched(ctx: Ctx, rows: readonly Written[]): Promise<void> {
  if (rows.length === 0) return
  const held = await lockUnchanged(ctx, rows)
  const ids = [...held.keys()]
  const known = await w.listWithAccount(ctx, ids)
  demand(known.length === 0, 'version.stale', { details: { memberIds: known } })
  await identities.releaseIdentities(ctx, ids)
  await w.deleteMembers(ctx, ids).catch((error: unknown) => {
    // Records of floors above, which this one does not know: the database does.
    if ((error as { code?: unknown }).code !== '23503') throw error
    throw new Problem('conflict.in-use', { message: '有人已经有了别的记录，不能撤回。' })
  })
  ctx.audit({
    action: 'members.removed',
    target: { kind: 'members', id: ctx.requestId },
    detail: { count: ids.length },
  })
}

async function lockUnchanged(ctx: Ctx, rows: readonly Written[]): Promise<Map<string, MemberRow>> {
  const held = new Map<string, MemberRow>(
    (
      await q.lockMembers(
        ctx,
        rows.map((row) => row.memberId),
      )
    ).map((row) => [row.member_id, row]),
  )
  const missing = rows.filter((row) => !held.has(row.memberId)).map((row) => row.memberId)
  demand(missing.length === 0, 'not-found', { details: { memberIds: missing } })
  const stale = rows
    .filter((row) => held.get(row.memberId)?.version !== row.version)
    .map((row) => row.memberId)
  demand(stale.length === 0, 'version.stale', { details: { memberIds: stale } })
  return held
}

/** The hash under which an ID number is registered, from whatever form of it. */
export function hashIdNumber(sealer: Sealer, typed: string): Buffer {
  return idNumberHash(sealer, normaliseIdNumber(typed))
}

export type Match = {
  memberId: string
  /** Null: registered in this county, but not where this actor may read; where is not disclosed. */
  version: number | null
  /** Has left: to be readmitted, not changed. Null where `version` is. */
  exited: boolean | null
}

/**
 * Whom these hashes (`hashIdNumber`) belong to in this county, by the hash in hexadecimal. A person of another branch is
 * found in the locator alone, whose row names no branch; row-level security keeps the person's line out of reach. A
 * person of another county is not found: `addMembers` refuses that row in the same words.
 */
export async function matchByIdHash(ctx: Ctx, hashes: readonly Buffer[]): Promise<Map<string, Match>> {
  if (hashes.length === 0) return new Map()
  const rows = await identities.findIdentities(ctx, hashes)
  return new Map(
    rows.map((row) => [
      row.id_hash.toString('hex'),
      { memberId: row.member_id, version: row.version, exited: row.exited },
    ]),
  )
}

/** A person as a register says it, with what is needed to change the person. */
export type RegisterLine = {
  memberId: string
  orgId: number
  gridId: number | null
  groupId: number | null
  version: number
  stageOn: string | null
  /** `branchName` is filled in, `committeeName` and `age` are for who writes a form. Numbers in clear. */
  values: RegisterValues
}

/**
 * The register in clear, in the order of the pinyin: the living of some branches, or some people. Two statements.
 * Who calls it has asked for the right and writes what was read into the audit log.
 */
export async function readRegister(
  ctx: Ctx,
  whose: { orgIds: readonly number[] } | { memberIds: readonly string[] },
): Promise<RegisterLine[]> {
  const rows = await q.listRegister(ctx, whose)
  const sealer = await ctx.sealer()
  return rows.map((row) => ({
    memberId: row.member_id,
    orgId: row.org_id,
    gridId: row.grid_id,
    groupId: row.group_id,
    version: row.version,
    stageOn: row.stage_on,
    values: valuesOf(row, row.org_name, sealer),
  }))
}

export function occasionOf(ctx: Ctx, { reason, happenedOn = ctx.today }: Reason): Occasion {
  return { reason, happenedOn }
}
