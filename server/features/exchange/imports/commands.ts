import type { ListWhat, Verdict } from '../../../../contract/imports.ts'
import { addDays } from '../../../core/clock/days.ts'
import { startOfDay } from '../../../core/clock/today.ts'
import { type Actor, accountOf, type Ctx } from '../../../core/context/context.ts'
import { demandMay, mayAnywhere } from '../../../core/context/may.ts'
import { demand } from '../../../core/errors/problem.ts'
import { mediaTypes } from '../../../core/files/media-type.ts'
import { storeFile } from '../../../core/files/store.ts'
import { newId } from '../../../core/ids.ts'
import { beginAttempt } from './attempt-queries.ts'
import { forgetRows } from './forget-commands.ts'
import { listOf } from './lists.ts'
import { demandAct, verbOf } from './policy.ts'
import * as q from './queries.ts'
import * as rowQueries from './row-queries.ts'
import { sumCounts } from './summary.ts'
import { countMade } from './undo-queries.ts'

/** How long a file with everybody's numbers is kept, to come back to. */
const keptDays = 7

/** Up to so many rows are written while somebody waits; more are a job. */
const atOnce = 500

export type JobPayload = { importId: string; accountId: string; attempt: number }

/** Before a transaction: whether this is such a register at all. Who may import nowhere has nothing read. */
export async function inspectUpload(actor: Actor, what: ListWhat, bytes: Uint8Array): Promise<void> {
  demand(mayAnywhere(actor, verbOf(what)), 'access.denied')
  await listOf(what).check(bytes)
}

/** Keeps the file and asks for it to be read. Answers the import, whose id is the request's. */
export async function startImport(
  ctx: Ctx,
  { orgId, what }: { orgId: number; what: ListWhat },
  file: { name: string; bytes: Uint8Array },
): Promise<string> {
  const place = await q.findPlace(ctx, orgId)
  demandMay(ctx.actor, verbOf(what), place && { orgId: place.org_id, path: place.path })
  const field = 'query.orgId'
  demand(place, 'not-found')
  const refusal = listOf(what).refusePlace(place.kind)
  demand(!refusal, 'input.invalid', { field, ...(refusal && { message: refusal }) })
  demand(!place.dissolved_on, 'state.wrong', { field, message: '这个组织已经撤销了。' })
  const importId = ctx.requestId
  const fileId = newId()
  const expiresOn = addDays(ctx.today, keptDays)
  const accepts = [mediaTypes.xlsx, mediaTypes.csv]
  const kept = await storeFile(ctx, { fileId, orgId, ...file, accepts, expiresOn })
  await q.insertImport(ctx, { importId, orgId, what, fileId, fileName: kept.name, expiresOn })
  enqueue(ctx, 'imports.read', importId, 1)
  ctx.enqueue({
    task: 'imports.forget',
    payload: { importId },
    key: `imports.forget ${importId}`,
    runAt: startOfDay(addDays(expiresOn, 1)),
  })
  audit(ctx, 'import.uploaded', importId, orgId)
  return importId
}

/** Judges the file once more. What was decided stays where a row still comes to the same. */
export async function recheckImport(ctx: Ctx, importId: string): Promise<void> {
  const found = await lockFor(ctx, 'recheck', importId)
  const attempt = await beginAttempt(ctx, importId, { state: 'reading', rowsTotal: null })
  enqueue(ctx, 'imports.read', importId, attempt)
  audit(ctx, 'import.rechecked', importId, found.org_id)
}

/** Takes rows or leaves them out; answers how many were found to decide on, and how many are now taken. */
export async function decideImportRows(
  ctx: Ctx,
  importId: string,
  wish: { accepted: boolean; lines?: readonly number[] | undefined; verdict?: Verdict | undefined },
) {
  await lockFor(ctx, 'decide', importId)
  const { accepted, lines = null, verdict = null } = wish
  const changed = await rowQueries.decideRows(ctx, importId, { accepted, lines, verdict })
  demand(lines === null || changed === new Set(lines).size, 'input.invalid', {
    field: 'body.lines',
    message: '有的行不能收：拒收、重复和没有变化的行不写入。',
  })
  return { changed, accepted: sumCounts(await rowQueries.countRows(ctx, importId)).accepted }
}

/** Writes what is taken, all or none: at once, or by a job when it is much. */
export async function applyImport(ctx: Ctx, importId: string, rows: number): Promise<'applying' | 'applied'> {
  const found = await lockFor(ctx, 'apply', importId)
  const { accepted } = sumCounts(await rowQueries.countRows(ctx, importId))
  demand(accepted.all === rows, 'version.stale', {
    details: { rows: accepted.all },
    message: `现在要写入的是 ${accepted.all} 行，和您看到的不一样。请刷新再看。`,
  })
  demand(rows > 0, 'input.invalid', { field: 'body.rows', message: '一行也没有收，没有可以写入的。' })
  if (rows <= atOnce && found.state === 'ready') {
    const attempt = { importId, attempt: found.attempt, state: 'ready' } as const
    await listOf(found.what).apply(ctx, { attempt, orgId: found.org_id, fileName: found.file_name })
    return 'applied'
  }
  const attempt = await beginAttempt(ctx, importId, { state: 'applying', rowsTotal: rows })
  enqueue(ctx, 'imports.apply', importId, attempt)
  return 'applying'
}

/** Brings back what was before, all or nothing. */
export async function undoImport(ctx: Ctx, importId: string): Promise<'undoing' | 'undone'> {
  const found = await lockFor(ctx, 'undo', importId)
  const rows = await countMade(ctx, importId)
  if (rows <= atOnce && found.state === 'applied') {
    const attempt = { importId, attempt: found.attempt, state: 'applied' } as const
    await listOf(found.what).undo(ctx, { attempt, orgId: found.org_id, fileName: found.file_name })
    return 'undone'
  }
  const attempt = await beginAttempt(ctx, importId, { state: 'undoing', rowsTotal: rows })
  enqueue(ctx, 'imports.undo', importId, attempt)
  return 'undoing'
}

export async function discardImport(ctx: Ctx, importId: string): Promise<void> {
  const found = await lockFor(ctx, 'discard', importId)
  await forgetRows(ctx, found, 'discarded')
  audit(ctx, 'import.discarded', importId, found.org_id)
}

async function lockFor(
  ctx: Ctx,
  act: Parameters<typeof demandAct>[1],
  importId: string,
): Promise<q.ImportRecord> {
  const found = await q.lockImport(ctx, importId)
  demandAct(ctx.actor, act, found, ctx.now)
  return found
}

function enqueue(ctx: Ctx, task: string, importId: string, attempt: number): void {
  const payload: JobPayload = { importId, accountId: accountOf(ctx), attempt }
  ctx.enqueue({ task, payload, key: `${task} ${importId}` })
}

function audit(ctx: Ctx, action: string, importId: string, orgId: number): void {
  ctx.audit({ action, target: { kind: 'import', id: importId }, orgId })
}
