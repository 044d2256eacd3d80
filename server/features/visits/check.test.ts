import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { getCase } from '../../../contract/cases.ts'
import { getDue } from '../../../contract/due.ts'
import { noteKin } from '../../../contract/kin.ts'
import * as contract from '../../../contract/visit-checks.ts'
import { listVisits, voidVisit } from '../../../contract/visit-lists.ts'
import type { CheckVerdict } from '../../../contract/visit-words.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildMembers } from '../../test/people.ts'
import { addHouseholds, aVisit, buildVisitTest, type VisitTest, visited } from '../../test/visits.ts'

const test = useTestApp()
let v: VisitTest
let homes: string[]
let pool: string[]
/** A second one who checks in the village; the visitor of the second grid is kin of theirs. */
let deputy: Person
let kinVisit: string
let villageVisit: string
const home = (i: number) => homes[i] ?? ''

beforeAll(async () => {
  v = await buildVisitTest(test)
  homes = await addHouseholds(v.worker, v.tree.grid, 6)
  const [secondHome = ''] = await addHouseholds(v.other, v.second, 1)
  const [deputyMember = '', kinMember = ''] = await buildMembers(test, [
    { orgId: v.tree.branch, name: '余连生' },
    { orgId: v.tree.branch, name: '余连珍' },
  ])
  const secretary = await test.person('branch-secretary', v.tree.branch)
  const noted = await secretary.ask(noteKin, {
    params: { memberId: deputyMember },
    body: { kin: { memberId: kinMember }, relation: 'sibling' },
  })
  if (noted.status !== 200) throw new Error(`no kin: ${JSON.stringify(noted.error)}`)
  deputy = await test.person('committee-secretary', v.tree.village, {
    name: '余连生',
    memberId: deputyMember,
  })
  const kin = await test.person('grid-worker', v.second, { name: '余连珍', memberId: kinMember })
  const theirs = homes.map((householdId) => aVisit(householdId))
  const wrong = aVisit(home(0))
  await visited(v.worker, [...theirs, wrong, aVisit(home(0), { visitedOn: '2026-10-31' })])
  const body = { reason: '记错了户' }
  await v.worker.ask(voidVisit, { params: { visitId: wrong.visitId }, body })
  const [own, near] = [aVisit(home(1)), aVisit(secondHome)]
  await visited(v.village, [own])
  await visited(kin, [near])
  villageVisit = own.visitId
  kinVisit = near.visitId
  pool = [...theirs.map((one) => one.visitId), own.visitId, near.visitId]
})

const draw = (
  who: Person,
  orgId: number,
  more: { month?: string; size?: number } = {},
  requestId = newId(),
) =>
  who.ask(contract.drawVisitCheck, {
    requestId,
    params: { orgId },
    body: { month: '2026-11', size: 3, ...more },
  })
const get = (who: Person, checkId: string) => who.ask(contract.getVisitCheck, { params: { checkId } })
const judge = (
  who: Person,
  checkId: string,
  visitId: string,
  verdict: CheckVerdict = 'agrees',
  feedback: string | null = null,
  requestId = newId(),
) => who.ask(contract.judgeVisit, { requestId, params: { checkId, visitId }, body: { verdict, feedback } })
const answer = (
  who: Person,
  checkId: string,
  visitId: string,
  text: string | null = null,
  requestId = newId(),
) => who.ask(contract.answerVisitCheck, { requestId, params: { checkId, visitId }, body: { text } })
const lotOf = (who: Person, checkId: string) => who.ask(contract.redrawVisitCheck, { params: { checkId } })
const dueOf = async (who: Person) => (await who.ask(getDue, {})).body.rows.map((row) => row.id)
const later = (minutes: number) => {
  test.clock.now = new Date(test.clock.now.getTime() + minutes * 60_000)
}
const finish = async (who: Person, checkId: string) => {
  for (const row of (await get(who, checkId)).body.rows)
    if (row.verdict === null) expect((await judge(who, checkId, row.visitId)).status).toBe(200)
}
const byLot = (seed: number, visits: readonly string[]) => {
  const lot = (visitId: string) => createHash('sha256').update(`${seed}:${visitId}`).digest('hex')
  return visits.toSorted((a, b) => (lot(a) < lot(b) ? -1 : 1))
}

