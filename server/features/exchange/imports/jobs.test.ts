import type { JobHelpers } from 'graphile-worker'
import type { Logger } from 'pino'
import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../../contract/imports.ts'
import * as members from '../../../../contract/members.ts'
import { tasks } from '../../../app.ts'
import { withClient } from '../../../core/db/embedded/roles.ts'
import { startQueue } from '../../../core/jobs/queue.ts'
import { type Person, useTestApp } from '../../../test/app.ts'
import { type ImportDetail, registerFile, useImports } from '../../../test/imports.ts'
import { newIdNumber, register } from '../../../test/members.ts'
import { buildOrg, buildTree, type Tree } from '../../../test/tree.ts'

const test = useTestApp()
const imports = useImports(test)
let tree: Tree

beforeAll(async () => {
  tree = await buildTree(test)
})

let made = 0
async function ownBranch(): Promise<{ orgId: number; person: Person }> {
  made += 1
  const orgId = await buildOrg(test, { kind: 'branch', parentId: tree.committee, name: `第${made}队支部` })
  return { orgId, person: await test.person('branch-secretary', orgId) }
}

function crowd(count: number) {
  return Array.from({ length: count }, (_, i) => ({
    name: `李${'甲乙丙丁'[i % 4]}`,
    idNumber: newIdNumber(),
  }))
}

const queue = () =>
  startQueue(test.app.runtime.platform, tasks(test.app.runtime), { log: test.app.runtime.log as Logger })
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function waitFor(
  person: Person,
  importId: string,
  state: contract.ImportState,
): Promise<ImportDetail[]> {
  const seen: ImportDetail[] = []
  for (let tries = 0; tries < 1_000; tries++) {
    const found = await imports.look(person, importId)
    seen.push(found)
    if (found.state === state) return seen
    await pause(20)
  }
  throw new Error(`still ${seen.at(-1)?.state}`)
}

async function count(person: Person, orgId: number): Promise<number> {
  return (await person.ask(members.listMembers, { query: { orgId, limit: 1 } })).body.count
}

/** How many members the engine plans for. */
async function countedMembers(): Promise<number> {
  return withClient(test.database.adminUrl, async (client) => {
    const { rows } = await client.query(
      `select reltuples::int as count from pg_class where relname = 'members'`,
    )
    return rows[0].count
  })
}

/** Runs one job as the queue would, at its last try. */
async function runTask(name: string, payload: object): Promise<void> {
  const task = tasks(test.app.runtime)[name]
  const helpers = { job: { attempts: 3 } } as JobHelpers
  await (task as (payload: unknown, helpers: JobHelpers) => Promise<void>)(
    { county: test.county.county, ...payload },
    helpers,
  )
}

describe('by the queue', () => {
  it('a long register is read, applied and undone, and everybody sees how far it is', async () => {
    const { orgId, person } = await ownBranch()
    const first = await queue()
    // A second server process looks for the same jobs; each is done once.
    const second = await queue()
    try {
      const file = await registerFile(crowd(3_200))
      const sent = await imports.send(person, orgId, file)
      const { importId } = sent.body
      const reading = await waitFor(person, importId, 'ready')
      const steps = reading.map((one) => one.rowsDone)
      expect(steps).toEqual([...steps].sort((a, b) => a - b))
      expect(reading.some((one) => one.rowsTotal === 3_200 && one.rowsDone < 3_200)).toBe(true)
      expect(reading.at(-1)).toMatchObject({ rowsDone: 3_200, rowsTotal: 3_200, counts: { add: 3_200 } })

      const before = await imports.hash(orgId)
      expect((await imports.apply(person, importId)).body.state).toBe('applying')
      const refused = await imports.decide(person, importId, false)
      expect(refused.error.code).toBe('state.wrong')
      const applying = await waitFor(person, importId, 'applied')
      // Lists are planned for as many people at once, without waiting for the engine's own time to count.
      await expect.poll(countedMembers).toBeGreaterThan(3_000)
      // Nothing of it shows before all of it does, but how far it is.
      expect(applying.some((one) => one.state === 'applying' && one.rowsDone >= 1_000)).toBe(true)
      expect(await count(person, orgId)).toBe(3_200)

      expect((await imports.undo(person, importId)).body.state).toBe('undoing')
      await waitFor(person, importId, 'undone')
      expect(await count(person, orgId)).toBe(0)
      expect(await imports.hash(orgId)).toBe(before)
    } finally {
      await Promise.all([first.stop(), second.stop()])
    }
  }, 90_000)
})

