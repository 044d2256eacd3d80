import type { Ctx } from '../../../core/context/context.ts'
import { demand, Problem } from '../../../core/errors/problem.ts'
import { changeMembers, type MemberChange, removeUntouched } from '../../members/commands.ts'
import { endAttempt } from './attempt-queries.ts'
import { planAnew } from './queries.ts'
import { type Before, openBefore } from './row-content.ts'
import { sayLines } from './state-rules.ts'
import * as q from './undo-queries.ts'
import { batchRows, type Work } from './work.ts'

const namedLines = 200

/**
 * Brings back what was before an import, in the one transaction of `ctx`: who was entered goes, what was changed is as
 * it was, questions that nobody answered are taken back. Errors: version.stale with `details.lines` for rows that were
 * changed since; conflict.in-use for who has records by now; state.wrong.
 */
export async function undoRows(ctx: Ctx, work: Work): Promise<void> {
  const { importId } = work.attempt
  await planAnew(ctx)
  await demandUntouched(ctx, importId)
  await q.withdrawProposals(ctx, importId)
  try {
    const restored = await restoreChanges(ctx, work)
    await removeAdditions(ctx, work, restored)
  } catch (error) {
    // Somebody was faster than the look above.
    if (error instanceof Problem && error.details?.memberIds)
      throw new Problem('version.stale', { message: stale('有的行') })
    throw error
  }
  const ended = await endAttempt(ctx, work.attempt, { state: 'undone', undoneAt: ctx.now })
  demand(ended, 'state.wrong')
  ctx.facts.changeOrgs({ orgIds: [], from: ctx.today })
  ctx.audit({ action: 'import.undone', target: { kind: 'import', id: importId }, orgId: work.orgId })
}

async function demandUntouched(ctx: Ctx, importId: string): Promise<void> {
  const lines = await q.listTouched(ctx, importId, namedLines)
  if (lines.length === 0) return
  throw new Problem('version.stale', { message: stale(sayLines(lines)), details: { lines } })
}

function stale(lines: string): string {
  return `${lines}写入以后又有了改动或记录，不能整批撤销，什么也没有动。请在花名册里一个一个改。`
}

async function restoreChanges(ctx: Ctx, work: Work): Promise<number> {
  const { importId } = work.attempt
  const sealer = await ctx.sealer()
  const why = { reason: '撤销花名册导入', undo: true }
  let done = 0
  let after: string | null = null
  for (;;) {
    const rows: Made[] = await q.listMade(ctx, importId, 'change', after, batchRows)
    const last = rows.at(-1)
    if (!last) return done
    const changes = rows.map((row): MemberChange => {
      if (!row.before_sealed) throw new Error(`line ${row.line} does not know what was before`)
      const { values, stageOn } = openBefore(
        sealer,
        { importId, line: row.line },
        row.before_sealed,
      ) as Before
      return {
        memberId: row.subject_id ?? '',
        version: row.made_version ?? 0,
        values: values,
        stageOn,
      }
    })
    await changeMembers(ctx, changes, why)
    done += rows.length
    after = last.subject_id
    await work.report?.(done)
  }
}

type Made = Awaited<ReturnType<typeof q.listMade>>[number]

async function removeAdditions(ctx: Ctx, work: Work, begun: number): Promise<void> {
  let done = 0
  let after: string | null = null
  for (;;) {
    const rows: Made[] = await q.listMade(ctx, work.attempt.importId, 'add', after, batchRows)
    const last = rows.at(-1)
    if (!last) return
    await removeUntouched(
      ctx,
      rows.map((row) => ({ memberId: row.subject_id ?? '', version: row.made_version ?? 0 })),
    )
    done += rows.length
    after = last.subject_id
    await work.report?.(begun + done)
  }
}