/** Changes places of the first two, as nothing in the product does. */
const swap = (checkId: string, [first = '', second = '']: readonly string[]) =>
  test.system(async (ctx) => {
    const rows = await ctx.db
      .selectFrom('visit_check_items')
      .select(['visit_id', 'place'])
      .where('county_id', '=', ctx.county)
      .where('check_id', '=', checkId)
      .where('visit_id', 'in', [first, second])
      .execute()
    for (const { visit_id: visitId, place } of rows)
      await ctx.db
        .updateTable('visit_check_items')
        .set({ place: rows.find((row) => row.visit_id !== visitId)?.place ?? place })
        .where('county_id', '=', ctx.county)
        .where('check_id', '=', checkId)
        .where('visit_id', '=', visitId)
        .execute()
  })

describe('a spot check of a month', () => {
  it('[000-07] draws by a seed that draws the same again, is judged, told to the visitor and closed', async () => {
    const drawn = await draw(v.village, v.tree.village)
    const { checkId, seed } = drawn.body
    const mayBeDrawn = pool.filter((one) => one !== villageVisit)
    expect(drawn.body).toMatchObject({ pool: mayBeDrawn.length, size: 3 })
    const check = (await get(v.village, checkId)).body
    expect(check).toMatchObject({
      orgName: '临溪村',
      month: '2026-11',
      seed,
      drawnByName: '董长林',
      state: 'open',
    })
    expect(check.rows.map((row) => row.visitId)).toEqual(byLot(seed, mayBeDrawn).slice(0, 3))
    expect(check.rows[0]).toMatchObject({
      address: expect.stringContaining('石桥'),
      abilities: { judge: true },
    })
    const mine = check.rows.find((row) => row.visitorName === '许金娣')?.visitId ?? ''
    const before = await v.worker.ask(contract.listVisitFeedback, {})
    expect(before.body).toEqual({ rows: [], count: 0 })
    expect((await judge(v.village, checkId, mine, 'differs')).error).toMatchObject({ field: 'body.feedback' })
    const number = await judge(v.village, checkId, mine, 'differs', '打 13800005678 没人接')
    expect(number.error).toMatchObject({ code: 'input.invalid', field: 'body.feedback' })
    await judge(v.village, checkId, mine, 'differs', '户主说那天没有来人')
    await finish(v.village, checkId)
    expect((await get(v.village, checkId)).body).toMatchObject({ judged: 3, state: 'closed' })
    const told = (await v.worker.ask(contract.listVisitFeedback, {})).body
    const { caseId } = told.rows.find((row) => row.visitId === mine) ?? {}
    expect(told.rows.find((row) => row.visitId === mine)).toMatchObject({
      verdict: 'differs',
      verdictLabel: '对不上',
      feedback: '户主说那天没有来人',
      checkedByName: '董长林',
      abilities: { answer: true },
    })
    // What does not agree is an issue of the village, which names nobody in its title.
    const issue = await v.village.ask(getCase, { params: { caseId: caseId ?? '' } })
    expect(issue.body).toMatchObject({
      kind: 'issue',
      state: 'raised',
      title: '走访抽查：11月20日第一网格的一次走访，记的和实际对不上',
    })
    expect(check.rows.filter((row) => row.caseId !== null)).toEqual([])
    // It stands beside the visit too, and nobody got a point for or against it.
    const list = await v.worker.ask(listVisits, { params: { orgId: v.tree.grid }, query: { only: 'own' } })
    expect(list.body.rows.find((row) => row.visitId === mine)).toMatchObject({ verdict: 'differs' })
    expect(await dueOf(v.worker)).toContain('visit-feedback')
    expect((await answer(v.worker, checkId, mine, '那天是他儿子在家，电话 13800005678')).error.field).toBe(
      'body.text',
    )
    expect((await answer(v.worker, checkId, mine, '那天是他儿子在家')).status).toBe(200)
    expect(await dueOf(v.worker)).not.toContain('visit-feedback')
    const heard = (await get(v.village, checkId)).body.rows.find((row) => row.visitId === mine)
    expect(heard).toMatchObject({ answer: '那天是他儿子在家', caseId })
    const cadre = await test.person('resident-cadre', v.tree.village, { name: '邵建军' })
    const others = await cadre.ask(listVisits, { params: { orgId: v.tree.village }, query: { limit: 200 } })
    expect(others.body.rows.find((row) => row.visitId === mine)).toMatchObject({
      verdict: null,
      feedback: null,
    })
    const facts = await test.system((ctx) =>
      ctx.db.selectFrom('facts').select('kind').where('county_id', '=', ctx.county).execute(),
    )
    expect(new Set(facts.map((one) => one.kind))).toEqual(new Set(['visit']))
    const checks = (await v.township.ask(contract.listVisitChecks, {})).body
    expect(checks.rows.find((row) => row.checkId === checkId)).toMatchObject({ size: 3, judged: 3 })
    expect(checks.places).toEqual([{ orgId: v.tree.township, name: expect.any(String) }])
  })

  it('takes all there are where more are asked, without those of who draws and of their kin', async () => {
    const { checkId, ...drawn } = (await draw(deputy, v.tree.village, { size: 200 })).body
    expect(drawn).toMatchObject({ pool: pool.length - 1, size: pool.length - 1 })
    const rows = (await get(deputy, checkId)).body.rows.map((row) => row.visitId)
    expect(new Set(rows)).toEqual(new Set(pool.filter((one) => one !== kinVisit)))
    // The visit of the village's secretary is in it: somebody else says what is to be said of it.
    const own = (await get(v.village, checkId)).body.rows.find((row) => row.visitId === villageVisit)
    expect(own?.abilities.judge).toBe(false)
    expect((await judge(v.village, checkId, villageVisit)).error.code).toBe('access.denied')
    await finish(deputy, checkId)
    const above = (await draw(v.township, v.tree.township, { size: 200 })).body
    const theirs = (await get(v.township, above.checkId)).body.rows
    expect(theirs).toHaveLength(pool.length)
    expect(theirs[0]).toMatchObject({ address: null, abilities: { judge: true } })
    expect((await judge(deputy, above.checkId, kinVisit)).status).toBe(404)
    await finish(v.township, above.checkId)
  })

  it('is one at a time, however many draw at once, and the same draw sent again is that draw', async () => {
    const both = await Promise.all([draw(v.village, v.tree.village), draw(deputy, v.tree.village)])
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const { checkId } = (both.find((one) => one.status === 200) ?? both[0]).body
    const who = both[0].status === 200 ? v.village : deputy
    expect((await draw(deputy, v.tree.village)).error.code).toBe('state.wrong')
    await finish(who, checkId)
    const count = async () => (await v.village.ask(contract.listVisitChecks, {})).body.count
    const before = await count()
    const again = newId()
    const first = await draw(v.village, v.tree.village, {}, again)
    expect(first.status).toBe(200)
    expect((await draw(v.village, v.tree.village, {}, again)).body).toEqual(first.body)
    expect(await count()).toBe(before + 1)
    await finish(v.village, first.body.checkId)
  })

  it('hears one verdict on a visit, and one that was sent again is that one', async () => {
    const { checkId } = (await draw(v.village, v.tree.village)).body
    const rows = (await get(v.village, checkId)).body.rows.filter((row) => row.visitId !== kinVisit)
    const [first = '', second = ''] = rows.map((row) => row.visitId)
    const both = await Promise.all([
      judge(v.village, checkId, first, 'not-reached'),
      judge(deputy, checkId, first, 'agrees', '说得清楚'),
    ])
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect((await judge(v.village, checkId, first)).error.code).toBe('state.wrong')
    const requestId = newId()
    const told = await judge(v.village, checkId, second, 'agrees', '记得细', requestId)
    const again = await judge(v.village, checkId, second, 'agrees', '记得细', requestId)
    expect([again.status, again.body]).toEqual([200, told.body])
    await finish(v.village, checkId)
  })

  it('is drawn again by an auditor, who gets the same whatever was recorded or taken back since', async () => {
    const auditor = await test.person('auditor', test.county.rootId)
    const { checkId, seed, pool: count } = (await draw(v.village, v.tree.village)).body
    const rows = (await get(v.village, checkId)).body.rows.map((row) => row.visitId)
    expect(await dueOf(v.village)).toContain(`visit-check ${checkId}`)
    later(5)
    await visited(v.worker, [aVisit(home(2)), aVisit(home(3))])
    const body = { reason: '重复了' }
    const gone = await v.village.ask(voidVisit, { params: { visitId: rows[0] ?? '' }, body })
    expect(gone.status).toBe(200)
    const again = (await lotOf(auditor, checkId)).body
    expect(again).toMatchObject({
      outcome: 'same',
      seed,
      pool: count,
      poolNow: count,
      abilities: { open: false },
    })
    expect(again.rows.map((row) => row.visitId)).toEqual(rows)
    expect(JSON.stringify(again)).not.toMatch(/石桥|许金娣/)
    expect((await get(auditor, checkId)).error.code).toBe('access.denied')
    expect((await auditor.ask(contract.listVisitChecks, {})).body.places).toEqual([])
    expect((await lotOf(v.village, checkId)).body.outcome).toBe('same')
    expect((await lotOf(v.stranger, checkId)).status).toBe(404)
    expect((await lotOf(v.worker, checkId)).status).toBe(404)
    expect((await test.ask(contract.redrawVisitCheck, { params: { checkId } })).status).toBe(401)
    // Somebody who writes past the product puts another visit at the head, or takes one out of the pool.
    await swap(checkId, rows)
    expect((await lotOf(auditor, checkId)).body.outcome).toBe('other')
    await swap(checkId, rows)
    await test.system(async (ctx) => {
      await ctx.db
        .updateTable('visits')
        .set({ recorded_at: ctx.now })
        .where('county_id', '=', ctx.county)
        .where('visit_id', '=', rows[1] ?? '')
        .execute()
    })
    expect((await lotOf(auditor, checkId)).body).toMatchObject({ outcome: 'pool', poolNow: count - 1 })
    await finish(v.village, checkId)
  })

  it('is answered by the visitor alone, once, and an answer sent again is that answer', async () => {
    const { checkId } = (await draw(v.village, v.tree.village, { size: 200 })).body
    const mine = (await get(v.village, checkId)).body.rows
      .filter((row) => row.visitorName === '许金娣')
      .map((row) => row.visitId)
    const [first = '', second = '', third = ''] = mine
    expect((await answer(v.worker, checkId, first)).status).toBe(404)
    await judge(v.village, checkId, first, 'differs', '户主说没来')
    await judge(v.village, checkId, second, 'differs', '日期不对')
    await judge(v.village, checkId, third)
    for (const who of [v.village, v.other, v.stranger])
      expect((await answer(who, checkId, first, '不是我')).status).toBe(404)
    const unsigned = await test.ask(contract.answerVisitCheck, {
      params: { checkId, visitId: first },
      body: { text: null },
    })
    expect(unsigned.status).toBe(401)
    expect((await answer(v.worker, checkId, third, '谢谢')).error.code).toBe('state.wrong')
    const requestId = newId()
    expect((await answer(v.worker, checkId, first, '我去了，他忘了', requestId)).status).toBe(200)
    expect((await answer(v.worker, checkId, first, '我去了，他忘了', requestId)).status).toBe(200)
    expect((await answer(v.worker, checkId, first, '又想起来')).error.code).toBe('state.wrong')
    // Read first, said later; and of two at once one stands.
    expect((await answer(v.worker, checkId, second)).status).toBe(200)
    expect((await answer(v.worker, checkId, second)).error.code).toBe('state.wrong')
    const both = await Promise.all([
      answer(v.worker, checkId, second, '笔误'),
      answer(v.worker, checkId, second, '记错了日子'),
    ])
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    await finish(v.village, checkId)
  })

  it('is for who checks there, of a month that has come and has visits', async () => {
    expect((await draw(v.worker, v.tree.grid)).error.code).toBe('access.denied')
    expect((await draw(v.stranger, v.tree.village)).error.code).toBe('not-found')
    expect((await draw(v.village, v.tree.township)).error.code).toBe('not-found')
    expect((await draw(v.village, v.tree.village, { month: '2026-12' })).error.code).toBe('input.invalid')
    expect((await draw(v.village, v.tree.village, { month: '2026-09' })).error.code).toBe('state.wrong')
    expect((await draw(v.village, v.tree.village, { size: 0 })).status).toBe(400)
    const { checkId, size } = (await draw(v.village, v.tree.village, { month: '2026-10' })).body
    expect(size).toBe(1)
    const visitId = (await get(v.village, checkId)).body.rows[0]?.visitId ?? ''
    const far = await test.newCounty('别县')
    const outside = await test.person('committee-secretary', far.rootId, { county: far })
    for (const [who, status] of [
      [v.worker, 404],
      [v.stranger, 404],
      [outside, 404],
    ] as const) {
      expect((await get(who, checkId)).status).toBe(status)
      expect((await judge(who, checkId, visitId)).status).toBe(status)
    }
    expect((await judge(v.village, checkId, newId())).status).toBe(404)
    expect((await v.worker.ask(contract.listVisitChecks, {})).error.code).toBe('access.denied')
    expect((await outside.ask(contract.listVisitChecks, {})).body.rows).toEqual([])
    expect((await outside.ask(contract.listVisitFeedback, {})).body.rows).toEqual([])
    const params = { orgId: v.tree.village }
    const unsigned = await test.ask(contract.drawVisitCheck, { params, body: { month: '2026-11', size: 1 } })
    expect(unsigned.status).toBe(401)
    for (const spec of [contract.listVisitChecks, contract.listVisitFeedback])
      expect((await test.ask(spec, {})).status).toBe(401)
    expect((await test.ask(contract.getVisitCheck, { params: { checkId } })).status).toBe(401)
    const refused = await test.ask(contract.judgeVisit, {
      params: { checkId, visitId },
      body: { verdict: 'agrees' },
    })
    expect(refused.status).toBe(401)
  })
})
