import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../../contract/households.ts'
import * as importContract from '../../../../contract/imports.ts'
import { newId } from '../../../core/ids.ts'
import { type Person, useTestApp } from '../../../test/app.ts'
import { buildNaturalVillages } from '../../../test/grids.ts'
import { readCells, sheetFile, useImports } from '../../../test/imports.ts'
import { buildOrg, buildTree, type Tree } from '../../../test/tree.ts'

const test = useTestApp()
const imports = useImports(test)
let tree: Tree
let second: number
let secretary: Person
let worker: Person

beforeAll(async () => {
  tree = await buildTree(test)
  second = await buildOrg(test, { kind: 'grid', parentId: tree.village, name: '第二网格' })
  const { village } = tree
  await buildNaturalVillages(test, { village, grid: tree.grid }, ['东溪', '里坞'])
  await buildNaturalVillages(test, { village, grid: second }, ['上塘'])
  secretary = await test.person('committee-secretary', tree.village)
  worker = await test.person('grid-worker', tree.grid)
})

const households = { what: 'households', name: '住户册.xlsx' } as const
let made = 0
const address = (place = '东溪') => {
  made += 1
  return `${place}${made}号`
}

const dryRun = async (who: Person, orgId: number, headers: string[], ...rows: string[][]) =>
  imports.dryRun(who, orgId, await sheetFile(headers, ...rows), households)

async function listed(orgId = tree.grid) {
  const query = { limit: 200 }
  return (await secretary.ask(contract.listHouseholds, { params: { orgId }, query })).body.rows
}

async function standing(at: string, orgId = tree.grid) {
  return (await listed(orgId)).find((row) => row.address === at)
}

const columns = ['地址', '户主', '家庭人口']

