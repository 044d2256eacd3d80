import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/grids.ts'
import { assignMembers } from '../../../contract/member-life.ts'
import { listMembers } from '../../../contract/members.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildNaturalVillages } from '../../test/grids.ts'
import { register } from '../../test/members.ts'
import { buildOrg, buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let second: number
let head: Person
let worker: Person
let places: number[]
let members: string[]

beforeAll(async () => {
  tree = await buildTree(test)
  second = await buildOrg(test, { kind: 'grid', parentId: tree.village, name: '第二网格' })
  const four = ['东溪', '里坞', '前山', '塘头']
  places = await buildNaturalVillages(test, { village: tree.village, grid: tree.grid }, four)
  await buildNaturalVillages(test, { village: tree.village, grid: second }, ['石桥'])
  members = await register(test, [
    { orgId: tree.branch, name: '沈国良', householdPlace: '临溪村东溪12号' },
    { orgId: tree.branch, name: '林秀兰', householdPlace: '临溪村石桥3号' },
    { orgId: tree.sibling, name: '曾国强', householdPlace: '临溪村里坞1号' },
    { orgId: tree.sibling, name: '徐东溪' },
  ])
  head = await test.person('committee-secretary', tree.village, { name: '董长林' })
  worker = await test.person('grid-worker', tree.grid, { name: '许金娣' })
})

const at = (orgId: number) => ({ params: { orgId } })
const lived = { households: 168, population: 512, newResidents: 41 }
const counted = (more: object = {}) => ({
  countedOn: '2026-11-01',
  representatives: 9,
  enterprises: 3,
  lived,
  ...more,
})

async function gridOf(who: Person, orgId = tree.grid) {
  return (await who.ask(contract.getGrid, at(orgId))).body
}

describe('grids', () => {
  it('[001-02][001-03] a member stands in a branch and in the grid that the registration leads to, whatever the branch', async () => {
    const secretary = await test.person('branch-secretary', tree.branch)
    const { body } = await secretary.ask(listMembers)
    const placed = body.rows.map((row) => [row.name, row.orgName, row.gridName])
    expect(placed.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1))).toEqual([
      ['林秀兰', '石桥支部', '第二网格'],
      ['沈国良', '石桥支部', '第一网格'],
    ])
    expect((await gridOf(head)).figures).toEqual({ members: 2 })
    const moved = await head.ask(assignMembers, {
      body: {
        memberIds: [members[3] ?? ''],
        gridId: tree.grid,
        happenedOn: '2026-11-02',
        reason: '住在东溪',
      },
    })
    expect(moved.body.changed).toBe(1)
    expect((await gridOf(head)).figures.members).toBe(3)
  })

  it('[001-18] shows six figures, each as it was counted last and the members as they are', async () => {
    expect(await gridOf(worker)).toMatchObject({ countedOn: null, isStale: true })
    const first = await worker.ask(contract.countGrid, { ...at(tree.grid), body: counted() })
    expect(first.status).toBe(200)
    expect((await gridOf(worker)).figures).toEqual({
      ...lived,
      members: 3,
      representatives: 9,
      enterprises: 3,
    })
    const older = counted({ countedOn: '2026-05-01', enterprises: 1 })
    await worker.ask(contract.countGrid, { ...at(tree.grid), body: older })
    const grid = await gridOf(worker)
    expect(grid).toMatchObject({ figures: { enterprises: 3 }, isStale: false, countedOn: '2026-11-01' })
    expect(grid.counts.map((row) => row.countedOn)).toEqual(['2026-11-01', '2026-05-01'])
    expect(grid.counts[0]?.recordedByName).toBe('许金娣')
    await worker.ask(contract.countGrid, { ...at(second), body: counted() })
    const list = await head.ask(contract.listGrids)
    expect(list.body.rows.map((row) => [row.name, row.isStale])).toEqual([
      ['第一网格', false],
      ['第二网格', true],
    ])
  })

  it('a count of a day to come, or with more new residents than people, is refused; a replay counts once', async () => {
    const attempt = async (body: ReturnType<typeof counted>) =>
      (await worker.ask(contract.countGrid, { ...at(tree.grid), body })).error
    expect(await attempt(counted({ countedOn: '2026-12-01' }))).toMatchObject({ field: 'body.countedOn' })
    const more = { ...lived, newResidents: 513 }
    expect(await attempt(counted({ lived: more }))).toMatchObject({ field: 'body.lived.newResidents' })
    const before = (await gridOf(worker)).counts.length
    const sent = { ...at(tree.grid), requestId: newId(), body: counted({ countedOn: '2026-11-10' }) }
    const both = await Promise.all([1, 2].map(() => worker.ask(contract.countGrid, sent)))
    expect(both.map((one) => one.body)).toEqual([{ countId: sent.requestId }, { countId: sent.requestId }])
    expect((await gridOf(worker)).counts).toHaveLength(before + 1)
  })

  it('[001-19] has a head over its four natural villages, one at a time, and staff who need not be members', async () => {
    const name = (body: object) =>
      head.ask(contract.nameGridStaff, {
        ...at(tree.grid),
        body: { duty: 'head', validFrom: '2026-01-01', ...body },
      })
    const [secretary, next] = [members[0] ?? '', members[2] ?? '']
    expect((await name({ memberId: secretary })).status).toBe(200)
    expect((await name({ memberId: secretary })).error.code).toBe('conflict.duplicate')
    await name({ duty: 'staff', name: '屠月琴' })
    const grid = await gridOf(worker)
    expect(grid.places.map((place) => place.name)).toEqual(['东溪', '里坞', '前山', '塘头'])
    expect(grid.staff.map((one) => [one.dutyLabel, one.name, one.memberId])).toEqual([
      ['网格长', '沈国良', secretary],
      ['网格员', '屠月琴', null],
    ])
    expect((await name({ memberId: next })).error.field).toBe('body.validFrom')
    const both = await Promise.all(
      [next, members[1]].map((memberId) => name({ memberId, validFrom: '2026-06-01' })),
    )
    expect(both.map((one) => one.error?.code ?? 'done').toSorted()).toEqual(['done', 'input.invalid'])
    const after = await gridOf(head)
    expect(after.staff.filter((one) => one.duty === 'head')).toHaveLength(1)
    expect(after.formerStaff).toMatchObject([{ name: '沈国良', validTo: '2026-05-31' }])
  })

  it('lets staff go on a day, once', async () => {
    const staffId = newId()
    const body = { duty: 'staff' as const, name: '江永明', validFrom: '2026-02-01' }
    await head.ask(contract.nameGridStaff, { ...at(second), requestId: staffId, body })
    const end = (validTo: string) =>
      head.ask(contract.endGridStaff, {
        params: { orgId: second, staffId },
        body: { validTo, reason: '搬走了' },
      })
    expect((await end('2026-01-31')).error.field).toBe('body.validTo')
    const both = await Promise.all([end('2026-11-19'), end('2026-11-19')])
    expect(both.map((one) => one.error?.code ?? 'done').toSorted()).toEqual(['done', 'state.wrong'])
    expect((await gridOf(head, second)).staff).toEqual([])
    const elsewhere = await head.ask(contract.endGridStaff, {
      params: { orgId: tree.grid, staffId },
      body: { validTo: '2026-11-19', reason: '试试' },
    })
    expect(elsewhere.error.code).toBe('not-found')
  })

  it('is drawn as corners and dots of its own villages', async () => {
    const draw = (dots: { placeId: number; at: [number, number] }[], corners: [number, number][]) =>
      head.ask(contract.drawGrid, { ...at(tree.grid), body: { corners, dots } })
    const square: [number, number][] = [
      [0, 0],
      [400, 0],
      [400, 400],
    ]
    expect((await draw([{ placeId: places[0] ?? 0, at: [120, 90] }], square)).body).toEqual({ version: 1 })
    expect((await draw([], square)).body).toEqual({ version: 2 })
    const frame = { lon: 120.512, lat: 30.481, metres: 2000 }
    const placed = { corners: square, dots: [], frame }
    expect((await head.ask(contract.drawGrid, { ...at(tree.grid), body: placed })).status).toBe(200)
    expect((await head.ask(contract.getGrid, at(tree.grid))).body.frame).toEqual(frame)
    const abroad = { ...placed, frame: { ...frame, lon: 2.35 } }
    expect((await head.ask(contract.drawGrid, { ...at(tree.grid), body: abroad })).error.field).toContain(
      'lon',
    )
    expect((await draw([], square)).status).toBe(200)
    expect((await head.ask(contract.getGrid, at(tree.grid))).body.frame).toBeNull()
    expect((await draw([{ placeId: 999, at: [1, 1] }], square)).error.field).toBe('body.dots')
    expect((await draw([], square.slice(1))).error.code).toBe('input.invalid')
    expect(
      (
        await draw(
          [],
          [
            [0, 0],
            [2000, 1],
            [3, 3],
          ],
        )
      ).error.code,
    ).toBe('input.invalid')
    expect(await gridOf(worker)).toMatchObject({ corners: square, dots: [] })
  })

  it('is open to those who look after it and those above, to nobody else', async () => {
    const county = await test.newCounty('邻县')
    const codes = async (who: Pick<Person, 'ask'>) => [
      (await who.ask(contract.getGrid, at(tree.grid))).error?.code,
      (await who.ask(contract.listGrids, { query: { orgId: tree.grid } })).error?.code,
      (await who.ask(contract.countGrid, { ...at(tree.grid), body: counted() })).error?.code,
      (
        await who.ask(contract.drawGrid, {
          ...at(tree.grid),
          body: {
            corners: [
              [0, 0],
              [1, 1],
              [2, 2],
            ],
          },
        })
      ).error?.code,
      (
        await who.ask(contract.nameGridStaff, {
          ...at(tree.grid),
          body: { duty: 'staff', name: '某人', validFrom: '2026-01-01' },
        })
      ).error?.code,
    ]
    const out = ['not-found', 'not-found', 'not-found', 'not-found', 'not-found']
    expect(await codes(test)).toEqual(out.map(() => 'auth.required'))
    expect(await codes(await test.person('branch-secretary', tree.sibling))).toEqual(out)
    expect(await codes(await test.person('grid-worker', second))).toEqual(out)
    expect(await codes(await test.person('committee-secretary', tree.elsewhere.township))).toEqual(out)
    const stranger = await test.person('committee-secretary', county.rootId, { county })
    expect(await codes(stranger)).toEqual(out)
    const officer = await test.person('county-officer', test.county.rootId)
    const denied = 'access.denied'
    expect(await codes(officer)).toEqual([undefined, undefined, denied, denied, denied])
    expect(await codes(worker)).toEqual([undefined, undefined, undefined, denied, denied])
    expect((await worker.ask(contract.listGrids)).body.count).toBe(1)
    const branch = await test.person('branch-secretary', tree.branch)
    expect((await branch.ask(contract.listGrids)).error.code).toBe('access.denied')
  })
})
