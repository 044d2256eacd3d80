import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import * as contract from '../../../contract/organisations.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildMembers } from '../../test/people.ts'
import { buildScheme, draftFact } from '../../test/points.ts'

const test = useTestApp()
const today = '2026-11-20'

const administrator = () => test.person('county-admin', test.county.rootId)

async function found(
  admin: Person,
  parentId: number,
  kind: contract.OrgKind,
  foundedOn = '2020-01-01',
): Promise<number> {
  const name = `${kind} ${Math.random().toString(36).slice(2, 8)}`
  const body = { parentId, kind, name, shortName: name, foundedOn, reason: '批复' }
  return (await admin.ask(contract.foundOrganisation, { body })).body.orgId
}

const change = (admin: Person, orgId: number, body: object) =>
  admin.ask(contract.changeOrganisation, { params: { orgId }, body: { reason: '批复', ...body } as never })

const move = (admin: Person, orgId: number, parentId: number, happenedOn = today) =>
  change(admin, orgId, { change: 'move', parentId, happenedOn })

/** Every living organisation hangs, by its path, below the parent that its row names. */
async function findTorn(): Promise<unknown[]> {
  return test.system(async (ctx) => {
    const { rows } = await sql`
      select o.org_id from organisations o
        left join organisations p on p.county_id = ${ctx.county} and p.org_id = o.parent_id
       where o.county_id = ${ctx.county} and o.parent_id is not null and o.dissolved_on is null
         and (p.dissolved_on is not null or left(o.path, -4) <> p.path)`.execute(ctx.db)
    return rows
  })
}

describe('two who change the tree at once', () => {
  it('cannot hang two committees below each other', async () => {
    const admin = await administrator()
    const township = await found(admin, test.county.rootId, 'township')
    for (let round = 0; round < 5; round += 1) {
      const [one, two] = [
        await found(admin, township, 'committee'),
        await found(admin, township, 'committee'),
      ]
      const answers = await Promise.all([move(admin, one, two), move(admin, two, one)])
      expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 400])
    }
    expect(await findTorn()).toEqual([])
  })

  it('leave no branch behind that is founded while its village moves', async () => {
    const admin = await administrator()
    const [from, to] = [
      await found(admin, test.county.rootId, 'township'),
      await found(admin, test.county.rootId, 'township'),
    ]
    for (let round = 0; round < 5; round += 1) {
      const village = await found(admin, from, 'village')
      const founders = Array.from({ length: 4 }, () => found(admin, village, 'branch'))
      await Promise.all([founders[0], move(admin, village, to), ...founders.slice(1)])
    }
    expect(await findTorn()).toEqual([])
  })

  it('leave no living branch in a village that is dissolved', async () => {
    const admin = await administrator()
    const township = await found(admin, test.county.rootId, 'township')
    for (let round = 0; round < 5; round += 1) {
      const village = await found(admin, township, 'village')
      await Promise.all([
        found(admin, village, 'branch'),
        change(admin, village, { change: 'dissolve', happenedOn: today }),
      ])
    }
    expect(await findTorn()).toEqual([])
  })
})

describe('a move that is recorded late', () => {
  it('cannot put two organisations below each other on days that have passed', async () => {
    const admin = await administrator()
    const township = await found(admin, test.county.rootId, 'township')
    const [one, two] = [await found(admin, township, 'committee'), await found(admin, township, 'committee')]
    expect((await move(admin, one, two, '2026-03-01')).status).toBe(200)
    expect((await move(admin, one, township, '2026-09-01')).status).toBe(200)
    const late = await move(admin, two, one, '2026-06-01')
    expect(late.error).toMatchObject({ code: 'input.invalid', field: 'body.parentId' })
    expect((await admin.ask(contract.getTree, { query: { on: '2026-07-01' } })).status).toBe(200)
    expect((await move(admin, two, one, '2026-09-01')).status).toBe(200)
  })

  it('cannot go below what was founded later', async () => {
    const admin = await administrator()
    const township = await found(admin, test.county.rootId, 'township')
    const young = await found(admin, test.county.rootId, 'township', '2026-06-01')
    const village = await found(admin, township, 'village')
    const { error } = await move(admin, village, young, '2026-03-01')
    expect(error).toMatchObject({ code: 'input.invalid', field: 'body.happenedOn' })
  })
})

describe('the rules of points follow the tree', () => {
  const attrs = { activity: 'mediation', category: 'service', host: 'branch', late: false }
  const version = (points: number) => ({
    validFrom: '2026-01-01',
    rules: [{ code: 'R', name: '调解', class: 'bonus' as const, factKind: 'attendance', points }],
  })

  const attend = (memberId: string, day: string) =>
    test.system(async (ctx) => ctx.facts.record(draftFact({ kind: 'attendance', day, memberId, attrs })))

  const pointsByDay = (memberId: string) =>
    test.system(async (ctx) => {
      const { rows } = await sql<{ day: string; points: number }>`
        select day, sum(points)::int as points from point_entries
         where county_id = ${ctx.county} and member_id = ${memberId} group by 1 having sum(points) <> 0 order by 1`.execute(
        ctx.db,
      )
      return rows.map((row) => [row.day, row.points])
    })

  it('into a branch that is founded after the scheme was adopted', async () => {
    const admin = await administrator()
    const township = await found(admin, test.county.rootId, 'township')
    await buildScheme(test, township, version(300))
    const village = await found(admin, township, 'village', '2026-02-01')
    const branch = await found(admin, village, 'branch', '2026-02-01')
    const [member] = await buildMembers(test, [{ orgId: branch }])
    await attend(member as string, '2026-05-01')
    expect(await pointsByDay(member as string)).toEqual([['2026-05-01', 300]])
  })

  it('over to another scheme from the day of a move, for what was recorded before it was known too', async () => {
    const admin = await administrator()
    const [from, to] = [
      await found(admin, test.county.rootId, 'township'),
      await found(admin, test.county.rootId, 'township'),
    ]
    await buildScheme(test, from, version(300))
    await buildScheme(test, to, version(500))
    const village = await found(admin, from, 'village')
    const branch = await found(admin, village, 'branch')
    const [member] = await buildMembers(test, [{ orgId: branch }])
    for (const day of ['2026-05-01', '2026-08-01']) await attend(member as string, day)
    await move(admin, village, to, '2026-07-01')
    await attend(member as string, '2026-09-01')
    expect(await pointsByDay(member as string)).toEqual([
      ['2026-05-01', 300],
      ['2026-08-01', 500],
      ['2026-09-01', 500],
    ])
  })

  it('and stay with the past of a branch whose merger is recorded late', async () => {
    const admin = await administrator()
    const township = await found(admin, test.county.rootId, 'township')
    await buildScheme(test, township, version(300))
    const [branch, intoId] = [await found(admin, township, 'branch'), await found(admin, township, 'branch')]
    const [member] = await buildMembers(test, [{ orgId: branch }])
    await attend(member as string, '2026-08-01')
    const merged = await admin.ask(contract.mergeOrganisation, {
      params: { orgId: branch },
      body: { intoId, happenedOn: '2026-07-01', reason: '批复' },
    })
    expect(merged.status).toBe(200)
    await test.system(async (ctx) => ctx.facts.rederive({ from: '2025-07-01', to: '9999-12-31' }))
    expect(await pointsByDay(member as string)).toEqual([['2026-08-01', 300]])
  })
})