describe('a household list', () => {
  it('[001-27] is tried first, row by row, and writes nothing until it is taken', async () => {
    const [kept, changed] = [address(), address()]
    for (const at of [kept, changed])
      await worker.ask(contract.addHousehold, {
        params: { orgId: tree.grid },
        body: { address: at, contact: '王阿根', headCount: 3 },
      })
    const fresh = address()
    const before = await listed()
    const found = await dryRun(
      worker,
      tree.grid,
      ['序号', ...columns, '联系电话'],
      ['1', kept, '王阿根', '3', '13800005678'],
      ['2', changed, '王根生', '', ''],
      ['3', fresh, '李招娣', '4', ''],
      ['4', fresh, '李招娣', '4', ''],
      ['5', '', '赵五', '2', ''],
      ['6', address(), '钱六', '', ''],
      ['7', address(), '孙七', '99', ''],
      ['8', '东溪 13800005678', '周八', '2', ''],
    )
    expect(found).toMatchObject({
      what: 'households',
      state: 'ready',
      counts: { same: 1, change: 1, add: 1, duplicate: 1, refuse: 4 },
      accepted: { add: 1, change: 1, all: 2 },
      register: { now: before.length, after: before.length + 1, untouched: before.length - 2 },
    })
    // A telephone is asked of the household, never taken over from a sheet.
    expect(found.columns.unknown).toEqual(['联系电话'])
    const rows = await imports.rows(worker, found.importId)
    expect(rows.get(3)).toMatchObject({
      verdict: 'change',
      name: changed,
      differences: [{ key: 'contact', label: '联系人', now: '王阿根', after: '王根生' }],
    })
    expect(rows.get(4)).toMatchObject({ verdict: 'add', branchName: '第一网格' })
    const codes = [5, 6, 7, 8, 9].map((line) => rows.get(line)?.notes.find((note) => note.refuses)?.code)
    expect(codes).toEqual(['same-address', 'address-missing', 'count-missing', 'count-odd', 'address-number'])
    expect(await listed()).toEqual(before)
    const back = await worker.ask(importContract.downloadRefused, {
      params: { importId: found.importId },
      body: {},
    })
    expect((await readCells(back.body))[2]?.at(-1)).toContain('第 6 行，地址：没有地址。请补上再导。')
  })

  it('[001-03] puts each household into the grid that is written, or that its natural village leads to', async () => {
    const rows = [address('里坞'), address('临溪村上塘'), address('荷花'), address('荷花'), address('东溪')]
    const [first, other, named, open, wrong] = rows as [string, string, string, string, string]
    const found = await dryRun(
      secretary,
      tree.village,
      ['住址', '所在网格', '自然村', '人数'],
      [first, '', '', '2'],
      [other, '', '', '2'],
      [named, '临溪村第二网格', '', '2'],
      [open, '', '', '2'],
      [wrong, '第二网格', '', '2'],
      [address('东溪'), '第九网格', '', '2'],
      [address('荷花'), '', '上塘', '2'],
    )
    const lines = await imports.rows(secretary, found.importId)
    expect([...lines.values()].map((row) => [row.verdict, row.branchName])).toEqual([
      ['add', '第一网格'],
      ['add', '第二网格'],
      ['add', '第二网格'],
      ['refuse', null],
      ['add', '第二网格'],
      ['refuse', null],
      ['add', '第二网格'],
    ])
    expect(lines.get(5)?.notes.map((note) => note.code)).toEqual(['grid-open'])
    expect(lines.get(6)?.notes.map((note) => note.code)).toEqual(['grid-differs'])
    expect((await imports.apply(secretary, found.importId)).body.state).toBe('applied')
    expect(await standing(first)).toMatchObject({ placeName: '里坞', headCount: 2 })
    expect(await standing(other, second)).toMatchObject({ placeName: '上塘' })
    expect(await standing(wrong, second)).toMatchObject({ placeName: null })
    const astray = await dryRun(worker, tree.grid, ['地址', '人数'], [address('上塘'), '2'], [other, '2'])
    const refused = [...(await imports.rows(worker, astray.importId)).values()]
    expect(refused.map((row) => row.notes[0]?.code)).toEqual(['grid-elsewhere', 'grid-elsewhere'])
  })

  it('keeps new residents until a day, and takes nothing away by an empty cell', async () => {
    const [passing, missing, late, kept] = [address(), address(), address(), address()]
    await worker.ask(contract.addHousehold, {
      params: { orgId: tree.grid },
      body: { address: kept, contact: '王阿根', headCount: 3 },
    })
    const found = await dryRun(
      worker,
      tree.grid,
      ['地址', '联系人', '人数', '是否新居民', '登记到'],
      [passing, '', '2', '是', '2027-06-30'],
      [missing, '', '2', '是', ''],
      [late, '', '2', '是', '2029-06-30'],
      [kept, '', '5', '', ''],
    )
    const rows = await imports.rows(worker, found.importId)
    const codes = [...rows.values()].map((row) => row.notes.find((note) => note.refuses)?.code ?? row.verdict)
    expect(codes).toEqual(['add', 'until-missing', 'until-odd', 'change'])
    await imports.apply(worker, found.importId)
    expect(await standing(passing)).toMatchObject({ isNewResident: true, keepUntil: '2027-06-30' })
    expect(await standing(kept)).toMatchObject({ contact: '王阿根', headCount: 5, version: 2 })
  })
})

