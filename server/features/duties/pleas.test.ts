import { beforeEach, describe, expect, it } from 'vitest'
import { getDue } from '../../../contract/due.ts'
import * as contract from '../../../contract/duties.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { cellDue, declare, goTo, hold } from '../../test/duties.ts'
import { byNumber } from '../../test/members.ts'
import { buildMembers } from '../../test/people.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let requirementId: string

beforeEach(async () => {
  goTo(test, '2026-11-20')
  tree = await buildTree(test)
  await buildMembers(test, [{ orgId: tree.branch }])
  requirementId = await declare(await officer(), tree.township, 'theme-day')
})

const officer = () => test.person('township-officer', tree.township)
const secretary = () => test.person('branch-secretary', tree.branch)
const askBody = (kind: 'excuse' | 'correction', periodStart = '2026-11-01') => ({
  kind,
  orgId: tree.branch,
  requirementId,
  periodStart,
  reason: '台风，村里都在转移群众',
})
const ask = (who: Person, kind: 'excuse' | 'correction' = 'excuse', periodStart?: string) =>
  who.ask(contract.askPlea, { body: askBody(kind, periodStart) })
const decide = (who: Person, pleaId: string, approve: boolean, note: string | null = null) =>
  who.ask(contract.decidePlea, { params: { pleaId }, body: { approve, note } })
const cell = async (dueOn = '2026-11-10') => cellDue(await secretary(), tree.branch, 'theme-day', dueOn)

describe('an excuse', () => {
  it('is asked by the branch with a reason and given by the level above', async () => {
    const { body, status } = await ask(await secretary())
    expect(status).toBe(200)
    expect(await cell()).toMatchObject({ state: 'late', asked: 'excuse' })
    const above = await officer()
    const due = (await above.ask(getDue)).body.rows.find((row) => row.id === 'duty-pleas')
    expect(due).toMatchObject({ title: '1 件组织生活的请求等您定', link: '/duties/pleas' })
    const listed = await above.ask(contract.listPleas, { params: { orgId: tree.township } })
    expect(listed.body.rows).toMatchObject([
      {
        pleaId: body.pleaId,
        orgName: '石桥支部',
        reason: '台风，村里都在转移群众',
        abilities: { decide: true },
      },
    ])
    expect((await decide(above, body.pleaId, true)).body.state).toBe('approved')
    expect(await cell()).toMatchObject({ state: 'excused', asked: null })
    const records = await above.ask(contract.getDutyRecords, {
      params: { orgId: tree.branch },
      query: { code: 'theme-day' },
    })
    const november = records.body.rows.find((row) => row.cell.dueOn === '2026-11-10')
    expect(november?.pleas).toMatchObject([
      { state: 'approved', reason: '台风，村里都在转移群众', decidedByName: '测试员' },
    ])
    // What was held all the same is held.
    await hold(await secretary(), tree.branch, 'theme-day', '2026-11-19')
    expect(await cell()).toMatchObject({ state: 'held-late', days: 10 })
  })

  it('is decided by nobody who stands beside: not the branch, not who asked, no stranger, not twice', async () => {
    const { pleaId } = (await ask(await secretary())).body
    expect((await decide(await secretary(), pleaId, true)).error.code).toBe('access.denied')
    const stranger = await test.person('township-officer', tree.elsewhere.township)
    expect((await decide(stranger, pleaId, true)).status).toBe(404)
    expect((await decide(await officer(), pleaId, false)).error.field).toBe('body.note')
    const above = await officer()
    const answers = await Promise.all([decide(above, pleaId, true), decide(above, pleaId, false, '还能补')])
    expect(answers.map((one) => one.status).toSorted(byNumber)).toEqual([200, 409])
  })

  it('is asked once at a time, can be withdrawn, and is not asked for what was held', async () => {
    const by = await secretary()
    const [one, two] = await Promise.all([ask(by), ask(by)])
    expect([one.status, two.status].toSorted(byNumber)).toEqual([200, 409])
    const { pleaId } = one.status === 200 ? one.body : two.body
    const params = { pleaId }
    const stranger = await test.person('branch-secretary', tree.elsewhere.branch)
    expect((await stranger.ask(contract.withdrawPlea, { params, body: {} })).status).toBe(404)
    expect((await by.ask(contract.withdrawPlea, { params, body: {} })).status).toBe(200)
    expect((await by.ask(contract.withdrawPlea, { params, body: {} })).error.code).toBe('state.wrong')
    await hold(by, tree.branch, 'theme-day', '2026-11-19')
    expect((await ask(by)).error.code).toBe('state.wrong')
    expect((await ask(stranger)).status).toBe(404)
    const requestId = newId()
    const send = () => by.ask(contract.askPlea, { body: askBody('excuse', '2026-10-01'), requestId })
    const answers = [await send(), await send()]
    expect(answers.map((one) => one.body)).toEqual([answers[0]?.body, answers[0]?.body])
  })
})

describe('a period that was closed above', () => {
  /** What comes after the closing is told from what was before it by its instant. */
  const later = () => void (test.clock.now = new Date(test.clock.now.getTime() + 60_000))
  const closeTo = (who: Person, to: string) =>
    who.ask(contract.closeDuties, { params: { orgId: tree.township }, body: { to } })

  it('counts what is recorded later only once the level above has agreed', async () => {
    expect((await closeTo(await officer(), '2026-10-31')).status).toBe(200)
    expect(await cell('2026-10-10')).toMatchObject({ state: 'missed', closed: true })
    later()
    const activityId = await hold(await secretary(), tree.branch, 'theme-day', '2026-10-10')
    expect(await cell('2026-10-10')).toMatchObject({ state: 'missed' })
    const records = await (await secretary()).ask(contract.getDutyRecords, {
      params: { orgId: tree.branch },
      query: { code: 'theme-day' },
    })
    const october = records.body.rows.find((row) => row.cell.dueOn === '2026-10-10')
    expect(october).toMatchObject({ records: [{ activityId, waits: true }], abilities: { correct: true } })
    later()
    const { pleaId } = (await ask(await secretary(), 'correction', '2026-10-01')).body
    expect((await decide(await officer(), pleaId, true)).status).toBe(200)
    expect(await cell('2026-10-10')).toMatchObject({ state: 'held-late', days: 41, activityId })
    // The month that is not closed is recorded as ever.
    await hold(await secretary(), tree.branch, 'theme-day', '2026-11-10')
    expect(await cell()).toMatchObject({ state: 'held-late', closed: false })
  })

  it('is closed by who decides there, for days that are past, forwards only', async () => {
    expect((await closeTo(await secretary(), '2026-10-31')).error.code).toBe('not-found')
    const stranger = await test.person('township-officer', tree.elsewhere.township)
    expect((await closeTo(stranger, '2026-10-31')).status).toBe(404)
    const above = await officer()
    expect((await closeTo(above, '2026-11-20')).error.field).toBe('body.to')
    const answers = await Promise.all([closeTo(above, '2026-10-31'), closeTo(above, '2026-10-31')])
    expect(answers.filter((one) => one.status === 200)).toHaveLength(1)
    expect((await closeTo(above, '2026-09-30')).error.field).toBe('body.to')
    expect((await ask(await secretary(), 'correction')).error.code).toBe('state.wrong')
  })
})
