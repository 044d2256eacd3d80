import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { exportAuditLog, listAuditLog } from '../../../contract/audit-log.ts'
import { actionLabel, isWorded } from '../../../contract/audit-words.ts'
import { recordHonour } from '../../../contract/honours.ts'
import { buildRegister } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { readCells } from '../../test/imports.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let auditor: Person

beforeAll(async () => {
  tree = await buildTree(test)
  const [memberId = ''] = await buildRegister(test, [{ orgId: tree.branch, name: '林秀兰' }])
  secretary = await test.person('branch-secretary', tree.branch, { name: '沈国良' })
  auditor = await test.person('auditor', test.county.rootId, { name: '周审计' })
  for (const certificateNo of ['一号', '二号', '三号']) {
    const body = {
      memberId,
      title: '优秀党员',
      level: 'district' as const,
      issuer: '区委',
      certificateNo,
      awardedOn: '2026-07-01',
    }
    await secretary.ask(recordHonour, { body })
  }
})

describe('the audit log', () => {
  it('tells the auditor who did what, where and to whom, page by page, by days and by a name', async () => {
    const { body } = await auditor.ask(listAuditLog, { query: { name: '林秀兰', limit: 2 } })
    expect(body.count).toBe(3)
    expect(body.rows).toHaveLength(2)
    expect(body.rows[0]).toMatchObject({
      by: '沈国良',
      action: 'honour.recorded',
      actionLabel: '荣誉：记录',
      orgName: '石桥支部',
      memberName: '林秀兰',
      resultLabel: '成功',
    })
    const second = await auditor.ask(listAuditLog, { query: { name: '林秀兰', limit: 2, offset: 2 } })
    expect(second.body.rows).toHaveLength(1)
    const of = async (query: object) => (await auditor.ask(listAuditLog, { query })).body.count
    expect(await of({ name: '石桥支部' })).toBe(3)
    expect(await of({ name: '沈国良' })).toBe(4)
    expect(await of({ name: '沈国良', from: '2026-11-21' })).toBe(0)
    expect(await of({ name: '沈国良', from: '2026-11-20', to: '2026-11-20' })).toBe(4)
    expect(await of({})).toBeGreaterThan(4)
  })

  it('is nobody else’s, and an auditor’s below their own place alone', async () => {
    const refused = [await secretary.ask(listAuditLog), await secretary.ask(exportAuditLog)]
    expect(refused.map(({ error }) => error.code)).toEqual(['access.denied', 'access.denied'])
    expect((await test.ask(listAuditLog)).error.code).toBe('auth.required')
    const here = await test.person('auditor', tree.township)
    expect((await here.ask(listAuditLog, { query: { name: '林秀兰' } })).body.count).toBe(3)
    const beside = await test.person('auditor', tree.elsewhere.township)
    expect((await beside.ask(listAuditLog)).body.count).toBe(0)
    const other = await test.newCounty('他县')
    const abroad = await test.person('auditor', other.rootId, { county: other })
    expect((await abroad.ask(listAuditLog, { query: { name: '林秀兰' } })).body.count).toBe(0)
    const backwards = { query: { from: '2026-11-20', to: '2026-11-19' } }
    expect((await auditor.ask(listAuditLog, backwards)).error.field).toBe('query.to')
  })

  it('is exported in words, and keeps who exported it', async () => {
    const answer = await auditor.ask(exportAuditLog, { query: { name: '林秀兰' } })
    expect(answer.status).toBe(200)
    const [header, ...rows] = await readCells(answer.body)
    expect(header?.slice(0, 3)).toEqual(['时间', '谁做的', '做了什么'])
    expect(rows).toHaveLength(3)
    expect(rows[0]).toEqual(
      expect.arrayContaining(['2026-11-20 09:00:00', '沈国良', '荣誉：记录', '石桥支部', '成功']),
    )
    const { body } = await auditor.ask(listAuditLog, { query: { name: '周审计' } })
    expect(body.rows[0]).toMatchObject({ actionLabel: '下载文件', targetId: 'exportAuditLog' })
  })
})

describe('an action', () => {
  it('has words, wherever in the sources it is written down', () => {
    const server = resolve(import.meta.dirname, '../..')
    const sources = readdirSync(server, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('test/'))
      .map((name) => readFileSync(join(server, name), 'utf8'))
    const actions = sources.flatMap((text) =>
      [...text.matchAll(/action: '([a-z-]+\.[a-z-]+)'/g)].map(([, name]) => name ?? ''),
    )
    expect(actions.length).toBeGreaterThan(100)
    expect([...new Set(actions)].filter((action) => !isWorded(action))).toEqual([])
  })

  it('without words is still told', () => {
    expect(actionLabel('selection.open')).toBe('推选：open')
    expect(actionLabel('new-thing.done')).toBe('new-thing.done')
  })
})
