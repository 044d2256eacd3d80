import { expect, it } from 'vitest'
import { listAuditLog } from '../../../contract/audit-log.ts'
import { getLedgerWorkbook } from '../../../contract/ledger.ts'
import { getBoardWorkbook, getBookletWord } from '../../../contract/papers.ts'
import { exportRegister } from '../../../contract/register-exports.ts'
import { routes } from '../../app.ts'
import { buildRegister } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildTree } from '../../test/tree.ts'

const test = useTestApp()

const taken = async (who: Person, query = {}) => {
  const { body } = await who.ask(listAuditLog, { query: { ...query, files: 'true' } })
  return body.rows.map((row) => [row.by, row.fileLabel, row.orgName, row.memberName])
}

it('keeps who took which file away, by ids alone, and tells it to the auditor of the place', async () => {
  const tree = await buildTree(test)
  const [memberId = ''] = await buildRegister(test, [{ orgId: tree.branch, name: '林秀兰' }])
  const secretary = await test.person('branch-secretary', tree.branch, { name: '沈国良' })
  const officer = await test.person('township-officer', tree.township, { name: '许组织' })
  const params = { orgId: tree.branch }
  expect((await secretary.ask(getLedgerWorkbook, { params })).status).toBe(200)
  expect((await officer.ask(getBoardWorkbook, { params })).status).toBe(200)
  expect((await secretary.ask(getBookletWord, { params: { memberId } })).status).toBe(200)
  const body = { orgId: tree.branch, columns: 'common' as const }
  expect((await officer.ask(exportRegister, { body })).status).toBe(200)
  // What was refused was not taken.
  const beside = await test.person('branch-secretary', tree.sibling)
  expect((await beside.ask(getLedgerWorkbook, { params })).error.code).toBe('not-found')

  const auditor = await test.person('auditor', test.county.rootId)
  expect(await taken(auditor)).toEqual([
    ['许组织', '导出花名册', null, null],
    ['沈国良', '积分手册（Word）', '石桥支部', '林秀兰'],
    ['许组织', '积分榜（Excel）', '石桥支部', null],
    ['沈国良', '组织生活台账（Excel）', '石桥支部', null],
  ])
  expect(await taken(auditor, { name: '林秀兰' })).toHaveLength(1)
  expect(await taken(await test.person('auditor', tree.township))).toHaveLength(3)
  expect(await taken(await test.person('auditor', tree.elsewhere.township))).toEqual([])

  const kept = await test.system((ctx) =>
    ctx.db
      .selectFrom('audit_log')
      .select(['target_kind', 'target_id', 'member_id', 'detail'])
      .where('county_id', '=', ctx.county)
      .where('action', '=', 'file.downloaded')
      .execute(),
  )
  expect(kept).toContainEqual(
    expect.objectContaining({ target_kind: 'member', target_id: memberId, member_id: memberId }),
  )
  expect(JSON.stringify(kept)).not.toMatch(/林秀兰|石桥/)
})

it('lets nobody take a file without being signed in', () => {
  const files = routes.filter(({ spec }) => spec.produces === 'file')
  expect(files.length).toBeGreaterThan(10)
  expect(files.filter(({ spec }) => spec.access === 'anyone')).toEqual([])
})
