import { beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/cases.ts'
import { tasks } from '../../app.ts'
import { newId } from '../../core/ids.ts'
import { useTestApp } from '../../test/app.ts'
import { sendForm, visit, wordsOf } from '../../test/boards.ts'
import { buildCaseTest, type CaseTest, recorded, see, step, taken } from '../../test/cases.ts'
import { runCaseClocks } from './clock-commands.ts'

const test = useTestApp()
let c: CaseTest
let from = 0
beforeEach(async () => {
  goTo('2026-11-20')
  from += 1
  c = await buildCaseTest(test)
})
function goTo(day: string): void {
  test.clock.now = new Date(`${day}T09:00:00+08:00`)
}
const run = () => test.system(runCaseClocks)
const card = () =>
  recorded(c.grid, c.tree.branch, { kind: 'card', sort: 'dispute', channel: 'visit', body: '两家争一堵墙' })
const wish = () =>
  recorded(c.grid, c.tree.branch, {
    kind: 'wish',
    sort: 'goods',
    channel: 'letter-box',
    body: '徐阿婆想要一台收音机',
  })
const issue = (more = {}) =>
  recorded(c.committee, c.tree.committee, {
    kind: 'issue',
    sort: 'safety',
    channel: 'inspection',
    body: '消防栓没有水',
    urgency: 'urgent',
    ...more,
  })
async function factsOf() {
  return test.system((ctx) =>
    ctx.db
      .selectFrom('facts')
      .select(['kind', 'member_id', 'attrs'])
      .where('county_id', '=', ctx.county)
      .where('member_id', '=', c.member.memberId)
      .execute(),
  )
}

describe('three cards [002-45]', () => {
  it('are shown, discussed, taken as a lease, done and confirmed; then there is a fact of it', async () => {
    const caseId = await card()
    expect((await c.member.ask(contract.getCase, { params: { caseId } })).status).toBe(404)
    expect(await taken(c.secretary, caseId, 'accept')).toEqual(['open', null])
    const seen = await see(c.member, caseId)
    expect(seen.steps.map((one) => one.step)).toEqual(['take'])
    expect((await c.member.ask(contract.listCases)).body.count).toBe(1)
    expect(await taken(c.member, caseId, 'take')).toEqual(['taken', '2026-12-04'])
    await taken(c.member, caseId, 'finish', { text: '墙归两家，各半' })
    expect(await factsOf()).toEqual([])
    await taken(c.grid, caseId, 'record-confirm', { note: '两家都说好' })
    expect(await factsOf()).toMatchObject([{ kind: 'case-done', attrs: { case: 'card', sort: 'dispute' } }])
  })

  it('are free again on the day after the lease, or when given back, and of two at once one has it', async () => {
    const caseId = await card()
    await taken(c.secretary, caseId, 'accept')
    const both = await Promise.all([
      step(c.member, caseId, 'take'),
      step(c.secretary, caseId, 'hand', { memberId: c.member.memberId }),
    ])
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    goTo('2026-12-04')
    expect(await run()).toBe(0)
    goTo('2026-12-05')
    expect(await run()).toBe(1)
    c = { ...c, member: await test.person('member', c.tree.branch, { memberId: c.member.memberId }) }
    expect((await see(c.member, caseId)).takerName).toBe(null)
    await taken(c.member, caseId, 'take')
    expect((await step(c.member, caseId, 'give-back')).error.field).toBe('body.note')
    expect(await taken(c.member, caseId, 'give-back', { note: '要出门' })).toEqual(['open', null])
  })

  it('are declined with a reason, and nobody without a place there takes one', async () => {
    const caseId = await card()
    expect((await step(c.secretary, caseId, 'decline')).error.field).toBe('body.note')
    await taken(c.secretary, caseId, 'accept')
    expect((await step(c.deputy, caseId, 'take')).status).toBe(403)
    expect((await step(c.stranger, caseId, 'take')).status).toBe(404)
    const bad = await step(c.secretary, caseId, 'hand', { memberId: newId() })
    expect(bad.error.field).toBe('body.memberId')
  })
})

describe('wishes [002-44]', () => {
  it('are verified by one, published by another without a name, claimed, reached in seven days and fulfilled', async () => {
    const { page } = (
      await c.secretary.ask(contract.openCaseDoor, { params: { orgId: c.tree.branch }, body: {} })
    ).body
    const caseId = await wish()
    await taken(c.secretary, caseId, 'verify')
    const text = '一位老人想要一台收音机'
    expect((await step(c.secretary, caseId, 'publish', { text })).error.code).toBe('access.denied')
    const leak = await step(c.deputy, caseId, 'publish', { text: '找 13857512345' })
    expect(leak.error.field).toBe('body.text')
    expect(await taken(c.deputy, caseId, 'publish', { text })).toEqual(['open', '2026-12-18'])
    const wall = wordsOf(await visit(test, page))
    expect(wall).toContain(text)
    expect(wall).not.toContain('徐阿婆')
    expect((await see(c.member, caseId)).steps.map((one) => one.step)).toEqual(['claim'])
    expect(await taken(c.member, caseId, 'claim')).toEqual(['claimed', '2026-11-27'])
    expect(wordsOf(await visit(test, page))).toContain('有人认领了')
    expect((await step(c.member, caseId, 'contact', { day: '2026-11-01' })).error.field).toBe('body.day')
    expect(await taken(c.member, caseId, 'contact', { day: '2026-12-01' })).toEqual([
      'promised',
      '2026-12-01',
    ])
    await taken(c.member, caseId, 'finish', { text: '送到了' })
    await taken(c.secretary, caseId, 'record-confirm', { note: '徐阿婆说收到了' })
    expect(await factsOf()).toMatchObject([{ attrs: { case: 'wish' } }])
    expect(wordsOf(await visit(test, page))).not.toContain(text)
  })

  it('go round again unclaimed, and are free again without a word in seven days', async () => {
    const caseId = await wish()
    await taken(c.secretary, caseId, 'verify')
    await taken(c.deputy, caseId, 'publish', { text: '一台收音机' })
    goTo('2026-12-19')
    expect(await run()).toBe(1)
    const member = await test.person('member', c.tree.branch, { memberId: c.member.memberId })
    expect(await see(member, caseId)).toMatchObject({ state: 'open', round: 2 })
    await taken(member, caseId, 'claim')
    goTo('2026-12-29')
    expect(await run()).toBe(1)
    const other = await test.person('member', c.tree.branch, { memberId: c.member.memberId })
    expect((await see(other, caseId)).state).toBe('open')
  })
})

describe('issues [004-15] with the monthly dispatch [004-14]', () => {
  it('have measures, an owner and a day, a monthly word, a check by another and a signature; recurrence is known', async () => {
    const caseId = await issue()
    const plan = { text: '换水泵', memberId: c.member.memberId, day: '2026-12-10' }
    expect((await step(c.committee, caseId, 'plan', { ...plan, memberId: null })).error.field).toBe(
      'body.memberId',
    )
    expect(await taken(c.committee, caseId, 'plan', plan)).toEqual(['fixing', '2026-12-10'])
    const monthly = { note: '11 月调度：泵到货了' }
    expect(await taken(c.township, caseId, 'dispatch', monthly)).toEqual(['fixing', '2026-12-10'])
    await taken(c.committee, caseId, 'fix', { text: '换好，试过有水' })
    expect((await step(c.committee, caseId, 'check', { note: '好' })).error.code).toBe('access.denied')
    await taken(c.township, caseId, 'check', { note: '去看过，有水' })
    const signed = await step(c.township, caseId, 'sign-off')
    expect(signed.error.message).toContain('要由另一个人来办')
    const officer = await test.person('county-officer', test.county.rootId)
    await taken(officer, caseId, 'sign-off')
    const again = await issue({ recursOf: caseId })
    const list = async (query: object) => (await c.township.ask(contract.listCases, { query })).body.rows
    expect((await list({ recurring: 'true' })).map((row) => row.caseId)).toEqual([again])
  })

  it('are listed by the seven lists [002-13] and by priority [002-18], counted exactly', async () => {
    await issue()
    await issue({ sort: 'petition', urgency: 'normal' })
    const list = async (query: object) => (await c.township.ask(contract.listCases, { query })).body.count
    expect(await list({ kind: 'issue', sort: 'safety' })).toBe(1)
    expect(await list({ kind: 'issue', urgency: 'urgent' })).toBe(1)
    const { rows } = (await c.township.ask(contract.countCases)).body
    expect(rows.map((row) => [row.sortLabel, row.count])).toEqual([
      ['信访', 1],
      ['安全生产', 1],
    ])
  })
})

describe('the page of a resident', () => {
  const take = () =>
    tasks(test.app.runtime)['take-case-letters']?.({ county: test.county.county }, {} as never)
  const send = (url: string, fields: Record<string, string>) =>
    sendForm(test, url, { request: newId(), ...fields }, { from: `10.9.0.${from}` })

  it('raises a suggestion [002-16] or a word on service [000-30], follows it, and confirms or reopens it', async () => {
    const { page } = (
      await c.secretary.ask(contract.openCaseDoor, { params: { orgId: c.tree.branch }, body: {} })
    ).body
    const again = await c.secretary.ask(contract.openCaseDoor, { params: { orgId: c.tree.branch }, body: {} })
    expect(again.body.page).toBe(page)
    const request = newId()
    const fields = { request, body: '窗口的党员很耐心', sort: 'member-service', contact: '徐家 13857512345' }
    const sent = await Promise.all([send(page, fields), send(page, fields)])
    expect(sent.map((one) => one.statusCode)).toEqual([200, 200])
    const [, own = ''] = sent[0]?.body.match(/href="([^"?]+)">我提的事/) ?? []
    expect(wordsOf(await visit(test, own))).toContain('正在登记')
    await take()
    const { rows } = (await c.secretary.ask(contract.listCases)).body
    expect(rows.map((row) => [row.sort, row.channelLabel])).toEqual([['member-service', '公开页上写的']])
    const caseId = rows[0]?.caseId ?? ''
    const shown = await c.secretary.ask(contract.showCaseContact, {
      params: { caseId },
      body: { reason: '回话' },
    })
    expect(shown.body.contact).toBe('徐家 13857512345')
    expect((await send(own, { act: 'confirm' })).statusCode).toBe(409)
    await taken(c.secretary, caseId, 'answer', { text: '谢谢您，转告他了' })
    expect(wordsOf(await visit(test, own))).toContain('谢谢您，转告他了')
    await send(own, { act: 'reopen' })
    await take()
    expect((await see(c.secretary, caseId)).state).toBe('handling')
    await taken(c.secretary, caseId, 'answer', { text: '又说了一次' })
    await send(own, { act: 'confirm' })
    await take()
    expect((await see(c.secretary, caseId)).state).toBe('confirmed')
    expect((await send(own, { act: 'reopen' })).statusCode).toBe(409)
    expect((await visit(test, '/public/case/abcdefghijklmnopqrstuv')).statusCode).toBe(404)
  })

  it('is given to who called, the same each time, and who raised it is forgotten after half a year', async () => {
    const caseId = await recorded(c.grid, c.tree.branch, { contact: '徐家' })
    const give = () => c.grid.ask(contract.giveCasePage, { params: { caseId }, body: {} })
    const [one, two] = [await give(), await give()]
    expect([one.status, two.body]).toEqual([200, one.body])
    expect(wordsOf(await visit(test, one.body.page))).toContain('屋后的沟堵了')
    expect((await see(c.secretary, caseId)).hasContact).toBe(true)
    goTo('2027-05-21')
    await run()
    const later = await test.person('branch-secretary', c.tree.branch)
    expect((await see(later, caseId)).hasContact).toBe(false)
  })
})
