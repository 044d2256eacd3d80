import type { RegisterValues } from '../../../../contract/register.ts'
import type { Ctx, Sealer } from '../../../core/context/context.ts'
import { demand } from '../../../core/errors/problem.ts'
import { newId } from '../../../core/ids.ts'
import {
  addMembers,
  changeMembers,
  type MemberChange,
  type RegisterLine,
  readRegister,
  type Written,
} from '../../members/commands.ts'
import * as q from './apply-queries.ts'
import { endAttempt } from './attempt-queries.ts'
import { namingLines } from './name-lines.ts'
import { planAnew } from './queries.ts'
import { type Before, openRow, type RowContent, sealBefore } from './row-content.ts'
import { batchRows, type Work } from './work.ts'

/**
 * Writes everything that is taken, in the one transaction of `ctx`: additions, changes, questions to the level above.
 * A few statements for every thousand rows. Errors, with `details.lines`: version.stale, conflict.duplicate, state.wrong;
 * state.wrong as well when the import is no longer the one that was asked for.
 */
export async function applyRows(ctx: Ctx, work: Work): Promise<void> {
  const { importId } = work.attempt
  await planAnew(ctx)
  const sealer = await ctx.sealer()
  const added = await applyAdditions(ctx, work, sealer)
  // How many members a branch has decides what is asked of it: of whom that is so, the register is asked.
  if (added > 0) ctx.facts.changeOrgs({ orgIds: [], from: ctx.today })
  const changed = await applyChanges(ctx, work, sealer, added)
  const proposed = await q.proposeTransfers(ctx, { importId, orgId: work.orgId })
  const ended = await endAttempt(ctx, work.attempt, { state: 'applied', appliedAt: ctx.now })
  demand(ended, 'state.wrong')
  ctx.audit({
    action: 'import.applied',
    target: { kind: 'import', id: importId },
    orgId: work.orgId,
    detail: { added, changed, proposed },
  })
}

async function applyAdditions(ctx: Ctx, work: Work, sealer: Sealer): Promise<number> {
  const { importId } = work.attempt
  let done = 0
  let after: q.Additions | null = null
  for (;;) {
    const rows: q.RowRecord[] = await q.listAdditions(ctx, importId, after, batchRows)
    const last = rows.at(-1)
    if (!last) return done
    const people = rows.map((row) => ({ ...openLine(sealer, importId, row), memberId: newId() }))
    const written = await namingLines(people, () =>
      addMembers(
        ctx,
        people.map(({ memberId, toOrgId, content }) => ({
          memberId,
          orgId: toOrgId,
          values: content.values as RegisterValues & { name: string },
        })),
        reasonOf(work),
      ),
    )
    await q.markMade(
      ctx,
      importId,
      toMade(people, written, () => null),
    )
    done += rows.length
    after = { toOrgId: last.to_org_id ?? 0, line: last.line }
    await work.report?.(done)
  }
}

async function applyChanges(ctx: Ctx, work: Work, sealer: Sealer, begun: number): Promise<number> {
  const { importId } = work.attempt
  let done = 0
  let after: string | null = null
  for (;;) {
    const rows: q.RowRecord[] = await q.listChanges(ctx, importId, after, batchRows)
    if (rows.length === 0) return done
    const people = rows.map((row) => ({ ...openLine(sealer, importId, row), memberId: row.subject_id ?? '' }))
    const memberIds = people.map(({ memberId }) => memberId)
    const held = new Map((await readRegister(ctx, { memberIds })).map((line) => [line.memberId, line]))
    const written = await namingLines(people, () =>
      changeMembers(
        ctx,
        people.map(({ memberId, baseVersion, content }) => toChange(memberId, baseVersion, content)),
        reasonOf(work),
      ),
    )
    const made = toMade(people, written, ({ memberId, line, content }) => {
      const before = beforeOf(held.get(memberId), content)
      return before && sealBefore(sealer, { importId, line }, before)
    })
    await q.markMade(ctx, importId, made)
    done += rows.length
    after = memberIds.at(-1) ?? null
    await work.report?.(begun + done)
  }
}

type Person = {
  line: number
  memberId: string
  toOrgId: number
  baseVersion: number
  content: RowContent
}

function openLine(sealer: Sealer, importId: string, row: q.RowRecord): Omit<Person, 'memberId'> {
  return {
    line: row.line,
    toOrgId: row.to_org_id ?? 0,
    baseVersion: row.base_version ?? 0,
    content: openRow(sealer, { importId, line: row.line }, row.row_sealed) as RowContent,
  }
}

/** Only what differs is written: a column that somebody filled in since, and the file leaves empty, stays. */
function toChange(memberId: string, version: number, { differences }: RowContent): MemberChange {
  const values = Object.fromEntries(differences.map(({ key, after }) => [key, after]))
  return { memberId, version, values: values }
}

/** What an undo puts back. The lock that `changeMembers` takes proves that this was still the version read before. */
function beforeOf(line: RegisterLine | undefined, { differences }: RowContent): Before | null {
  if (!line) return null
  const values = Object.fromEntries(differences.map(({ key }) => [key, line.values[key] ?? null]))
  return { values, stageOn: line.stageOn }
}

function toMade(
  people: readonly Person[],
  written: readonly Written[],
  before: (person: Person) => Buffer | null,
): q.MadeRow[] {
  const versions = new Map(written.map(({ memberId, version }) => [memberId, version]))
  return people.map((person) => ({
    line: person.line,
    subjectId: person.memberId,
    madeVersion: versions.get(person.memberId) ?? 0,
    before: before(person),
  }))
}

function reasonOf({ fileName }: Work) {
  return { reason: `花名册导入：${fileName}`.slice(0, 200) }
}
