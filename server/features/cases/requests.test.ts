import { beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/cases.ts'
import { getDue } from '../../../contract/due.ts'
import { newId } from '../../core/ids.ts'
import { findFlaws } from '../../core/procedure/table.ts'
import { useTestApp } from '../../test/app.ts'
import {
  buildCaseTest,
  type CaseTest,
  lookedAt,
  record,
  recorded,
  see,
  step,
  taken,
} from '../../test/cases.ts'
import { runCaseClocks } from './clock-commands.ts'
import { caseProcedures } from './procedures.ts'

const test = useTestApp()
let c: CaseTest
beforeEach(async () => {
  goTo('2026-11-20')
  c = await buildCaseTest(test)
})
function goTo(day: string): void {
  test.clock.now = new Date(`${day}T09:00:00+08:00`)
}
const raised = (wish = {}) => recorded(c.grid, c.tree.branch, wish)

it('is four sound procedures', () => {
  for (const table of caseProcedures) expect([table.kind, findFlaws(table)]).toEqual([table.kind, []])
})

describe('a request [002-42]', () => {
  it('has five working days, three or the same day, hard ones seven and extended ones fifteen', async () => {
    // 2026-11-20 is a Friday.
    for (const [urgency, dueOn] of [
      ['normal', '2026-11-27'],
      ['urgent', '2026-11-25'],
      ['most-urgent', '2026-11-20'],
    ] as const)
      expect((await record(c.grid, c.tree.branch, { urgency })).body.dueOn).toBe(dueOn)
    const caseId = await raised()
    expect(await taken(c.secretary, caseId, 'assign')).toEqual(['handling', '2026-11-27'])
    expect(await taken(c.secretary, caseId, 'harden', { note: '要请人来挖' })).toEqual([
      'handling',
      '2026-12-01',
    ])
    await taken(c.secretary, caseId, 'ask-extension', { note: '下雨挖不了' })
    const own = await step(c.secretary, caseId, 'extend')
    expect([own.status, own.error.code]).toEqual([403, 'access.denied'])
    expect(await taken(c.committee, caseId, 'extend')).toEqual(['handling', '2026-12-11'])
  })

  it('is closed only when who raised it confirms, asked by somebody who did none of the work', async () => {
    const caseId = await raised({ contact: '徐家 13857512345' })
    await taken(c.secretary, caseId, 'assign')
    expect(await taken(c.secretary, caseId, 'answer', { text: '沟清了' })).toEqual(['answered', '2026-11-27'])
    const self = await step(c.secretary, caseId, 'record-confirm', { note: '他说好了' })
    expect(self.error.message).toContain('要由另一个人来办')
    expect((await step(c.grid, caseId, 'record-confirm')).error.field).toBe('body.note')
    expect(await taken(c.grid, caseId, 'record-reopen', { note: '打电话问了，又堵了' })).toEqual([
      'handling',
      '2026-11-27',
    ])
    await taken(c.secretary, caseId, 'answer', { text: '再清了一遍' })
    expect(await taken(c.grid, caseId, 'record-confirm', { note: '打电话问了，通了' })).toEqual([
      'confirmed',
      null,
    ])
    const seen = await see(c.township, caseId)
    expect(seen.closedOn).toBe('2026-11-20')
    expect(seen.history.map((one) => one.step)).toEqual([
      'record',
      'assign',
      'answer',
      'record-reopen',
      'answer',
      'record-confirm',
    ])
    expect((await step(c.grid, caseId, 'record-reopen', { note: '又来' })).error.code).toBe('state.wrong')
  })

  it('is settled after five working days of silence, not a day before', async () => {
    const caseId = await raised()
    await taken(c.secretary, caseId, 'answer', { text: '清了' })
    goTo('2026-11-27')
    expect(await test.system(runCaseClocks)).toBe(0)
    goTo('2026-11-28')
    expect(await test.system(runCaseClocks)).toBe(1)
    const asked = await test.person('branch-secretary', c.tree.branch)
    expect((await see(asked, caseId)).state).toBe('settled')
  })

  it('goes up a level, where nobody sees the phone', async () => {
    const caseId = await raised({ body: '沟堵了，找我 13857512345', contact: '徐家 13857512345' })
    await taken(c.secretary, caseId, 'escalate', { note: '沟是镇里的' })
    expect((await see(c.committee, caseId)).atOrgName).toBe('临溪村党委')
    expect((await step(c.secretary, caseId, 'assign')).status).toBe(403)
    await taken(c.committee, caseId, 'escalate', { note: '村里挖不动' })
    const above = await see(c.township, caseId)
    expect(above.atOrgName).toBe('青禾镇')
    expect(JSON.stringify(above)).not.toContain('13857512345')
    const ask = { params: { caseId }, body: { reason: '要问' } }
    expect((await c.township.ask(contract.showCaseContact, ask)).error.code).toBe('access.denied')
    expect((await c.secretary.ask(contract.showCaseContact, ask)).body.contact).toBe('徐家 13857512345')
    await taken(c.township, caseId, 'assign')
    await taken(c.township, caseId, 'escalate', { note: '县里的河' })
    expect((await step(c.township, caseId, 'escalate', { note: '再上' })).status).toBe(403)
  })

  it('may be done on the spot, and doubles are merged into one that is open', async () => {
    const result = '当场讲清楚了'
    const look = { params: { orgId: c.tree.branch }, body: { text: result } }
    const { seen } = (await c.secretary.ask(contract.previewCaseResult, look)).body
    const { body } = await record(c.secretary, c.tree.branch, { result, seen })
    expect((await see(c.secretary, body.caseId)).state).toBe('answered')
    const [one, two] = [await raised(), await raised()]
    const { no } = await see(c.secretary, one)
    expect((await step(c.secretary, one, 'merge', { caseNo: no })).error.field).toBe('body.caseNo')
    await taken(c.secretary, two, 'merge', { caseNo: no })
    expect((await see(c.secretary, two)).mergedInto).toBe(one)
    expect((await step(c.secretary, one, 'merge', { caseNo: no + 1 })).error.field).toBe('body.caseNo')
  })
})

describe('who may', () => {
  it('is told nothing elsewhere, and only records without the verb to handle', async () => {
    const caseId = await raised()
    const params = { caseId }
    for (const spec of [contract.getCase] as const)
      expect((await c.stranger.ask(spec, { params })).status).toBe(404)
    expect((await step(c.stranger, caseId, 'assign')).status).toBe(404)
    expect((await record(c.stranger, c.tree.branch)).status).toBe(404)
    expect((await test.ask(contract.listCases)).status).toBe(401)
    expect((await step(c.grid, caseId, 'assign')).status).toBe(403)
    expect((await record(c.member, c.tree.branch)).status).toBe(403)
    expect((await c.member.ask(contract.getCase, { params })).status).toBe(404)
    const other = await test.newCounty('别县')
    const far = await test.person('county-officer', other.rootId, { county: other })
    expect((await far.ask(contract.getCase, { params })).status).toBe(404)
    for (const spec of [contract.giveCasePage, contract.showCaseContact, contract.previewCaseText] as const) {
      const body =
        spec === contract.giveCasePage
          ? {}
          : spec === contract.showCaseContact
            ? { reason: '问' }
            : { text: '好' }
      expect((await c.stranger.ask(spec, { params, body } as never)).status).toBe(404)
    }
    const door = { params: { orgId: c.tree.branch }, body: {} }
    expect((await c.stranger.ask(contract.openCaseDoor, door)).status).toBe(404)
    expect((await c.grid.ask(contract.openCaseDoor, door)).status).toBe(403)
  })

  it('refuses a sort of another kind, a step that there is not, and a result with a phone number', async () => {
    expect((await record(c.grid, c.tree.branch, { sort: 'goods' })).error.field).toBe('body.sort')
    const caseId = await raised()
    expect((await step(c.secretary, caseId, 'constructor')).error.field).toBe('body.step')
    const text = '打 138 5751 2345 就行'
    expect((await step(c.secretary, caseId, 'answer', { text })).error.field).toBe('body.text')
    const shown = await c.secretary.ask(contract.previewCaseText, { params: { caseId }, body: { text } })
    expect(shown.body.found).toHaveLength(1)
    expect(shown.body.text).not.toContain('5751')
  })

  it('takes a step once, of two at once and of one sent twice', async () => {
    const caseId = await raised()
    const both = await Promise.all([step(c.secretary, caseId, 'assign'), step(c.deputy, caseId, 'assign')])
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const requestId = newId()
    const said = await lookedAt(c.secretary, caseId, '好了')
    const first = await step(c.secretary, caseId, 'answer', said, requestId)
    const again = await step(c.secretary, caseId, 'answer', said, requestId)
    expect([first.status, again.body]).toEqual([200, first.body])
    const wish = newId()
    const once = await record(c.grid, c.tree.branch, {}, wish)
    expect((await record(c.grid, c.tree.branch, {}, wish)).body).toEqual(once.body)
    const { count } = (await c.secretary.ask(contract.listCases)).body
    expect(count).toBe(2)
  })
})

it('lists what is late with exact counts, and on the start page of who handles it', async () => {
  await raised({ urgency: 'most-urgent' })
  const other = await raised()
  await taken(c.secretary, other, 'merge', { caseNo: (await see(c.secretary, await raised())).no })
  goTo('2026-11-23')
  const secretary = await test.person('branch-secretary', c.tree.branch)
  const list = async (query: object) => (await secretary.ask(contract.listCases, { query })).body
  expect((await list({})).count).toBe(2)
  expect((await list({ overdue: 'true' })).rows.map((row) => row.late)).toEqual([true])
  expect((await list({ show: 'closed', kind: 'request' })).count).toBe(1)
  expect((await list({ kind: 'wish' })).count).toBe(0)
  const counts = (await secretary.ask(contract.countCases)).body.rows
  expect(counts.map(({ state, count, late }) => [state, count, late])).toEqual([
    ['raised', 2, 1],
    ['merged', 1, 0],
  ])
  const due = (await secretary.ask(getDue)).body.rows.filter((row) => row.id.startsWith('case '))
  expect(due.map(({ state, verb }) => [state, verb])).toEqual([
    ['late', '办理'],
    ['due', '办理'],
  ])
})
