import { describe, expect, it } from 'vitest'
import * as contract from '../../../contract/organisations.ts'
import { newId } from '../../core/ids.ts'
import { useTestApp } from '../../test/app.ts'

const test = useTestApp()

function founding(parentId: number, kind: contract.OrgKind, name: string, more = {}) {
  return { parentId, kind, name, shortName: name, foundedOn: '2020-01-01', reason: '批复', ...more }
}

async function administrator() {
  return test.person('county-admin', test.county.rootId)
}

describe('founding an organisation', () => {
  it('puts it under its parent, with its history open from the day', async () => {
    const admin = await administrator()
    const made = await admin.ask(contract.foundOrganisation, {
      body: founding(test.county.rootId, 'township', '青禾镇'),
    })
    expect(made.status).toBe(200)
    const { body } = await admin.ask(contract.getOrganisation, { params: { orgId: made.body.orgId } })
    expect(body.organisation).toMatchObject({
      name: '青禾镇',
      kind: 'township',
      depth: 2,
      foundedOn: '2020-01-01',
    })
    expect(body.ancestors.map((above) => above.name)).toEqual(['安澜县'])
    expect(body.events.map((event) => event.kind)).toEqual(['found'])
  })

  it('answers a repeated request with its first answer and founds once', async () => {
    const admin = await administrator()
    const requestId = newId()
    const body = founding(test.county.rootId, 'township', '重复镇')
    const first = await admin.ask(contract.foundOrganisation, { requestId, body })
    const second = await admin.ask(contract.foundOrganisation, { requestId, body })
    expect(second.body).toEqual(first.body)
    const tree = await admin.ask(contract.getTree)
    expect(tree.body.rows.filter((row) => row.name === '重复镇')).toHaveLength(1)
  })

  it('refuses the same request id for something else', async () => {
    const admin = await administrator()
    const requestId = newId()
    await admin.ask(contract.foundOrganisation, {
      requestId,
      body: founding(test.county.rootId, 'township', '甲镇'),
    })
    const other = await admin.ask(contract.foundOrganisation, {
      requestId,
      body: founding(test.county.rootId, 'township', '乙镇'),
    })
    expect(other.error.code).toBe('request.id-reused')
  })

  it('answers two equal requests at once alike', async () => {
    const admin = await administrator()
    const requestId = newId()
    const body = founding(test.county.rootId, 'township', '同时镇')
    const both = await Promise.all([
      admin.ask(contract.foundOrganisation, { requestId, body }),
      admin.ask(contract.foundOrganisation, { requestId, body }),
    ])
    expect(both.map((one) => one.status)).toEqual([200, 200])
    expect(both[0].body).toEqual(both[1].body)
  })

  it('is refused to nobody, to a branch secretary, and in a place where the kind may not stand', async () => {
    const wish = founding(test.county.rootId, 'township', '不成镇')
    expect((await test.ask(contract.foundOrganisation, { body: wish })).error.code).toBe('auth.required')
    const secretary = await test.person('branch-secretary', test.county.rootId)
    expect((await secretary.ask(contract.foundOrganisation, { body: wish })).error.code).toBe('access.denied')
    const admin = await administrator()
    const misplaced = await admin.ask(contract.foundOrganisation, {
      body: founding(test.county.rootId, 'group', '小组'),
    })
    expect(misplaced.error).toMatchObject({ code: 'input.invalid', field: 'body.kind' })
  })

  it('is out of reach from another county', async () => {
    const other = await test.newCounty('外县')
    const stranger = await test.person('county-admin', other.rootId, { county: other })
    const answer = await stranger.ask(contract.foundOrganisation, {
      body: founding(test.county.rootId * 1000, 'township', '越界镇'),
    })
    expect(answer.error.code).toBe('not-found')
    const { body } = await stranger.ask(contract.getTree)
    expect(body.rows.map((row) => row.name)).toEqual(['外县'])
  })

  it('names the field of what is wrong, in Chinese', async () => {
    const admin = await administrator()
    const answer = await admin.ask(contract.foundOrganisation, {
      body: { ...founding(test.county.rootId, 'township', ' '), foundedOn: '2020-02-30' },
    })
    expect(answer.status).toBe(400)
    expect(answer.error.field).toBe('body.name')
    expect(answer.error.message).toMatch(/[一-鿿]/)
  })
})

