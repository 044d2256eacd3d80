import { afterEach, expect, it } from 'vitest'
import { listBackups } from '../../../contract/backups.ts'
import { getDue } from '../../../contract/due.ts'
import { noteRun } from '../../core/backup/runs.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildTree } from '../../test/tree.ts'
import { stateOfBackups } from './rules.ts'

const test = useTestApp()
const hoursAgo = (hours: number) => new Date(test.clock.now.getTime() - hours * 3_600_000)

afterEach(async () => {
  await test.app.runtime.platform.query('delete from backup_schedule')
})

function note(hours: number, failure: string | null = null): Promise<void> {
  const run = { startedAt: hoursAgo(hours), endedAt: hoursAgo(hours), isScheduled: true, file: 'a.zip.age' }
  const outcome = failure
    ? ({ result: 'failed', reason: failure } as const)
    : ({ result: 'done', bytes: 3_000_000_000, rows: 12 } as const)
  return noteRun(test.database.urls.platform, { ...run, ...outcome })
}

it('tells the system administrator when the last good one was, and asks as long as the last one failed', async () => {
  const admin = await test.person('county-admin', test.county.rootId)
  const look = async () => (await admin.ask(listBackups)).body
  const due = async () => (await admin.ask(getDue)).body.rows.filter(({ id }) => id === 'backups')
  expect(await look()).toEqual({ state: 'none', lastGoodAt: null, hour: null, runs: [] })
  expect(await due()).toEqual([])

  await note(30)
  expect(await look()).toMatchObject({ state: 'good', runs: [{ result: 'done', sizeBytes: 3_000_000_000 }] })
  await note(5, '没有备份：磁盘满了。')
  expect(await look()).toMatchObject({ state: 'failed', runs: [{ reason: '没有备份：磁盘满了。' }, {}] })
  expect((await look()).lastGoodAt).toBe(hoursAgo(30).toISOString())
  expect(await due()).toMatchObject([{ state: 'late', title: '最近一次备份没有做成', link: '/backups' }])

  await note(4)
  expect(await look()).toMatchObject({ state: 'good' })
  expect(await due()).toEqual([])
  const schedule = 'insert into backup_schedule (only_row, hour, since) values (true, 2, $1)'
  await test.app.runtime.platform.query(schedule, [hoursAgo(900)])
  expect(await look()).toMatchObject({ state: 'good', hour: 2 })
  test.clock.now = new Date(test.clock.now.getTime() + 23 * 3_600_000)
  const next = await test.person('county-admin', test.county.rootId)
  expect((await next.ask(listBackups)).body.state).toBe('overdue')
  const rows = (await next.ask(getDue)).body.rows.filter(({ id }) => id === 'backups')
  expect(rows).toMatchObject([{ state: 'late', title: '一天多没有做成备份了' }])
})

it('is nobody else’s business', async () => {
  const tree = await buildTree(test)
  const others = [
    await test.person('security-admin', test.county.rootId),
    await test.person('auditor', test.county.rootId),
    await test.person('county-officer', test.county.rootId),
    await test.person('branch-secretary', tree.branch),
    await test.person(null, tree.branch),
  ]
  await note(1, '没有备份：磁盘满了。')
  for (const other of others) {
    expect((await other.ask(listBackups)).error.code).toBe('access.denied')
    expect((await other.ask(getDue)).body.rows.filter(({ id }) => id === 'backups')).toEqual([])
  }
  expect((await test.ask(listBackups)).status).toBe(401)
})

it('tells who audits for two weeks that the whole county was taken away, and nobody else', async () => {
  const target = { kind: 'county', id: test.county.county }
  await test.system(async (ctx) => {
    ctx.audit({ action: 'county.exported', target, detail: { reason: '换服务器' } })
    ctx.audit({ action: 'county.exported-in-clear', target, detail: { reason: '交接' } })
  })
  const told = async (who: Person) =>
    (await who.ask(getDue)).body.rows
      .filter(({ id }) => id.startsWith('county-export'))
      .map(({ title, note }) => `${title} ${note}`)
      .toSorted()
  const auditor = await test.person('auditor', test.county.rootId)
  expect(await told(auditor)).toEqual([
    '全县的数据被加密导出过 理由：换服务器',
    '全县的数据被明文导出过 理由：交接',
  ])
  const tree = await buildTree(test)
  const other = await test.newCounty('他县')
  for (const stranger of [
    await test.person('county-admin', test.county.rootId),
    await test.person('auditor', tree.township),
    await test.person('auditor', other.rootId, { county: other }),
  ])
    expect(await told(stranger)).toEqual([])
  test.clock.now = new Date(test.clock.now.getTime() + 15 * 24 * 3_600_000)
  expect(await told(await test.person('auditor', test.county.rootId))).toEqual([])
})

it('gives a clock that was set just now a day before it asks', () => {
  const now = new Date('2026-11-22T02:00:00Z')
  const since = (hours: number) => ({ hour: 2, since: new Date(now.getTime() - hours * 3_600_000) })
  expect(stateOfBackups({ schedule: since(1), lastDone: null, lastFailed: null }, now)).toBe('none')
  expect(stateOfBackups({ schedule: since(27), lastDone: null, lastFailed: null }, now)).toBe('overdue')
})