describe('a job', () => {
  it('that cannot write one row writes none, and says which', async () => {
    const { orgId, person } = await ownBranch()
    const people = crowd(600)
    const found = await imports.dryRun(person, orgId, await registerFile(people))
    await register(test, [{ orgId: tree.sibling, name: '先来', idNumber: people[598]?.idNumber }])
    expect((await imports.apply(person, found.importId)).body.state).toBe('applying')
    await imports.runJobs()
    const after = await imports.look(person, found.importId)
    expect(after).toMatchObject({ state: 'ready', failure: { lines: [600] } })
    expect(after.failure?.message).toContain('第 600 行的身份证号')
    expect(await count(person, orgId)).toBe(0)
    const params = { importId: found.importId }
    await person.ask(contract.recheckImport, { params, body: {} })
    await imports.runJobs()
    expect(await imports.look(person, found.importId)).toMatchObject({
      failure: null,
      counts: { add: 599, elsewhere: 1 },
    })
  })

  it('that cannot undo one row undoes none, and says which', async () => {
    const { orgId, person } = await ownBranch()
    const found = await imports.dryRun(person, orgId, await registerFile(crowd(520)))
    await imports.apply(person, found.importId)
    await imports.runJobs()
    const { body } = await person.ask(members.listMembers, { query: { orgId, limit: 1 } })
    const [someone] = body.rows
    await person.ask(members.updateMember, {
      params: { memberId: someone?.memberId as string },
      body: { version: 1, changes: { job: '木匠' } },
    })
    await imports.undo(person, found.importId)
    await imports.runJobs()
    const after = await imports.look(person, found.importId)
    expect(after.state).toBe('applied')
    expect(after.failure?.lines).toHaveLength(1)
    expect(await count(person, orgId)).toBe(520)
  })

  it('that got lost is asked for again, and what comes of the lost one changes nothing', async () => {
    const { orgId, person } = await ownBranch()
    const { body } = await imports.send(person, orgId, await registerFile(crowd(3)))
    const { importId } = body
    const params = { importId }
    const early = await person.ask(contract.recheckImport, { params, body: {} })
    expect(early.error.code).toBe('state.wrong')
    const now = test.clock.now
    test.clock.now = new Date(now.getTime() + 180_000)
    expect((await imports.look(person, importId)).abilities.recheck).toBe(true)
    expect((await person.ask(contract.recheckImport, { params, body: {} })).status).toBe(200)
    const lost = { importId, accountId: person.accountId, attempt: 1 }
    await runTask('imports.read', lost)
    expect((await imports.look(person, importId)).state).toBe('reading')
    await imports.runJobs()
    expect(await imports.look(person, importId)).toMatchObject({ state: 'ready', counts: { add: 3 } })
    // Twice the same, as a queue may do that lost its connection.
    await runTask('imports.read', { ...lost, attempt: 2 })
    expect(await imports.look(person, importId)).toMatchObject({ state: 'ready', counts: { add: 3 } })
    test.clock.now = now
  })

  it('does nothing for who may not import any more', async () => {
    const { orgId, person } = await ownBranch()
    const { body } = await imports.send(person, orgId, await registerFile(crowd(2)))
    await test.system(async (ctx) => {
      await ctx.db
        .updateTable('grants')
        .set({ ended_at: ctx.now })
        .where('county_id', '=', ctx.county)
        .where('account_id', '=', person.accountId)
        .execute()
    })
    await imports.runJobs()
    const next = await test.person('branch-secretary', orgId)
    const after = await imports.look(next, body.importId)
    expect(after).toMatchObject({ state: 'failed', failure: { message: '这件事您办不了，请找有权限的人。' } })
    expect(
      (await next.ask(contract.listImportRows, { params: { importId: body.importId } })).body.count,
    ).toBe(0)
  })

  it('puts file and rows away when their days are over', async () => {
    const { orgId, person } = await ownBranch()
    const found = await imports.dryRun(person, orgId, await registerFile(crowd(2)))
    await imports.apply(person, found.importId)
    const { importId } = found
    const files = () =>
      test.system((ctx) =>
        ctx.db
          .selectFrom('files as f')
          .innerJoin('file_chunks as c', (join) =>
            join
              .onRef('c.county_id', '=', 'f.county_id')
              .onRef('c.file_id', '=', 'f.file_id')
              .on('c.county_id', '=', ctx.county),
          )
          .select('f.file_id')
          .where('f.county_id', '=', ctx.county)
          .where('f.org_id', '=', orgId)
          .execute(),
      )
    await runTask('imports.forget', { importId })
    expect(await files()).toHaveLength(1)
    const now = test.clock.now
    test.clock.now = new Date('2026-11-28T00:00:00+08:00')
    await runTask('imports.forget', { importId })
    await runTask('imports.forget', { importId })
    test.clock.now = now
    expect(await files()).toHaveLength(0)
    expect(await imports.look(person, importId)).toMatchObject({
      state: 'applied',
      forgotten: true,
      counts: { add: 2 },
      abilities: { undo: false, downloadRefused: false },
    })
    expect(await count(person, orgId)).toBe(2)
  })
})
