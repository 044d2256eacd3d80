import { beforeAll, describe, expect, it } from 'vitest'
import { getDue } from '../../../contract/due.ts'
import { addHousehold } from '../../../contract/households.ts'
import { voidVisit } from '../../../contract/visit-lists.ts'
import * as contract from '../../../contract/visit-notices.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { goTo, visit, wordsOf } from '../../test/boards.ts'
import { taken } from '../../test/cases.ts'
import { buildOrg } from '../../test/tree.ts'
import {
  aDemand,
  addEntry,
  addHouseholds,
  aVisit,
  buildVisitTest,
  type VisitTest,
  visited,
} from '../../test/visits.ts'
import { foldSmall } from './notice-rules.ts'

const test = useTestApp('2026-11-02T09:00:00+08:00')
let v: VisitTest
let homes: string[]
const home = (i: number) => homes[i] ?? ''
const october = '2026-10'

beforeAll(async () => {
  v = await buildVisitTest(test)
  homes = await addHouseholds(v.worker, v.tree.grid, 6)
  const others = await addHouseholds(v.other, v.second, 5)
  await addEntry(v.worker, home(0), { agreedOn: '2026-10-01', expiresOn: '2027-09-30', value: '每周送药' })
  const inOctober = { visitedOn: '2026-10-20' }
  const [asked, asked2] = [aDemand(), aDemand({ text: '路灯不亮' })]
  const wrong = aVisit(home(5), inOctober)
  await visited(v.worker, [
    aVisit(home(0), { ...inOctober, demand: asked, note: '他腿不好' }),
    aVisit(home(0), { visitedOn: '2026-10-27' }),
    aVisit(home(1), {
      ...inOctober,
      quartet: { door: false, met: false, card: false, talk: false },
      note: null,
    }),
    wrong,
    aVisit(home(2), { visitedOn: '2026-11-01' }),
  ])
  await visited(v.other, [aVisit(others[0] ?? '', { ...inOctober, demand: asked2 })])
  await v.worker.ask(voidVisit, { params: { visitId: wrong.visitId }, body: { reason: '记错了户' } })
  await taken(v.village, asked.caseId, 'answer', { text: '沟通了' })
  const cadre = await test.person('resident-cadre', v.tree.village, { name: '邵建军' })
  await taken(cadre, asked.caseId, 'record-confirm', { note: '本人说好了' })
})

const preview = (who: Person, orgId: number, month?: string) =>
  who.ask(contract.previewVisitNotice, { params: { orgId }, query: month ? { month } : {} })
const looks = new Map<string, string | null>()

/** Looked at before, as the page does; what is sent again brings the look of the first time. */
async function publish(who: Person, orgId: number, month = october, requestId = newId()) {
  const seen = looks.get(requestId) ?? (await preview(who, orgId, month)).body.seen ?? null
  looks.set(requestId, seen)
  return who.ask(contract.publishVisitNotice, { requestId, params: { orgId }, body: { month, seen } })
}
const withdraw = (who: Person, noticeId: string, reason = '数字错了', requestId = newId()) =>
  who.ask(contract.withdrawVisitNotice, { requestId, params: { noticeId }, body: { reason } })
const dueOf = async (who: Person) => (await who.ask(getDue, {})).body.rows

