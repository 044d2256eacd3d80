import type { Ctx } from '../../../core/context/context.ts'
import { demand, Problem } from '../../../core/errors/problem.ts'
import { newId } from '../../../core/ids.ts'
import {
  addHouseholds,
  changeHouseholds,
  type HouseholdSheet,
  lockHeld,
  removeUntouchedHouseholds,
} from '../../households/register-commands.ts'
import * as q from '../imports/apply-queries.ts'
import { endAttempt } from '../imports/attempt-queries.ts'
import { openBefore, openRow, sealBefore } from '../imports/row-content.ts'
import { sayLines } from '../imports/state-rules.ts'
import * as made from '../imports/undo-queries.ts'
import { batchRows, type Work } from '../imports/work.ts'
import type { HouseholdContent } from './row-content.ts'

/**
 * Writes everything that is taken, in the one transaction of `ctx`. Errors, with `details.lines`: version.stale,
 * conflict.duplicate; state.wrong when the import is no longer the one that was asked for.
 */
export async function applyHouseholds(ctx: Ctx, work: Work): Promise<void> {
  const added = await applyAdditions(ctx, work)
  const changed = await applyChanges(ctx, work, added)
  const ended = await endAttempt(ctx, work.attempt, { state: 'applied', appliedAt: ctx.now })
  demand(ended, 'state.wrong')
  ctx.audit({
    action: 'import.applied',
    target: { kind: 'import', id: work.attempt.importId },
    orgId: work.orgId,
    detail: { added, changed },
  })
}

async function applyAdditions(ctx: Ctx, work: Work): Promise<number> {
  const { importId } = work.attempt
  let done = 0
  let after: q.Additions | null = null
  for (;;) {
    const rows: q.RowRecord[] = await q.listAdditions(ctx, importId, after, batchRows)
    const last = rows.at(-1)
    if (!last) return done
    const opened = await open(ctx, importId, rows)
    const entered = opened.map((row) => ({ ...row, householdId: newId() }))
    await naming(entered, () => addHouseholds(ctx, entered))
    await q.markMade(
      ctx,
      importId,
      entered.map(({ line, householdId }) => ({
        line,
        subjectId: householdId,
        madeVersion: 1,
        before: null,
      })),
    )
    done += rows.length
    after = { toOrgId: last.to_org_id ?? 0, line: last.line }
    await work.report?.(done)
  }
}

async function applyChanges(ctx: Ctx, work: Work, begun: number): Promise<number> {
  const { importId } = work.attempt
  const sealer = await ctx.sealer()
  let done = 0
  let after: string | null = null
  for (;;) {
    const rows: q.RowRecord[] = await q.listChanges(ctx, importId, after, batchRows)
    if (rows.length === 0) return done
    const changes = await open(ctx, importId, rows)
    const ids = changes.map((row) => row.householdId)
    const before = new Map((await lockHeld(ctx, ids)).map((one) => [one.householdId, one.sheet]))
    await naming(changes, () => changeHouseholds(ctx, changes))
    await q.markMade(
      ctx,
      importId,
      changes.map(({ line, householdId, version }) => ({
        line,
        subjectId: householdId,
        madeVersion: version + 1,
        before: sealBefore(sealer, { importId, line }, before.get(householdId) ?? {}),
      })),
    )
    done += rows.length
    after = ids.at(-1) ?? null
    await work.report?.(begun + done)
  }
}

/**
 * Brings back what was before: who was entered goes, what was changed is as it was. Errors: version.stale with
 * `details.lines` for households that somebody changed since; state.wrong.
 */
export async function undoHouseholds(ctx: Ctx, work: Work): Promise<void> {
  const { importId } = work.attempt
  const restored = await undoEach(ctx, work, 'change', 0)
  await undoEach(ctx, work, 'add', restored)
  const ended = await endAttempt(ctx, work.attempt, { state: 'undone', undoneAt: ctx.now })
  demand(ended, 'state.wrong')
  ctx.audit({ action: 'import.undone', target: { kind: 'import', id: importId }, orgId: work.orgId })
}

async function undoEach(ctx: Ctx, work: Work, verdict: 'add' | 'change', begun: number): Promise<number> {
  const { importId } = work.attempt
  const sealer = await ctx.sealer()
  let done = 0
  let after: string | null = null
  for (;;) {
    const rows: Made[] = await made.listMade(ctx, importId, verdict, after, batchRows)
    const last = rows.at(-1)
    if (!last) return done
    const touched = rows.map((row) => ({
      line: row.line,
      householdId: row.subject_id ?? '',
      version: row.made_version ?? 0,
      sheet: row.before_sealed
        ? (openBefore(sealer, { importId, line: row.line }, row.before_sealed) as HouseholdSheet)
        : null,
    }))
    await naming(touched, () =>
      verdict === 'add'
        ? removeUntouchedHouseholds(ctx, touched)
        : changeHouseholds(
            ctx,
            touched.map((row) => ({ ...row, sheet: row.sheet as HouseholdSheet })),
          ),
    )
    done += rows.length
    after = last.subject_id
    await work.report?.(begun + done)
  }
}

type Made = Awaited<ReturnType<typeof made.listMade>>[number]

async function open(ctx: Ctx, importId: string, rows: readonly q.RowRecord[]) {
  const sealer = await ctx.sealer()
  return rows.map((row) => {
    const { line } = row
    const { values } = openRow(sealer, { importId, line }, row.row_sealed) as HouseholdContent
    return {
      line,
      householdId: row.subject_id ?? '',
      orgId: row.to_org_id ?? 0,
      version: row.base_version ?? 0,
      sheet: values.sheet as HouseholdSheet,
    }
  })
}

const sentences: Partial<Record<Problem['code'], string>> = {
  'version.stale': '的住户后来又有了改动，一行也没有动。请刷新，或者点“重新核对”再看。',
  'conflict.duplicate': '的地址刚在网格里登记了，一行也没有写入。请点“重新核对”再看。',
}

/** A refusal that names households names lines of the file instead: what the person who imports has before them. */
async function naming<T>(
  rows: readonly { line: number; householdId: string }[],
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem) || !Array.isArray(error.details?.householdIds)) throw error
    const ids = new Set<unknown>(error.details.householdIds)
    const lines = rows.filter((row) => ids.has(row.householdId)).map((row) => row.line)
    const message = `${sayLines(lines)}${sentences[error.code] ?? error.message}`
    throw new Problem(error.code, { message, details: { lines } })
  }
}
