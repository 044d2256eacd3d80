import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getDue } from '../../../contract/due.ts'
import type { RequestOf } from '../../../contract/endpoint.ts'
import * as contract from '../../../contract/enterprises.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { register } from '../../test/members.ts'
import { buildOrg, buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let second: number
let worker: Person
let instructorId: string

beforeAll(async () => {
  tree = await buildTree(test)
  second = await buildOrg(test, { kind: 'grid', parentId: tree.village, name: '第二网格' })
  const [member] = await register(test, [{ orgId: tree.branch, name: '沈国良' }])
  instructorId = member ?? ''
})

async function moveTo(now: string): Promise<void> {
  test.clock.now = new Date(now)
  worker = await test.person('committee-secretary', tree.village)
}
beforeEach(() => moveTo('2026-11-20T09:00:00+08:00'))

type Wish = RequestOf<typeof contract.addEnterprise>['body']
let made = 0
const wish = (more: Partial<Wish> = {}): Wish => {
  made += 1
  return {
    ...{ name: `青禾竹制品厂${made}`, address: '新圩 3 号', contact: '吴经理 13800005678' },
    ...{ staffCount: 40, memberCount: 2, isOrganised: false, ...more },
  }
}
const add = (more: Partial<Wish> = {}, who: Pick<Person, 'ask'> = worker, orgId = tree.grid) =>
  who.ask(contract.addEnterprise, { params: { orgId }, body: wish(more) })
const added = async (more: Partial<Wish> = {}) => (await add(more)).body.enterpriseId

const get = async (enterpriseId: string) =>
  (await worker.ask(contract.getEnterprise, { params: { enterpriseId } })).body

const fine = { plan: true, talks: true, records: true }
const whole = { ...fine, site: true, systems: true, ledgers: true, meetings: true }
type Visit = RequestOf<typeof contract.recordRevisit>['body']
const revisit = (enterpriseId: string, more: Partial<Visit> = {}, requestId = newId()) =>
  worker.ask(contract.recordRevisit, {
    params: { enterpriseId },
    body: { visitedOn: '2026-11-19', memberCount: 0, answers: fine, ...more },
    requestId,
  })

describe('an enterprise', () => {
  it('stands in its grid with its contact sealed and masked, once by its name', async () => {
    const body = wish({ instructorId, attachedOrgId: tree.branch })
    const send = () => worker.ask(contract.addEnterprise, { params: { orgId: tree.grid }, body })
    const both = await Promise.all([send(), send()])
    expect(both.map((each) => each.error?.code ?? 'done').toSorted()).toEqual(['conflict.duplicate', 'done'])
    const { enterpriseId } = both.find((each) => each.status === 200)?.body ?? { enterpriseId: '' }
    expect(await get(enterpriseId)).toMatchObject({
      gridName: '第一网格',
      contact: '吴经理 138******78',
      attached: { name: '石桥支部' },
      instructor: { name: '沈国良' },
      isDue: true,
      dueOn: '2026-12-31',
    })
    const raw = await test.system((ctx) =>
      ctx.db.selectFrom('enterprises').selectAll().where('county_id', '=', ctx.county).execute(),
    )
    expect(JSON.stringify(raw)).not.toMatch(/13800005678|吴经理/)
  })

  it('is corrected by who saw the newest version, refuses what is none, and goes', async () => {
    expect((await add({ name: '厂 13800005678' })).error.field).toBe('body.name')
    expect((await add({ attachedOrgId: tree.grid })).error.field).toBe('body.attachedOrgId')
    expect((await add({ liaisonId: newId() })).error.field).toBe('body.liaisonId')
    const enterpriseId = await added()
    const change = (staffCount: number) =>
      worker.ask(contract.changeEnterprise, {
        params: { enterpriseId },
        body: { ...wish(), staffCount, version: 1 },
      })
    const both = await Promise.all([change(50), change(60)])
    expect(both.map((each) => each.error?.code ?? 'done').toSorted()).toEqual(['done', 'version.stale'])
    // What is not said about the contact leaves it as it is.
    const { contact: _contact, ...silent } = wish()
    const kept = await worker.ask(contract.changeEnterprise, {
      params: { enterpriseId },
      body: { ...silent, version: 2 },
    })
    expect(kept.body.version).toBe(3)
    expect((await get(enterpriseId)).contact).toBe('吴经理 138******78')
    const close = () => worker.ask(contract.closeEnterprise, { params: { enterpriseId }, body: {} })
    expect((await close()).status).toBe(200)
    expect((await close()).error.code).toBe('not-found')
    expect((await revisit(enterpriseId)).error.code).toBe('not-found')
  })
})

describe('a revisit', () => {
  it('[003-06] is due once a quarter, and counts once however often it is sent', async () => {
    const enterpriseId = await added()
    const due = async () =>
      (await worker.ask(contract.listEnterprises, { query: { due: 'true', limit: 200 } })).body
    expect((await due()).rows.map((row) => row.enterpriseId)).toContain(enterpriseId)
    const row = (await worker.ask(getDue)).body.rows.find((one) => one.link === '/enterprises?due=true')
    expect(row).toMatchObject({ title: `本季度还有 ${(await due()).dueCount} 家企业没有回查` })
    const requestId = newId()
    const first = await revisit(enterpriseId, {}, requestId)
    expect((await revisit(enterpriseId, {}, requestId)).body).toEqual(first.body)
    expect((await revisit(enterpriseId)).error.code).toBe('conflict.duplicate')
    expect((await due()).rows.map((one) => one.enterpriseId)).not.toContain(enterpriseId)
    expect((await revisit(await added(), { visitedOn: '2026-09-30' })).error.field).toBe('body.visitedOn')
    expect((await revisit(await added(), { answers: whole })).error.field).toBe('body.answers')
    await moveTo('2027-01-04T09:00:00+08:00')
    expect((await get(enterpriseId)).isDue).toBe(true)
    expect((await revisit(enterpriseId, { visitedOn: '2027-01-04' })).status).toBe(200)
    const other = await added()
    const both = await Promise.all([
      revisit(other, { visitedOn: '2027-01-04' }),
      revisit(other, { visitedOn: '2027-01-04' }),
    ])
    expect(both.map((each) => each.error?.code ?? 'done').toSorted()).toEqual(['conflict.duplicate', 'done'])
  })

  it('[003-08] grades the work of the two who were sent, and weak work is trained for by a day', async () => {
    const enterpriseId = await added({ instructorId, memberCount: 0 })
    const answers = { plan: false, talks: false, records: true }
    const { body } = await revisit(enterpriseId, { answers, note: '下季度再看' })
    expect(body).toMatchObject({ grade: 'weak', orders: ['retrain'] })
    const found = await get(enterpriseId)
    expect(found.revisits).toMatchObject([
      { gradeLabel: '弱', instructorName: '沈国良', missing: ['指导员有计划', '联络员每月到企业'] },
    ])
    expect(found.orders).toMatchObject([{ kindLabel: '两员集中培训', dueOn: '2026-12-20', isLate: false }])
    const link = `/enterprises/${enterpriseId}`
    const due = (await worker.ask(getDue)).body.rows.find((one) => one.link === link)
    expect(due?.title).toContain('两员集中培训')
    const params = { orderId: found.orders[0]?.orderId ?? '' }
    const done = (doneOn: string) =>
      worker.ask(contract.fulfilOrder, { params, body: { doneOn, note: '镇里办了一天班' } })
    expect((await done('2026-11-01')).error.field).toBe('body.doneOn')
    const both = await Promise.all([done('2026-11-20'), done('2026-11-20')])
    expect(both.map((each) => each.error?.code ?? 'done').toSorted()).toEqual(['done', 'state.wrong'])
    expect((await get(enterpriseId)).orders[0]).toMatchObject({ doneOn: '2026-11-20' })
    const fair = await revisit(await added({ memberCount: 0 }), { answers: { ...fine, talks: false } })
    expect(fair.body).toMatchObject({ grade: 'fair', orders: [] })
  })

  it('[003-09] asks an organised one for its site, systems, ledgers and meetings', async () => {
    const enterpriseId = await added({ isOrganised: true, memberCount: 6 })
    const answers = { ...whole, ledgers: false }
    expect((await revisit(enterpriseId, { answers, memberCount: 6 })).body.orders).toEqual(['mend'])
    expect((await get(enterpriseId)).revisits[0]?.missing).toEqual(['台账齐全'])
    const sound = await revisit(await added({ isOrganised: true }), { answers: whole, memberCount: 6 })
    expect(sound.body).toMatchObject({ grade: 'good', orders: [] })
  })

  it('[003-10] says from three members on that a branch can be set up, and of fewer where to attach them', async () => {
    const grown = await added({ memberCount: 1 })
    expect((await revisit(grown, { memberCount: 3 })).body.orders).toEqual(['set-up'])
    expect((await get(grown)).memberCount).toBe(3)
    expect((await revisit(await added(), { memberCount: 2 })).body.orders).toEqual(['attach'])
    const attached = await added({ attachedOrgId: tree.branch })
    expect((await revisit(attached, { memberCount: 2 })).body.orders).toEqual([])
    expect((await revisit(await added(), { memberCount: 0 })).body.orders).toEqual([])
  })
})

it('is written by those who look after the grid, read by those above, and unknown to anybody else', async () => {
  const enterpriseId = await added()
  const weak = { plan: false, talks: false, records: false }
  await revisit(enterpriseId, { answers: weak })
  const orderId = (await get(enterpriseId)).orders[0]?.orderId ?? ''
  const params = { enterpriseId, orderId, orgId: tree.grid }
  const visit: Visit = { visitedOn: '2026-11-19', memberCount: 0, answers: fine }
  const codes = async (who: Pick<Person, 'ask'>) => [
    (await add({}, who)).error?.code,
    (await who.ask(contract.changeEnterprise, { params, body: { ...wish(), version: 1 } })).error?.code,
    (await who.ask(contract.recordRevisit, { params, body: visit })).error?.code,
    (await who.ask(contract.closeEnterprise, { params, body: {} })).error?.code,
    (await who.ask(contract.fulfilOrder, { params, body: { doneOn: '2026-11-20', note: '好了' } })).error
      ?.code,
    (await who.ask(contract.getEnterprise, { params })).error?.code,
  ]
  const all = (code: string) => Array.from({ length: 6 }, () => code)
  expect(await codes(test)).toEqual(all('auth.required'))
  expect(await codes(await test.person('grid-worker', second))).toEqual(all('not-found'))
  const county = await test.newCounty('邻县')
  const stranger = await test.person('committee-secretary', county.rootId, { county })
  expect(await codes(stranger)).toEqual(all('not-found'))
  const officer = await test.person('township-officer', tree.township)
  expect(await codes(officer)).toEqual([...all('access.denied').slice(0, 5), undefined])
  const branch = await test.person('branch-secretary', tree.branch)
  expect((await branch.ask(contract.listEnterprises)).error.code).toBe('access.denied')
  const list = await officer.ask(contract.listEnterprises, { query: { limit: 200 } })
  expect(list.body.abilities.write).toBe(false)
  expect(list.body.rows.map((row) => row.enterpriseId)).toContain(enterpriseId)
})