describe('what the public reads of a month of visits', () => {
  it('[000-06] is counted from visits, published by a person, read by anyone, taken back with a reason', async () => {
    const due = (await dueOf(v.village)).find((row) => row.id.startsWith('visit-notice'))
    expect(due).toMatchObject({
      title: '临溪村 10月的走访可以公开了',
      link: `/visits/notices/${v.tree.village}?month=2026-10`,
    })
    const before = (await preview(v.village, v.tree.village)).body
    expect(before).toMatchObject({ month: october, hindrance: null, notices: [], changed: false })
    expect(before.abilities).toEqual({ publish: true, withdraw: false })
    expect(before.snapshot.totals).toEqual({
      ...{ households: 11, visited: 3, met: 2, visits: 4 },
      ...{ visitors: 2, demands: 2, settled: 1 },
    })
    expect(before.snapshot.rows).toEqual([
      { name: '第一网格', households: 6, visited: 2, met: 1, visits: 3 },
      { name: '第二网格', households: 5, visited: 1, met: 1, visits: 1 },
    ])
    expect(before.snapshot.purposes.find((one) => one.label === '约定的看望')?.visits).toBe(2)

    const published = await publish(v.village, v.tree.village)
    expect(published.body).toMatchObject({ expiresOn: '2026-12-03' })
    const { path, noticeId } = published.body
    expect(path).toMatch(/^\/public\/visits\/[\w-]{22}$/)
    const page = await visit(test, path)
    expect(page.statusCode).toBe(200)
    expect(page.headers['x-robots-tag']).toContain('noindex')
    const words = wordsOf(page)
    expect(words).toContain('2026 年 10 月走访情况')
    expect(words).toContain('登记的 11 户里走到 3 户，见到人的 2 户；2 个人走了 4 次')
    expect(words).toContain('2 件，办结 1 件，还在办 1 件')
    // No household, no visitor, nothing that was said on a doorstep, and no number of anything.
    expect(page.body).not.toMatch(/石桥|户主|许金娣|江永明|腿不好|送药|沟堵了|路灯|<script/)
    for (const id of [...homes, noticeId, v.worker.accountId]) expect(page.body).not.toContain(id)
    expect((await dueOf(v.village)).some((row) => row.id.startsWith('visit-notice'))).toBe(false)

    const body = { reason: '重复记了' }
    const { rows } = (await v.village.ask(contract.listVisitNotices, {})).body
    expect(rows).toMatchObject([{ noticeId, state: 'standing', path, publishedByName: '董长林' }])
    // A visit that is taken back afterwards changes nothing of what hangs there, and is told to the office.
    const again = aVisit(home(3), { visitedOn: '2026-10-30' })
    await visited(v.worker, [again])
    expect((await preview(v.village, v.tree.village)).body).toMatchObject({ changed: true })
    expect(wordsOf(await visit(test, path))).toContain('走了 4 次')
    await v.worker.ask(voidVisit, { params: { visitId: again.visitId }, body })

    expect((await withdraw(v.village, noticeId, '打 13800005678')).error.field).toBe('body.reason')
    expect((await withdraw(v.village, noticeId)).status).toBe(200)
    expect((await visit(test, path)).statusCode).toBe(410)
    expect((await withdraw(v.village, noticeId)).error.code).toBe('state.wrong')
    const after = (await preview(v.village, v.tree.village)).body
    expect(after.notices).toMatchObject([{ state: 'withdrawn', withdrawReason: '数字错了', path: null }])
    expect(after.abilities).toEqual({ publish: true, withdraw: false })
    const next = await publish(v.village, v.tree.village)
    expect(next.body.path).not.toBe(path)
    expect((await visit(test, path)).statusCode).toBe(410)
    expect((await withdraw(v.village, next.body.noticeId)).status).toBe(200)
  })

  it('is for who checks visits there, of a month that is over', async () => {
    expect((await publish(v.worker, v.tree.grid)).error.code).toBe('access.denied')
    expect((await publish(v.stranger, v.tree.village)).status).toBe(404)
    expect((await preview(v.stranger, v.tree.village)).status).toBe(404)
    expect((await preview(v.worker, v.tree.grid)).body.abilities.publish).toBe(false)
    const early = await publish(v.village, v.tree.village, '2026-11')
    expect(early.error).toMatchObject({ code: 'state.wrong', message: expect.stringContaining('下个月一号') })
    expect((await preview(v.village, v.tree.village, '2026-11')).body.hindrance).toContain('没有过完')
    const far = await test.newCounty('别县')
    const outside = await test.person('committee-secretary', far.rootId, { county: far })
    expect((await preview(outside, v.tree.village)).status).toBe(404)
    expect((await outside.ask(contract.listVisitNotices, {})).body.rows).toEqual([])
    const { noticeId } = (await publish(v.township, v.tree.township)).body
    for (const who of [v.worker, v.stranger, outside, v.village])
      expect((await withdraw(who, noticeId)).status).toBe(404)
    expect((await withdraw(v.township, noticeId)).status).toBe(200)
    const params = { orgId: v.tree.village }
    for (const unsigned of [
      await test.ask(contract.previewVisitNotice, { params, query: {} }),
      await test.ask(contract.listVisitNotices, {}),
      await test.ask(contract.publishVisitNotice, { params, body: { month: october } }),
      await test.ask(contract.withdrawVisitNotice, { params: { noticeId }, body: { reason: '试试' } }),
    ])
      expect(unsigned.status).toBe(401)
    expect((await visit(test, `/public/visits/${'x'.repeat(22)}`)).statusCode).toBe(404)
  })

  it('stands once, however many publish it or take it back at once, and what is sent again is that', async () => {
    const both = await Promise.all([publish(v.village, v.tree.village), publish(v.township, v.tree.village)])
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(both.find((one) => one.status === 409)?.error.code).toBe('conflict.duplicate')
    const noticeId = both.find((one) => one.status === 200)?.body.noticeId ?? ''
    const gone = await Promise.all([withdraw(v.village, noticeId), withdraw(v.township, noticeId)])
    expect(gone.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const requestId = newId()
    const first = await publish(v.village, v.tree.village, october, requestId)
    expect((await publish(v.village, v.tree.village, october, requestId)).body).toEqual(first.body)
    expect((await visit(test, first.body.path)).statusCode).toBe(200)
  })

  it('is published only by who looked at these figures, and is looked at anew where they have changed', async () => {
    const september = '2026-09'
    const send = (seen: string | null, who = v.village) =>
      who.ask(contract.publishVisitNotice, {
        params: { orgId: v.tree.village },
        body: { month: september, seen },
      })
    const unseen = await send(null)
    expect([unseen.status, unseen.error.field]).toEqual([409, 'body.seen'])
    expect(unseen.error.message).toContain('先看一遍')
    const { seen } = (await preview(v.village, v.tree.village, september)).body
    expect((await send(seen, v.township)).status).toBe(409)
    expect((await send((await preview(v.village, v.tree.village, october)).body.seen)).status).toBe(409)
    // Entered late: one household more than was looked at.
    await addHouseholds(v.worker, v.tree.grid, 1)
    expect((await send(seen)).error.message).toContain('又变了')
    const anew = (await preview(v.village, v.tree.village, september)).body.seen
    const published = await send(anew)
    expect(published.status).toBe(200)
    expect((await preview(v.village, v.tree.village, september)).body.seen).toBeNull()
    await withdraw(v.village, published.body.noticeId)
  })

  it('is stopped by a grid that is called after somebody on a register there', async () => {
    const named = await buildOrg(test, { kind: 'grid', parentId: v.tree.village, name: '户主山网格' })
    const worker = await test.person('grid-worker', named, { name: '陈水根' })
    await addHouseholds(worker, named, 5)
    const village = await test.person('committee-secretary', v.tree.village)
    expect((await preview(village, v.tree.village, '2026-08')).body.hindrance).toBeNull()
    const body = { address: '山脚 1 号', placeId: null, contact: '户主山', headCount: 1 }
    await worker.ask(addHousehold, { params: { orgId: named }, body })
    const { body: stopped } = await preview(village, v.tree.village, '2026-08')
    expect(stopped.hindrance).toContain('“户主山网格”这个名字是登记在册的人名')
    expect(stopped.seen).toBeNull()
    expect((await publish(village, v.tree.village, '2026-08')).error.code).toBe('state.wrong')
  })

  it('goes by itself after a month, and is stopped by a telephone in a name or by too few houses', async () => {
    const { path } = (await preview(v.village, v.tree.village)).body.notices[0] ?? {}
    const third = await buildOrg(test, {
      kind: 'grid',
      parentId: v.tree.village,
      name: '网格 13800005678',
    })
    const worker = await test.person('grid-worker', third, { name: '陈水根' })
    await addHouseholds(worker, third, 4)
    expect((await preview(worker, third, october)).body.hindrance).toContain('不到 5 户')
    await addHouseholds(worker, third, 1)
    // Signed in after the grid was founded, so that it lies in scope.
    const township = await test.person('township-officer', v.tree.township)
    const stopped = (await publish(township, v.tree.village, '2026-09')).error
    expect(stopped).toMatchObject({ code: 'state.wrong', message: expect.stringContaining('电话号码') })
    expect(stopped.message).not.toContain('13800005678')
    goTo(test, '2026-12-04')
    expect((await visit(test, path ?? '')).statusCode).toBe(404)
  })
})

describe('places that are too small for a row of their own', () => {
  const part = (name: string, households: number) => ({ name, households, visited: 1, met: 1, visits: 1 })

  it('stand together, and where that is too few still, with the smallest of the others', () => {
    expect(foldSmall([part('甲', 9), part('乙', 3), part('丙', 4)]).map((one) => one.name)).toEqual([
      '甲',
      '乙、丙',
    ])
    expect(foldSmall([part('甲', 9), part('丁', 6), part('乙', 3)])).toEqual([
      part('甲', 9),
      { name: '乙、丁', households: 9, visited: 2, met: 2, visits: 2 },
    ])
    expect(foldSmall([part('乙', 3)])).toEqual([part('乙', 3)])
  })
})