describe('what was taken', () => {
  async function ready() {
    const [old, fresh] = [address(), address()]
    const added = await worker.ask(contract.addHousehold, {
      params: { orgId: tree.grid },
      body: { address: old, contact: '王阿根', headCount: 3 },
    })
    const found = await dryRun(worker, tree.grid, columns, [old, '王根生', '4'], [fresh, '李招娣', '2'])
    return { old, fresh, householdId: added.body.householdId, importId: found.importId }
  }

  it('is written once, also of two at once and of a replay, and can be taken back the same day', async () => {
    const { old, fresh, importId } = await ready()
    const before = await listed()
    const requestId = newId()
    const twice = await Promise.all([imports.apply(worker, importId), imports.apply(worker, importId)])
    expect(twice.map((each) => each.error?.code ?? 'done').toSorted()).toEqual(['done', 'state.wrong'])
    expect(await standing(old)).toMatchObject({ contact: '王根生', headCount: 4 })
    expect(await standing(fresh)).toMatchObject({ contact: '李招娣', headCount: 2 })
    const undo = () => worker.ask(importContract.undoImport, { params: { importId }, body: {}, requestId })
    const first = await undo()
    expect(first.body).toEqual({ importId, state: 'undone' })
    expect((await undo()).body).toEqual(first.body)
    const after = await listed()
    expect(await standing(fresh)).toBeUndefined()
    expect(after.map((row) => [row.address, row.contact, row.headCount])).toEqual(
      before.map((row) => [row.address, row.contact, row.headCount]),
    )
  })

  it('is refused, all of it, where somebody was faster; and not taken back over what changed since', async () => {
    const { old, fresh, householdId, importId } = await ready()
    await worker.ask(contract.checkHousehold, { params: { householdId }, body: {} })
    const stale = await imports.apply(worker, importId)
    expect(stale.error).toMatchObject({ code: 'version.stale', details: { lines: [2] } })
    expect(await standing(fresh)).toBeUndefined()
    await worker.ask(importContract.recheckImport, { params: { importId }, body: {} })
    await imports.runJobs()
    expect((await imports.apply(worker, importId)).body.state).toBe('applied')
    const written = await standing(fresh)
    const params = { householdId: written?.householdId ?? '' }
    await worker.ask(contract.checkHousehold, { params, body: {} })
    const undone = await imports.undo(worker, importId)
    expect(undone.error).toMatchObject({ code: 'version.stale', details: { lines: [3] } })
    expect(await standing(old)).toMatchObject({ contact: '王根生' })
    const taken = await ready()
    await worker.ask(contract.addHousehold, {
      params: { orgId: tree.grid },
      body: { address: taken.fresh, headCount: 1 },
    })
    expect((await imports.apply(worker, taken.importId)).error).toMatchObject({
      code: 'conflict.duplicate',
      details: { lines: [3] },
    })
  })

  it('of many is written by a job, a few statements a thousand rows', async () => {
    const rows = Array.from({ length: 1200 }, () => [address('里坞'), '住户', '2'])
    const found = await dryRun(worker, tree.grid, columns, ...rows)
    expect(found.accepted.add).toBe(1200)
    expect((await imports.apply(worker, found.importId)).body.state).toBe('applying')
    await imports.runJobs()
    expect((await imports.look(worker, found.importId)).state).toBe('applied')
    expect((await imports.undo(worker, found.importId)).body.state).toBe('undoing')
    await imports.runJobs()
    expect((await imports.look(worker, found.importId)).state).toBe('undone')
  })
})

it('is for those who keep the register, of a grid or what stands above it, and no list of another kind', async () => {
  const bytes = await sheetFile(['地址', '人数'], ['东溪 1000 号', '2'])
  const code = async (who: Person, orgId: number, file = bytes) =>
    (await imports.send(who, orgId, file, households)).error?.code
  expect(await code(await test.person('branch-secretary', tree.branch), tree.grid)).toBe('access.denied')
  expect(await code(await test.person('grid-worker', second), tree.grid)).toBe('not-found')
  expect(await code(await test.person('township-officer', tree.township), tree.grid)).toBe('access.denied')
  const county = await test.newCounty('邻县')
  const stranger = await test.person('committee-secretary', county.rootId, { county })
  expect(await code(stranger, tree.grid)).toBe('not-found')
  expect(await code(secretary, tree.committee)).not.toBe(undefined)
  expect(await code(worker, tree.grid, await sheetFile(['姓名', '性别'], ['周水根', '男']))).toBe(
    'input.unreadable',
  )
  const found = await dryRun(worker, tree.grid, ['地址', '人数'], [address(), '2'])
  const params = { importId: found.importId }
  const other = await test.person('grid-worker', second)
  expect((await other.ask(importContract.getImport, { params })).error.code).toBe('not-found')
  const deputy = await test.person('branch-secretary', tree.branch)
  expect((await deputy.ask(importContract.getImport, { params })).error.code).toBe('not-found')
  // Each register has its own list of imports.
  const query = { orgId: tree.grid, what: 'households' } as const
  const own = await worker.ask(importContract.listImports, { query })
  expect(own.body.rows.map((row) => row.what)).toContain('households')
  expect((await worker.ask(importContract.listImports, { query: { orgId: tree.grid } })).error.code).toBe(
    'access.denied',
  )
})

it('begins with an empty list that the import knows', async () => {
  const sent = await worker.ask(contract.getHouseholdTemplate)
  const [headers] = await readCells(sent.body)
  expect(headers).toEqual(['地址', '网格', '自然村', '联系人', '人数', '新居民', '登记到'])
  const nobody = await test.person('branch-secretary', tree.branch)
  expect((await nobody.ask(contract.getHouseholdTemplate)).error.code).toBe('access.denied')
  expect((await test.ask(contract.getHouseholdTemplate)).error.code).toBe('auth.required')
})
