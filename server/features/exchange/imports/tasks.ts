import type { JobHelpers, TaskList } from 'graphile-worker'
import { z } from 'zod'
import type { ImportState } from '../../../../contract/imports.ts'
import { todayIn } from '../../../core/clock/today.ts'
import { demand, Problem } from '../../../core/errors/problem.ts'
import { readFile } from '../../../core/files/store.ts'
import type { Identity, Runtime } from '../../../core/http/runtime.ts'
import { housekeeper, readInJob, writeInJob } from '../../../core/jobs/in-job.ts'
import { type Attempt, endAttempt, moveOn } from './attempt-queries.ts'
import { forgetImport } from './forget-commands.ts'
import type { ListPlace, ReadList } from './list-kind.ts'
import { listOf } from './lists.ts'
import { demandImport } from './policy.ts'
import * as q from './queries.ts'
import type { Summary } from './summary.ts'
import { batchRows, type Work } from './work.ts'

const job = z.object({
  county: z.number().int(),
  importId: z.uuid(),
  accountId: z.uuid(),
  attempt: z.number().int(),
})
type Job = z.output<typeof job>

/** What a person asked for and what it comes back to when it does not come about. */
type Kind = {
  state: ImportState
  back: ImportState
  run(runtime: Runtime, asker: Identity, job: Job): Promise<void>
}

const kinds: Record<string, Kind> = {
  'imports.read': { state: 'reading', back: 'failed', run: readAndJudge },
  'imports.apply': {
    state: 'applying',
    back: 'ready',
    run: (...all) => writeWhole('apply', 'applying', ...all),
  },
  'imports.undo': {
    state: 'undoing',
    back: 'applied',
    run: (...all) => writeWhole('undo', 'undoing', ...all),
  },
}

export function importTasks(runtime: Runtime): TaskList {
  const asked = Object.entries(kinds).map(([name, kind]) => [
    name,
    (payload: unknown, helpers: JobHelpers) => runKind(runtime, kind, job.parse(payload), helpers),
  ])
  return { ...Object.fromEntries(asked), 'imports.forget': (payload: unknown) => forget(runtime, payload) }
}

async function forget(runtime: Runtime, payload: unknown): Promise<void> {
  const { county, importId } = job.pick({ county: true, importId: true }).parse(payload)
  await writeInJob(runtime, housekeeper(county), 'imports.forget', (ctx) => forgetImport(ctx, importId))
}

/** How often a fault of ours is tried again before the person is told. */
const tries = 3
const failed = '系统出了问题，没有做成，什么也没有写入。请过一会儿再试。'

async function runKind(runtime: Runtime, kind: Kind, job: Job, helpers: JobHelpers): Promise<void> {
  const asker = await runtime.onBehalf(job.county, job.accountId)
  try {
    demand(asker, 'access.denied')
    await kind.run(runtime, asker, job)
  } catch (error) {
    const isRefusal = error instanceof Problem
    if (!isRefusal && helpers.job.attempts < tries) throw error
    if (!isRefusal)
      runtime.log.error({ err: error, importId: job.importId }, 'an import could not be worked on')
    const lines = isRefusal && Array.isArray(error.details?.lines) ? (error.details.lines as number[]) : []
    const failure = { message: isRefusal ? error.message : failed, lines }
    await writeInJob(runtime, asker ?? housekeeper(job.county), 'imports.fail', (ctx) =>
      endAttempt(ctx, attemptOf(job, kind.state), { state: kind.back, failure }),
    )
  }
}

function attemptOf({ importId, attempt }: Job, state: ImportState): Attempt {
  return { importId, attempt, state }
}

/** The import, if this job is still the one that it waits for and its asker may still import there. */
async function findAwaited(
  runtime: Runtime,
  asker: Identity,
  job: Job,
  state: ImportState,
  withFile: boolean,
) {
  return readInJob(runtime, asker, 'imports.find', async (ctx) => {
    const found = await q.findImport(ctx, job.importId)
    if (found?.state !== state || found.attempt !== job.attempt) return null
    demandImport(ctx.actor, found)
    const file = withFile && found.file_id ? await readFile(ctx, found.file_id) : null
    return { found, bytes: file?.bytes ?? null }
  })
}

/**
 * The dry run. Rows are judged and kept batch by batch, each in a transaction of its own, so that everybody sees how
 * far it is and a job that dies is taken up again by another.
 */
async function readAndJudge(runtime: Runtime, asker: Identity, job: Job): Promise<void> {
  const awaited = await findAwaited(runtime, asker, job, 'reading', true)
  if (!awaited?.bytes) return
  const { found } = awaited
  const list = await listOf(found.what).read(awaited.bytes, todayIn(runtime.now()))
  const attempt = attemptOf(job, 'reading')
  const judge = await readInJob(runtime, asker, 'imports.prepare', (ctx) => list.prepare(ctx, placeOf(found)))
  const total = list.rows
  await writeInJob(runtime, asker, 'imports.begin', (ctx) => moveOn(ctx, attempt, { done: 0, total }))
  for (let from = 0; from < total; from += batchRows) {
    const done = Math.min(from + batchRows, total)
    const isAwaited = await writeInJob(runtime, asker, 'imports.judge', async (ctx) => {
      if (!(await moveOn(ctx, attempt, { done }))) return false
      await judge(ctx, from, done)
      return true
    })
    if (!isAwaited) return
  }
  await finish(runtime, asker, attempt, found, list)
}

function placeOf(found: q.ImportRecord): ListPlace {
  const { import_id: importId, org_id: orgId, org_path: path, org_kind: kind } = found
  return { importId, orgId, path, kind }
}

async function finish(
  runtime: Runtime,
  asker: Identity,
  attempt: Attempt,
  found: q.ImportRecord,
  { columns, headers }: ReadList,
): Promise<void> {
  await writeInJob(runtime, asker, 'imports.ready', async (ctx) => {
    await q.planAnew(ctx)
    const register = await listOf(found.what).count(ctx, placeOf(found))
    const summary: Summary = { columns, headers, register }
    await endAttempt(ctx, attempt, { state: 'ready', summary })
  })
}

/** All rows in one transaction; how far it is, is told by others, since nothing of this one shows before its end. */
async function writeWhole(
  act: 'apply' | 'undo',
  state: ImportState,
  runtime: Runtime,
  asker: Identity,
  job: Job,
): Promise<void> {
  const awaited = await findAwaited(runtime, asker, job, state, false)
  if (!awaited) return
  const { found } = awaited
  const attempt = attemptOf(job, state)
  const report = async (done: number) => {
    const isAwaited = await writeInJob(runtime, asker, 'imports.progress', (ctx) =>
      moveOn(ctx, attempt, { done }),
    )
    demand(isAwaited, 'state.wrong')
  }
  const work: Work = { attempt, orgId: found.org_id, fileName: found.file_name, report }
  await writeInJob(runtime, asker, 'imports.write', (ctx) => listOf(found.what)[act](ctx, work))
  await countRegister(runtime)
}

/** The next lists are planned for as many people as there are now, not for those before. What was written stays if not. */
async function countRegister({ platform, log }: Runtime): Promise<void> {
  try {
    await platform.query('select count_register_rows()')
  } catch (err) {
    log.warn({ err }, 'the rows of the register could not be counted after an import')
  }
}
