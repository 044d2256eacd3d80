import { beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/areas.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildNaturalVillages } from '../../test/grids.ts'
import { register } from '../../test/members.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp('2026-11-17T09:00:00+08:00')
let tree: Tree
let village: Person
let member: Person
let stranger: Person
let people: string[]

beforeEach(async () => {
  tree = await buildTree(test)
  people = await register(test, [
    { orgId: tree.branch, gridId: tree.grid, name: '沈国良' },
    { orgId: tree.branch, gridId: tree.grid, name: '林秀兰' },
    { orgId: tree.branch, name: '董长林' },
  ])
  village = await test.person('committee-secretary', tree.village)
  member = await test.person('member', tree.branch, { memberId: people[0] ?? null })
  stranger = await test.person('committee-secretary', tree.elsewhere.township)
})

const add = (who: Person, more: object = {}, requestId = newId()) =>
  who.ask(contract.addArea, {
    ...{ params: { orgId: tree.grid }, body: { kind: 'river', name: '石桥到渠头', ...more }, requestId },
  })
const sign = (who: Person, areaId: string, more: object = {}, requestId = newId()) =>
  who.ask(contract.contractArea, {
    params: { areaId },
    body: {
      ...{ memberId: people[0] ?? '', managerId: people[2] ?? '', task: '每周清一次水面' },
      ...{ validFrom: '2026-11-01', ...more },
    },
    requestId,
  })
const look = (who: Person, areaId: string) => who.ask(contract.getArea, { params: { areaId } })
const statuses = (answers: readonly { status: number }[]) =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b)

describe('[002-10] [002-24] areas of one owner each', () => {
  it('show first what nobody looks after, and are contracted with task and manager', async () => {
    const [placeId = 0] = await buildNaturalVillages(test, { village: tree.village, grid: tree.grid }, [
      '石桥',
    ])
    const requestId = newId()
    const first = await add(village, { placeId }, requestId)
    expect((await add(village, { placeId }, requestId)).body).toEqual(first.body)
    const { areaId } = first.body
    const lane = (await add(village, { kind: 'house-front', name: '石桥 12 号门前' })).body.areaId
    expect((await add(village)).error.code).toBe('conflict.duplicate')
    expect((await add(village, { name: '别处', placeId: placeId + 9 })).error.field).toBe('body.placeId')
    expect((await add(member)).error.code).toBe('not-found')
    expect((await add(stranger)).error.code).toBe('not-found')
    expect((await add(await test.person('grid-worker', tree.grid))).error.code).toBe('access.denied')

    expect((await sign(village, areaId, { managerId: people[0] })).error.field).toBe('body.managerId')
    expect((await sign(village, areaId, { task: ' ' })).error.field).toBe('body.task')
    const missing = await village.ask(contract.contractArea, {
      params: { areaId },
      body: { memberId: people[0], task: '看好', validFrom: '2026-11-01' } as never,
    })
    expect(missing.error.field).toBe('body.managerId')
    const signing = newId()
    const signed = await sign(village, areaId, {}, signing)
    expect((await sign(village, areaId, {}, signing)).body).toEqual(signed.body)
    const { body } = await village.ask(contract.listAreas, {})
    expect(body).toMatchObject({ count: 2, vacancies: 1 })
    expect(body.rows).toMatchObject([
      { areaId: lane, kindLabel: '房前屋后', owner: null },
      { areaId, placeName: '石桥', owner: { name: '沈国良', managerName: '董长林', task: '每周清一次水面' } },
    ])
    const bare = await village.ask(contract.listAreas, { query: { vacant: 'true' } })
    expect(bare.body.rows.map((row) => row.areaId)).toEqual([lane])
    expect((await village.ask(contract.listAreas, { query: { orgId: tree.branch } })).body.count).toBe(0)
    expect((await member.ask(contract.listAreas, {})).body.rows[1]?.owner?.name).toBe('沈国良')
  })

  it('are handed over with their history, one owner at a time however many sign', async () => {
    const { areaId } = (await add(village)).body
    await sign(village, areaId)
    expect((await sign(village, areaId, { memberId: people[1] })).error.field).toBe('body.validFrom')
    const next = { memberId: people[1], validFrom: '2026-12-01' }
    const both = await Promise.all([sign(village, areaId, next), sign(village, areaId, next)])
    expect(statuses(both)).toEqual([200, 400])
    const { terms } = (await look(village, areaId)).body
    expect(terms.map(({ name, validFrom, validTo }) => [name, validFrom, validTo])).toEqual([
      ['林秀兰', '2026-12-01', null],
      ['沈国良', '2026-11-01', '2026-11-30'],
    ])
    const other = await test.person('member', tree.branch, { memberId: people[1] ?? null })
    expect((await look(other, areaId)).body.terms[1]).toMatchObject({ name: null, managerName: null })
    expect((await look(stranger, areaId)).error.code).toBe('not-found')
    expect((await test.ask(contract.getArea, { params: { areaId } })).status).toBe(401)
  })

  it('are given up and closed once, by who keeps them', async () => {
    const { areaId } = (await add(village)).body
    const { contractId } = (await sign(village, areaId)).body
    const give = (who: Person) =>
      who.ask(contract.endAreaContract, { params: { contractId }, body: { reason: '搬走了' } })
    expect((await give(member)).error.code).toBe('access.denied')
    expect((await give(stranger)).error.code).toBe('not-found')
    expect(statuses(await Promise.all([give(village), give(village)]))).toEqual([200, 409])
    expect((await look(village, areaId)).body).toMatchObject({
      owner: null,
      terms: [{ validTo: '2026-11-17', endReason: '搬走了' }],
    })
    await sign(village, areaId, { validFrom: '2026-11-17' })
    const close = (who: Person) =>
      who.ask(contract.closeArea, { params: { areaId }, body: { reason: '河改道了' } })
    expect((await close(member)).error.code).toBe('access.denied')
    expect((await close(stranger)).error.code).toBe('not-found')
    expect(statuses(await Promise.all([close(village), close(village)]))).toEqual([200, 409])
    expect((await look(village, areaId)).body).toMatchObject({ closedOn: '2026-11-17', owner: null })
    expect((await sign(village, areaId, { validFrom: '2026-11-20' })).error.code).toBe('state.wrong')
  })
})
