import { runOnce } from 'graphile-worker'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getDue } from '../../../contract/due.ts'
import type { RequestOf } from '../../../contract/endpoint.ts'
import * as contract from '../../../contract/households.ts'
import { tasks } from '../../app.ts'
import { newId } from '../../core/ids.ts'
import { queueLogger } from '../../core/jobs/queue-logger.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { sendForm, visit, wordsOf } from '../../test/boards.ts'
import { buildNaturalVillages } from '../../test/grids.ts'
import { buildOrg, buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let second: number
let worker: Person
let householdId: string
let made = 0
/** A network address of its own for each test: forms are counted by where they come from. */
let from = 0

beforeAll(async () => {
  tree = await buildTree(test)
  second = await buildOrg(test, { kind: 'grid', parentId: tree.village, name: '第二网格' })
  await buildNaturalVillages(test, { village: tree.village, grid: tree.grid }, ['东溪'])
  await buildNaturalVillages(test, { village: tree.village, grid: second }, ['上塘'])
})

async function moveTo(now: string): Promise<void> {
  test.clock.now = new Date(now)
  worker = await test.person('grid-worker', tree.grid, { name: '许金娣' })
}

beforeEach(async () => {
  from += 1
  made += 1
  await moveTo('2026-11-20T09:00:00+08:00')
  const body = { address: `东溪${made}号`, contact: '王阿根', headCount: 3 }
  householdId = (await worker.ask(contract.addHousehold, { params: { orgId: tree.grid }, body })).body
    .householdId
})

const runJobs = () =>
  runOnce({
    pgPool: test.app.runtime.platform,
    taskList: tasks(test.app.runtime),
    concurrency: 1,
    noHandleSignals: true,
    logger: queueLogger(test.app.runtime.log as Parameters<typeof queueLogger>[0]),
  })

type Entry = RequestOf<typeof contract.addHouseholdEntry>['body']
const phone: Entry = {
  ...{ kind: 'phone', value: '13800005678', purpose: 'contact', basis: 'consent' },
  ...{ agreedOn: '2026-11-01', expiresOn: '2027-11-01' },
}
const care: Entry = { ...phone, kind: 'care', value: '每周三看望一次', purpose: 'visit' }
const addEntry = async (body: Entry) =>
  (await worker.ask(contract.addHouseholdEntry, { params: { householdId }, body })).body.entryId

const makeLink = (who = worker, requestId = newId()) =>
  who.ask(contract.makeHouseholdLink, { params: { householdId }, body: {}, requestId })
const send = (path: string, fields: Record<string, string> = {}) =>
  sendForm(test, path, { request: newId(), ...fields }, { from: `10.0.2.${from}` })

async function row() {
  const query = { limit: 200 }
  const list = await worker.ask(contract.listHouseholds, { params: { orgId: tree.grid }, query })
  return list.body.rows.find((one) => one.householdId === householdId)
}
const corrections = async () =>
  (await worker.ask(contract.listHouseholdCorrections, { params: { householdId } })).body.rows

describe('the address of a household', () => {
  it('[001-27] shows what is kept, why and until when, and corrects it without an account', async () => {
    await addEntry(phone)
    const careId = await addEntry(care)
    const { body } = await makeLink()
    expect(body).toMatchObject({ expiresOn: '2026-12-04' })
    expect(body.path).toMatch(/^\/public\/household\/[\w-]{22}$/)
    const page = await visit(test, body.path)
    expect(page.headers['cache-control']).toBe('no-store')
    expect(page.body).not.toMatch(/<script|13800005678/)
    const words = wordsOf(page)
    for (const said of ['王阿根', '3 人', '138****5678', '每周三看望一次', '定期看望', '到期抹掉'])
      expect(words).toContain(said)
    expect((await row())?.linkExpiresOn).toBe('2026-12-04')

    const sent = await send(body.path, {
      ...{ headCount: '4', contact: '王根生', phone: '139 0000 1234', help: '屋顶漏水' },
      [`withdraw-${careId}`]: '1',
    })
    expect(wordsOf(sent)).toContain('收到了')
    await runJobs()
    const now = await row()
    expect(now).toMatchObject({ headCount: 4, contact: '王根生', linkExpiresOn: null })
    // A consent that is taken back waits for nobody; what is sensitive waits to be looked at.
    expect(now?.entries.map((entry) => [entry.kind, entry.masked])).toEqual([['phone', '138****5678']])
    expect(now?.waiting.map((one) => one.kind).toSorted()).toEqual(['help', 'phone'])
    expect((await corrections()).map((one) => [one.kindLabel, one.state, one.was, one.value])).toEqual(
      expect.arrayContaining([
        ['人数', 'applied', '3', '4'],
        ['联系人', 'applied', '王阿根', '王根生'],
        ['收回同意：约定的关照', 'applied', null, null],
        ['联系电话', 'waiting', null, null],
      ]),
    )
    const after = await visit(test, body.path)
    expect(wordsOf(after)).toContain('收到了')
    expect(after.body).not.toMatch(/王根生|东溪/)
    expect((await send(body.path, { headCount: '5' })).statusCode).toBe(409)
  })

  it('says what the register says by now, until it is used', async () => {
    const { path } = (await makeLink()).body
    await addEntry(phone)
    await worker.ask(contract.changeHousehold, {
      params: { householdId },
      body: { address: '东溪里头', contact: '王阿根', headCount: 6, version: 2 },
    })
    const words = wordsOf(await visit(test, path))
    expect(words).toContain('东溪里头')
    expect(words).toContain('138****5678')
  })

  it('takes one of many at once, a replay once, and nothing where nothing is said or no number is one', async () => {
    const { path } = (await makeLink()).body
    expect((await send(path, { headCount: '3', contact: '王阿根' })).statusCode).toBe(400)
    expect((await send(path, { phone: '12' })).statusCode).toBe(400)
    expect((await send(path, { headCount: '99' })).statusCode).toBe(400)
    const request = newId()
    const answers = await Promise.all([
      send(path, { request, headCount: '7' }),
      send(path, { request, headCount: '7' }),
      send(path, { headCount: '8' }),
    ])
    const codes = answers.map((answer) => answer.statusCode).toSorted((a, b) => a - b)
    expect(codes[0]).toBe(200)
    expect(codes.at(-1)).toBe(409)
    await runJobs()
    await runJobs()
    expect(await corrections()).toHaveLength(1)
  })

  it('is one at a time, ends when somebody says so, runs out, and goes with its household', async () => {
    const first = (await makeLink()).body
    const requestId = newId()
    const next = await makeLink(worker, requestId)
    expect((await makeLink(worker, requestId)).body).toEqual(next.body)
    expect((await visit(test, first.path)).statusCode).toBe(404)
    expect((await visit(test, next.body.path)).statusCode).toBe(200)
    const end = () => worker.ask(contract.endHouseholdLink, { params: { householdId }, body: {} })
    expect((await end()).status).toBe(200)
    expect((await end()).error.code).toBe('state.wrong')
    expect((await visit(test, next.body.path)).statusCode).toBe(404)
    const third = (await makeLink()).body
    await moveTo('2026-12-05T09:00:00+08:00')
    expect((await visit(test, third.path)).statusCode).toBe(404)
    const fourth = (await makeLink()).body
    await worker.ask(contract.removeHousehold, { params: { householdId }, body: { reason: 'asked' } })
    expect((await visit(test, fourth.path)).statusCode).toBe(404)
    expect((await visit(test, '/public/household/AAAAAAAAAAAAAAAAAAAAAA')).statusCode).toBe(404)
  })
})

describe('what a household wrote of what is sensitive', () => {
  async function written(fields: Record<string, string>) {
    const { path } = (await makeLink()).body
    await send(path, fields)
    await runJobs()
    const correctionId = (await row())?.waiting[0]?.correctionId ?? ''
    return { householdId, correctionId }
  }
  const take = (params: { householdId: string; correctionId: string }, purpose = 'contact') =>
    worker.ask(contract.takeHouseholdCorrection, { params, body: { purpose, expiresOn: '2027-11-01' } })

  it('waits on the start page, is looked at, and kept on the consent of the day it was written', async () => {
    await addEntry(phone)
    const params = await written({ phone: '13900001234' })
    const due = (await worker.ask(getDue)).body.rows.find((one) => one.link.includes('waiting=true'))
    expect(due?.title).toMatch(/^第一网格：住户交来 \d+ 处更正，等您看$/)
    const waiting = await worker.ask(contract.listHouseholds, {
      params: { orgId: tree.grid },
      query: { waiting: 'true' },
    })
    expect(waiting.body.count).toBe(waiting.body.waitingCount)
    expect(waiting.body.rows.map((one) => one.householdId)).toContain(householdId)
    const look = await worker.ask(contract.showHouseholdCorrection, { params, body: {} })
    expect(look.body.value).toBe('13900001234')
    expect((await take(params, 'opinion')).error.field).toBe('body.purpose')
    const both = await Promise.all([take(params), take(params)])
    expect(both.map((each) => each.error?.code ?? 'done').toSorted()).toEqual(['done', 'state.wrong'])
    expect((await row())?.entries).toMatchObject([
      { masked: '139****1234', basis: 'consent', agreedOn: '2026-11-20' },
    ])
    expect((await row())?.waiting).toEqual([])
    const gone = await worker.ask(contract.showHouseholdCorrection, { params, body: {} })
    expect(gone.error.code).toBe('state.wrong')
  })

  it('is put aside with a reason, or goes by itself when nobody looks', async () => {
    const params = await written({ care: '想有人来坐坐' })
    const dismiss = (reason: string) =>
      worker.ask(contract.dismissHouseholdCorrection, { params, body: { reason } })
    expect((await dismiss('打过 13800005678')).error.field).toBe('body.reason')
    expect((await dismiss('当面说了，改成电话问候')).status).toBe(200)
    expect((await dismiss('再来一次')).error.code).toBe('state.wrong')
    expect((await corrections())[0]).toMatchObject({ state: 'dismissed', value: null })
    await written({ help: '修水管' })
    await moveTo('2027-01-20T00:20:00+08:00')
    await tasks(test.app.runtime)['erase-expired']?.({}, {} as never)
    expect((await corrections())[0]).toMatchObject({ kind: 'help', state: 'gone' })
  })
})

it('prints what is kept of a household: hidden for any browser, in clear for itself, and that is logged', async () => {
  await addEntry(phone)
  await addEntry(care)
  const read = async (who: Person) =>
    test.app.server.inject({ url: `/print/households/${householdId}`, headers: { cookie: who.cookie } })
  const page = await read(worker)
  expect(page.body).toContain('138****5678')
  expect(page.body).not.toMatch(/13800005678|每周三/)
  expect(wordsOf(page)).toContain('不让再留：把那一行划掉')
  expect((await read(await test.person('grid-worker', second))).statusCode).toBe(404)
  expect((await read(await test.person('township-officer', tree.township))).statusCode).toBe(403)
  const file = await worker.ask(contract.getHouseholdSheet, { params: { householdId }, body: {} })
  expect(
    Buffer.from(file.body as unknown as Uint8Array)
      .subarray(0, 4)
      .toString(),
  ).toBe('%PDF')
  const seen = await test.system((ctx) =>
    ctx.db
      .selectFrom('audit_log')
      .select('action')
      .where('county_id', '=', ctx.county)
      .where('action', '=', 'household.sheet-made')
      .execute(),
  )
  expect(seen).toHaveLength(1)
})

it('[001-27] counts by grid what nobody has looked at for half a year', async () => {
  const secretary = () => test.person('committee-secretary', tree.village)
  const before = (await (await secretary()).ask(contract.listStaleHouseholds)).body
  expect(before.rows.map((one) => [one.name, one.stale])).toEqual([
    ['第一网格', 0],
    ['第二网格', 0],
  ])
  await moveTo('2027-05-24T09:00:00+08:00')
  await worker.ask(contract.checkHousehold, { params: { householdId }, body: {} })
  const after = (await (await secretary()).ask(contract.listStaleHouseholds)).body
  const [first] = after.rows
  expect(first).toMatchObject({ orgId: tree.grid, villageName: '临溪村', oldestOn: '2026-11-20' })
  expect(first?.stale).toBe((first?.households ?? 0) - 1)
  expect(after.total.stale).toBe(first?.stale)
  const open = await worker.ask(contract.listHouseholds, {
    params: { orgId: tree.grid },
    query: { stale: 'true' },
  })
  expect(open.body.count).toBe(first?.stale)
  const officer = await test.person('township-officer', tree.township)
  expect((await officer.ask(contract.listStaleHouseholds)).error.code).toBe('access.denied')
})

it('[001-03] takes the natural village from the address, and says which grid another one belongs to', async () => {
  const add = (more: Partial<RequestOf<typeof contract.addHousehold>['body']>) =>
    worker.ask(contract.addHousehold, {
      params: { orgId: tree.grid },
      body: { address: '临溪村东溪 88 号', headCount: 2, ...more },
    })
  householdId = (await add({})).body.householdId
  expect(await row()).toMatchObject({ placeName: '东溪' })
  const astray = await add({ address: '上塘 3 号' })
  expect(astray.error).toMatchObject({ field: 'body.address' })
  expect(astray.error.message).toContain('上塘归第二网格')
  expect((await add({ address: '上塘 3 号', placeId: null })).status).toBe(200)
})

it('is given, looked at and decided by who keeps the register, and by nobody above or beside', async () => {
  const { path } = (await makeLink()).body
  await send(path, { phone: '13900001234' })
  await runJobs()
  const params = { householdId, correctionId: (await row())?.waiting[0]?.correctionId ?? '' }
  const county = await test.newCounty('邻县')
  const codes = async (who: Pick<Person, 'ask'>) => [
    (await who.ask(contract.makeHouseholdLink, { params, body: {} })).error?.code,
    (await who.ask(contract.endHouseholdLink, { params, body: {} })).error?.code,
    (await who.ask(contract.getHouseholdSheet, { params, body: {} })).error?.code,
    (await who.ask(contract.listHouseholdCorrections, { params })).error?.code,
    (await who.ask(contract.showHouseholdCorrection, { params, body: {} })).error?.code,
    (
      await who.ask(contract.takeHouseholdCorrection, {
        params,
        body: { purpose: 'contact', expiresOn: '2027-01-01' },
      })
    ).error?.code,
    (await who.ask(contract.dismissHouseholdCorrection, { params, body: { reason: '不用' } })).error?.code,
  ]
  const all = (code: string) => Array.from({ length: 7 }, () => code)
  expect(await codes(test)).toEqual(all('auth.required'))
  expect(await codes(await test.person('grid-worker', second))).toEqual(all('not-found'))
  expect(await codes(await test.person('branch-secretary', tree.branch))).toEqual(all('not-found'))
  const stranger = await test.person('committee-secretary', county.rootId, { county })
  expect(await codes(stranger)).toEqual(all('not-found'))
  expect(await codes(await test.person('township-officer', tree.township))).toEqual(all('access.denied'))
})
