import { beforeAll, describe, expect, it } from 'vitest'
import { registerColumns } from '../../../../contract/register.ts'
import { exportRegister } from '../../../../contract/register-exports.ts'
import { type Person, useTestApp } from '../../../test/app.ts'
import { readCells } from '../../../test/imports.ts'
import { newIdNumber, register } from '../../../test/members.ts'
import { buildOrg, buildTree, type Tree } from '../../../test/tree.ts'
import { ageOn, batchBranches } from './export-rules.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person

beforeAll(async () => {
  tree = await buildTree(test)
  secretary = await test.person('branch-secretary', tree.branch)
})

async function exported(person: Person, body: Parameters<typeof send>[1]) {
  const answer = await send(person, body)
  expect(answer.status).toBe(200)
  const [header = [], ...rows] = await readCells(answer.body)
  return { header, rows: rows.map((row) => Object.fromEntries(row.map((text, i) => [header[i], text]))) }
}

function send(
  person: Pick<Person, 'ask'>,
  body: { orgId: number; columns?: 'common' | 'all'; clear?: { reason: string } },
) {
  return person.ask(exportRegister, { body })
}

async function logged(action: string, orgId: number) {
  const rows = await test.system((ctx) =>
    ctx.db
      .selectFrom('audit_log')
      .select(['account_id', 'detail'])
      .where('county_id', '=', ctx.county)
      .where('action', '=', action)
      .where('org_id', '=', orgId)
      .execute(),
  )
  return rows
}

describe('an export', () => {
  it('[002-46] masks numbers, wherever they stand, unless a reason is given', async () => {
    const idNumber = newIdNumber()
    const text = `石桥 8 号，找 ${idNumber.slice(0, 6)} ${idNumber.slice(6)}，电话 13800000017`
    await register(test, [
      {
        orgId: tree.branch,
        name: '周水根',
        idNumber,
        mobile: '13800000017',
        landline: '0574-88001234',
        homeAddress: text,
      },
    ])
    const masked = await exported(secretary, { orgId: tree.branch })
    expect(masked.header).toHaveLength(19)
    expect(masked.rows[0]).toMatchObject({
      姓名: '周水根',
      所在党支部: '石桥支部',
      公民身份证号: `${idNumber.slice(0, 4)}************${idNumber.slice(-2)}`,
      手机号: '138****0017',
      固定电话: '0574******34',
    })
    expect(JSON.stringify(masked.rows)).not.toMatch(/13800000017|\d{6} \d{8}/)
    expect(await logged('register.exported', tree.branch)).toMatchObject([
      { account_id: secretary.accountId, detail: { count: 1, columns: 'common' } },
    ])

    const clear = await exported(secretary, { orgId: tree.branch, clear: { reason: '报送县委组织部' } })
    expect(clear.rows[0]).toMatchObject({ 公民身份证号: idNumber, 手机号: '13800000017', 家庭住址: text })
    expect(await logged('register.exported-in-clear', tree.branch)).toMatchObject([
      { account_id: secretary.accountId, detail: { count: 1, reason: '报送县委组织部' } },
    ])
  })

  it('runs no formula in the program that opens it', async () => {
    const orgId = await buildOrg(test, { kind: 'branch', parentId: tree.committee, name: '公式支部' })
    const person = await test.person('branch-secretary', orgId)
    await register(test, [
      { orgId, name: '一一', job: '=cmd|calc!A1', floatingTo: '@SUM(A1)', isFloating: true },
    ])
    const { body } = await send(person, { orgId })
    const { unpackZip } = await import('../../../core/spreadsheet/unpack-zip.ts')
    const parts = unpackZip(body as unknown as Uint8Array, { unpackedBytes: 1e8, entries: 100 }, () => true)
    const xml = [...parts.values()].map((part) => Buffer.from(part).toString()).join('')
    expect(xml).not.toContain('<f>')
    expect(xml).toMatch(/>(&apos;|')=cmd/)
    expect(xml).toMatch(/>(&apos;|')@SUM/)
  })

  it('of all that is below goes branch by branch, in the order of the pinyin, without who has left', async () => {
    const village = await buildOrg(test, { kind: 'village', parentId: tree.township, name: '后溪村' })
    const first = await buildOrg(test, { kind: 'branch', parentId: village, name: '后溪一支部' })
    const second = await buildOrg(test, { kind: 'branch', parentId: village, name: '后溪二支部' })
    await register(test, [
      { orgId: second, name: '阿平' },
      { orgId: first, name: '曾小贤' },
      { orgId: first, name: '解放', birthOn: '1985-11-21' },
      { orgId: first, name: '单田芳', birthOn: '1985-11-20' },
    ])
    const officer = await test.person('township-officer', tree.township)
    const all = await exported(officer, { orgId: village, columns: 'all' })
    expect(all.header).toEqual(registerColumns.map((column) => column.header))
    expect(all.rows.map((row) => [row['所在党支部'], row['姓名']])).toEqual([
      ['后溪一支部', '单田芳'],
      ['后溪一支部', '解放'],
      ['后溪一支部', '曾小贤'],
      ['后溪二支部', '阿平'],
    ])
    expect(all.rows.map((row) => row['年龄'])).toEqual(['41', '40', '41', '41'])
    expect(all.rows[0]?.['所在党组织']).toBe('后溪村')
  })

  it('of a branch without members has only its header', async () => {
    const orgId = await buildOrg(test, { kind: 'branch', parentId: tree.committee, name: '空支部' })
    const person = await test.person('branch-secretary', orgId)
    expect((await exported(person, { orgId })).rows).toEqual([])
  })
})

describe('who may', () => {
  it('export, and who may see numbers besides', async () => {
    const orgId = tree.branch
    const officer = await test.person('township-officer', tree.township)
    const deputy = await test.person('branch-deputy', tree.branch)
    const stranger = await test.person('branch-secretary', tree.sibling)
    const second = await test.newCounty('边县')
    const foreign = await test.person('branch-secretary', second.rootId, { county: second })
    expect((await send(officer, { orgId })).status).toBe(200)
    const clear = { reason: '核对' }
    const answers = await Promise.all([
      send(officer, { orgId, clear }),
      send(deputy, { orgId }),
      send(stranger, { orgId }),
      send(foreign, { orgId }),
      send(test, { orgId }),
      send(secretary, { orgId: tree.committee }),
    ])
    expect(answers.map((answer) => answer.error.code)).toEqual([
      'access.denied',
      'access.denied',
      'not-found',
      'not-found',
      'auth.required',
      'not-found',
    ])
  })

  it('gives a reason without a number in it', async () => {
    const empty = await send(secretary, { orgId: tree.branch, clear: { reason: ' ' } })
    expect(empty.error).toMatchObject({ code: 'input.invalid', field: 'body.clear.reason' })
    const number = await send(secretary, { orgId: tree.branch, clear: { reason: '核对 13800000017' } })
    expect(number.error).toMatchObject({ code: 'input.invalid', field: 'body.clear.reason' })
  })
})

it('branches are read together until they are many people', () => {
  const sizes = (members: number[]) =>
    [...batchBranches(members.map((count) => ({ members: count })))].map((batch) =>
      batch.map((one) => one.members),
    )
  expect(sizes([])).toEqual([])
  expect(sizes([900, 900, 900, 5_000, 1, 1])).toEqual([[900, 900], [900], [5_000], [1, 1]])
})

it.each([
  ['1985-11-20', 41],
  ['1985-11-21', 40],
  ['2026-11-20', 0],
])('who was born on %s is %i', (birthOn, age) => {
  expect(ageOn(birthOn, '2026-11-20')).toBe(age)
})
