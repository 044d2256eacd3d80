import { beforeEach, describe, expect, it } from 'vitest'
import { getRoll } from '../../../contract/activities.ts'
import { makeAttendLink } from '../../../contract/attend-links.ts'
import { getCheckInCode, openCheckIn } from '../../../contract/check-ins.ts'
import * as contract from '../../../contract/plans.ts'
import { buildRegister } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { visit, wordsOf } from '../../test/boards.ts'
import { declare, goTo } from '../../test/duties.ts'
import { madePlan, yearOf } from '../../test/plans.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person

beforeEach(async () => {
  goTo(test, '2026-12-01')
  tree = await buildTree(test)
  await buildRegister(test, [
    { orgId: tree.branch, name: '沈国良', partyPost: '党支部书记' },
    { orgId: tree.branch, name: '林秀兰' },
  ])
  secretary = await test.person('branch-secretary', tree.branch)
  await declare(await test.person('township-officer', tree.township), tree.township, 'theme-day')
})

describe('what hangs on an occurrence', () => {
  const withLink = async () => {
    const { planId } = await madePlan(secretary, tree.branch)
    const body = {
      orgId: tree.branch,
      kind: 'theme-day' as const,
      title: '活动',
      rrule: 'FREQ=MONTHLY;BYMONTHDAY=15',
    }
    const added = await secretary.ask(contract.addPlanItem, {
      params: { planId },
      body: { ...body, shift: 'none' },
    })
    const { itemId } = added.body
    const span = { from: '2027-01-01', to: '2027-12-31' }
    await secretary.ask(contract.confirmYearPlan, { params: { planId }, body: span })
    const rows = (await yearOf(secretary, tree.branch)).occurrences.filter((one) => one.itemId === itemId)
    const first = rows[0]
    const { body: roll } = await secretary.ask(getRoll, { params: { activityId: first?.activityId ?? '' } })
    const link = await secretary.ask(makeAttendLink, {
      params: { activityId: first?.activityId ?? '' },
      body: { memberId: roll.rows[0]?.memberId ?? '' },
    })
    return { itemId, slot: first?.slot ?? '', activityId: first?.activityId ?? '', path: link.body.path }
  }

  it('moves with it: an address for who is far away holds on the new day and not on the old one', async () => {
    const { itemId, slot, path } = await withLink()
    const body = { day: '2027-01-20', following: false }
    await secretary.ask(contract.movePlanOccurrence, { params: { itemId, slot }, body })
    goTo(test, '2027-01-15')
    expect((await visit(test, path)).body).toContain('还没到那一天')
    goTo(test, '2027-01-20')
    expect(wordsOf(await visit(test, path))).toContain('报到')
    expect((await visit(test, path)).statusCode).toBe(200)
  })

  it('is over with it: what was called off is scanned and entered no more', async () => {
    const { itemId, slot, path, activityId } = await withLink()
    goTo(test, slot)
    // The session of December is over.
    secretary = await test.person('branch-secretary', tree.branch)
    await secretary.ask(openCheckIn, { params: { activityId }, body: {} })
    await secretary.ask(contract.cancelPlanOccurrence, { params: { itemId, slot }, body: { reason: '下雨' } })
    expect((await visit(test, path)).statusCode).toBe(404)
    expect((await secretary.ask(getCheckInCode, { params: { activityId } })).error.code).toBe('state.wrong')
  })
})

describe('a rule of several days', () => {
  const twoDays = async (rrule: string) => {
    const { planId } = await madePlan(secretary, tree.branch)
    const entry = {
      orgId: tree.branch,
      kind: 'study-group' as const,
      title: '夜学',
      rrule,
      shift: 'none' as const,
    }
    const { body } = await secretary.ask(contract.addPlanItem, { params: { planId }, body: entry })
    const span = { from: '2027-01-01', to: '2027-12-31' }
    await secretary.ask(contract.confirmYearPlan, { params: { planId }, body: span })
    return body.itemId
  }
  const move = (itemId: string, slot: string, day: string) =>
    secretary.ask(contract.movePlanOccurrence, { params: { itemId, slot }, body: { day, following: true } })

  it.each([
    ['FREQ=WEEKLY;BYDAY=MO,WE', '2027-01-11', '2027-01-14'],
    ['FREQ=WEEKLY;BYDAY=MO,WE', '2027-01-11', '2027-01-13'],
    ['FREQ=MONTHLY;BYMONTHDAY=14,28', '2027-01-14', '2027-01-30'],
    ['FREQ=MONTHLY;BYMONTHDAY=14,28', '2027-01-28', '2027-01-30'],
  ])('%s is not moved past its other day, nor to one that February lacks', async (rrule, slot, day) => {
    const itemId = await twoDays(rrule)
    expect((await move(itemId, slot, day)).error).toMatchObject({ code: 'input.invalid', field: 'body.day' })
    const year = await yearOf(secretary, tree.branch)
    expect(year.occurrences.some((one) => one.slot === slot && one.state === 'planned')).toBe(true)
  })

  it('is moved between its other days', async () => {
    const itemId = await twoDays('FREQ=WEEKLY;BYDAY=MO,WE')
    expect((await move(itemId, '2027-01-11', '2027-01-12')).status).toBe(200)
    const year = await yearOf(secretary, tree.branch)
    const days = year.occurrences.filter((one) => one.title === '夜学').map((one) => one.day)
    expect(new Set(days).size).toBe(days.length)
    expect(days.filter((one) => one > '2027-01-11').slice(0, 4)).toEqual([
      '2027-01-12',
      '2027-01-13',
      '2027-01-19',
      '2027-01-20',
    ])
  })
})