describe('the life of an organisation', () => {
  async function branchOfTwo() {
    const admin = await administrator()
    const found = async (parentId: number, kind: contract.OrgKind, name: string, more = {}) =>
      (await admin.ask(contract.foundOrganisation, { body: founding(parentId, kind, name, more) })).body.orgId
    const township = await found(test.county.rootId, 'township', `镇${newId().slice(-8)}`)
    const first = await found(township, 'village', '一村')
    const second = await found(township, 'village', '二村')
    const branch = await found(first, 'branch', '旧支部')
    const change = (orgId: number, body: contract.OrgChange) =>
      admin.ask(contract.changeOrganisation, { params: { orgId }, body })
    return { admin, township, first, second, branch, change, found }
  }

  it('[002-23] founds a branch and re-elects another within the year, both dated', async () => {
    const { admin, first, branch, change, found } = await branchOfTwo()
    const founded = await found(first, 'branch', '新支部', { foundedOn: '2026-03-01' })
    const elected = await change(branch, {
      change: 're-elect',
      nextElectionOn: '2031-06-01',
      happenedOn: '2026-06-01',
      reason: '届满',
    })
    expect(elected.status).toBe(200)
    const after = (await admin.ask(contract.getOrganisation, { params: { orgId: branch } })).body
    expect(after.organisation).toMatchObject({ electedOn: '2026-06-01', nextElectionOn: '2031-06-01' })
    expect(after.events[0]).toMatchObject({ kind: 're-elect', happenedOn: '2026-06-01', reason: '届满' })
    const newOne = (await admin.ask(contract.getOrganisation, { params: { orgId: founded } })).body
    expect(newOne.organisation.foundedOn).toBe('2026-03-01')
  })

  it('keeps last year as it was when a branch is renamed and moved', async () => {
    const { admin, first, second, branch, change } = await branchOfTwo()
    const dated = { happenedOn: '2026-05-01', reason: '区划调整' }
    await change(branch, { change: 'rename', name: '新名支部', shortName: '新名', ...dated })
    await change(branch, { change: 'move', parentId: second, ...dated })
    const nameAndParent = async (on?: string) => {
      const tree = await admin.ask(contract.getTree, { query: { on } })
      const row = tree.body.rows.find((one) => one.orgId === branch)
      return [row?.name, row?.parentId]
    }
    expect(await nameAndParent('2026-04-30')).toEqual(['旧支部', first])
    expect(await nameAndParent('2026-05-01')).toEqual(['新名支部', second])
    expect(await nameAndParent()).toEqual(['新名支部', second])
  })

  it('moves a village with all that is below it', async () => {
    const { admin, township, first, branch, change, found } = await branchOfTwo()
    const other = await found(test.county.rootId, 'township', `他镇${newId().slice(-8)}`)
    const officer = await test.person('township-officer', other)
    const seen = async () =>
      (await officer.ask(contract.getTree)).body.rows.filter((row) => row.inScope).map((row) => row.orgId)
    expect(await seen()).toEqual([other])
    await change(first, { change: 'move', parentId: other, happenedOn: '2026-05-01', reason: '划转' })
    expect(await seen()).toEqual(expect.arrayContaining([other, first, branch]))
    expect(township).not.toBe(other)
    const below = (await admin.ask(contract.getOrganisation, { params: { orgId: branch } })).body
    expect(below.ancestors.map((above) => above.orgId)).toEqual([test.county.rootId, other, first])
  })

  it('refuses a circle, a change before the last one, and dissolving what holds something', async () => {
    const { township, first, branch, change } = await branchOfTwo()
    const dated = { happenedOn: '2026-05-01', reason: '试' }
    const circle = await change(township, { change: 'move', parentId: first, ...dated })
    expect(circle.error.code).toBe('input.invalid')
    await change(branch, { change: 'rename', name: '二', shortName: '二', ...dated })
    const early = await change(branch, {
      change: 'rename',
      name: '三',
      shortName: '三',
      happenedOn: '2026-04-01',
      reason: '试',
    })
    expect(early.error).toMatchObject({ code: 'input.invalid', field: 'body.happenedOn' })
    expect((await change(first, { change: 'dissolve', ...dated })).error.code).toBe('conflict.in-use')
    expect((await change(branch, { change: 'dissolve', ...dated })).status).toBe(200)
    expect((await change(branch, { change: 'dissolve', ...dated })).error.code).toBe('state.wrong')
  })

  it('[002-22] holds 34 subordinate organisations of three categories, 17 chambers direct and 3 entrusted', async () => {
    const { admin, township, found } = await branchOfTwo()
    const committee = await found(township, 'committee', '新经济组织党委')
    const make = async (count: number, name: string, category: string, management = 'direct') => {
      for (let i = 1; i <= count; i += 1)
        await found(committee, 'branch', `${name}${i}`, { category, management })
    }
    await make(17, '商会', 'chamber')
    await make(3, '托管商会', 'chamber', 'entrusted')
    await make(12, '网格', 'grid')
    await make(2, '企业', 'enterprise')
    const { rows } = (await admin.ask(contract.getTree)).body
    const below = rows.filter((row) => row.parentId === committee)
    expect(below).toHaveLength(34)
    const count = (category: string, management: string) =>
      below.filter((row) => row.category === category && row.management === management).length
    expect([count('chamber', 'direct'), count('chamber', 'entrusted')]).toEqual([17, 3])
    expect([count('grid', 'direct'), count('enterprise', 'direct')]).toEqual([12, 2])
  })
})
