import { beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/plans.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { goTo } from '../../test/duties.ts'
import { madePlan, publishedTemplate, templateOf, yearOf } from '../../test/plans.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let officer: Person

beforeEach(async () => {
  goTo(test, '2026-12-01')
  tree = await buildTree(test)
  officer = await test.person('township-officer', tree.township)
})

const draft = (who: Person, more: object = {}, requestId = newId()) =>
  who.ask(contract.draftPlanTemplate, { body: templateOf(tree.township, more), requestId })
const read = (who: Person, templateId: string) =>
  who.ask(contract.getPlanTemplate, { params: { templateId } })
const publish = (who: Person, templateId: string, version = 1) =>
  who.ask(contract.publishPlanTemplate, { params: { templateId }, body: { version } })

describe('a template', () => {
  it('is drafted, changed, published once and withdrawn with a reason', async () => {
    const requestId = newId()
    const { templateId } = (await draft(officer, {}, requestId)).body
    expect((await draft(officer, {}, requestId)).body.templateId).toBe(templateId)
    const { orgId: _, ...terms } = templateOf(tree.township, { name: '改过的' })
    const change = (version: number) =>
      officer.ask(contract.changePlanTemplate, { params: { templateId }, body: { ...terms, version } })
    expect((await change(1)).body.version).toBe(2)
    expect((await change(1)).error.code).toBe('version.stale')
    const answers = await Promise.all([publish(officer, templateId, 2), publish(officer, templateId, 2)])
    expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect((await change(3)).error.code).toBe('state.wrong')
    const shown = (await read(officer, templateId)).body
    expect(shown).toMatchObject({
      name: '改过的',
      state: 'published',
      abilities: { withdraw: true, change: false },
    })
    expect(shown.entries[1]).toMatchObject({ sentence: '每季度末月 18 日，遇休息日提前', kindLabel: '党课' })
    expect(shown.entries[1]?.days).toEqual(['2027-03-18', '2027-06-18', '2027-09-17', '2027-12-17'])
    const withdraw = () =>
      officer.ask(contract.withdrawPlanTemplate, { params: { templateId }, body: { reason: '日子定错了' } })
    expect((await withdraw()).status).toBe(200)
    expect((await withdraw()).error.code).toBe('state.wrong')
    expect((await read(officer, templateId)).body.withdrawReason).toBe('日子定错了')
  })

  it('is written by the level above alone; a draft is nobody else’s to see', async () => {
    const { templateId } = (await draft(officer)).body
    const secretary = await test.person('branch-secretary', tree.branch)
    const stranger = await test.person('township-officer', tree.elsewhere.township)
    const above = await test.person('county-officer', test.county.rootId)
    expect((await draft(secretary)).status).toBe(404)
    expect((await secretary.ask(contract.draftPlanTemplate, { body: templateOf(tree.branch) })).status).toBe(
      403,
    )
    expect((await draft(stranger)).status).toBe(404)
    expect((await test.ask(contract.listPlanTemplates, { query: {} })).status).toBe(401)
    for (const who of [secretary, stranger]) expect((await read(who, templateId)).status).toBe(404)
    expect((await read(above, templateId)).status).toBe(200)
    expect((await publish(secretary, templateId)).status).toBe(404)
    await publish(officer, templateId)
    expect((await read(secretary, templateId)).body.abilities).toEqual({
      change: false,
      publish: false,
      withdraw: false,
    })
    expect((await read(stranger, templateId)).status).toBe(404)
    const list = async (who: Person) => (await who.ask(contract.listPlanTemplates, { query: {} })).body
    expect((await list(secretary)).rows.map((row) => row.templateId)).toEqual([templateId])
    expect((await list(secretary)).places).toEqual([])
    expect((await list(stranger)).rows).toEqual([])
    const withdrawn = await secretary.ask(contract.withdrawPlanTemplate, {
      params: { templateId },
      body: { reason: '不要' },
    })
    expect(withdrawn.error.code).toBe('access.denied')
  })

  it('names a day in its year, and stages inside it', async () => {
    const entries = [
      { kind: 'theme-day' as const, title: '闰日', rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29' },
    ]
    expect((await draft(officer, { entries })).error.field).toBe('body.entries.0.rrule')
    expect((await draft(officer, { entries, year: 2028 })).status).toBe(200)
    const stages = [{ title: '一', from: '2027-06-01', to: '2027-05-01', goal: '走完一遍' }]
    expect((await draft(officer, { stages })).error.field).toBe('body.stages.0.to')
    const raw = [{ kind: 'theme-day' as const, title: '每秒', rrule: 'FREQ=SECONDLY' }]
    expect((await draft(officer, { entries: raw })).error.code).toBe('input.invalid')
  })
})

it('[002-02] goes down the tree: the county’s stages and goals, adapted by the township, in the branch’s year', async () => {
  const county = await test.person('county-officer', test.county.rootId)
  const goal = { title: '集中整治', from: '2027-03-01', to: '2027-06-30', goal: '河道清一遍，31 亩' }
  await publishedTemplate(county, test.county.rootId, { name: '全县样板', stages: [goal] })
  const secretary = await test.person('branch-secretary', tree.branch)
  expect(await yearOf(secretary, tree.branch)).toMatchObject({
    template: { name: '全县样板' },
    stages: [goal],
  })
  const local = { title: '防台备汛', from: '2027-07-01', to: '2027-09-30', goal: '每户走到' }
  const templateId = await publishedTemplate(officer, tree.township, {
    name: '青禾镇样板',
    stages: [goal, local],
    entries: [
      {
        kind: 'theme-day',
        title: '主题党日',
        theme: '清河道',
        work: '集中整治',
        rrule: 'FREQ=MONTHLY;BYMONTH=3,4,5,6;BYMONTHDAY=10',
      },
      { kind: 'patrol', title: '夜巡', work: '防台备汛', rrule: 'FREQ=WEEKLY;BYDAY=SA', shift: 'none' },
    ],
  })
  // The nearest above comes first; the branch may choose the other.
  const year = await yearOf(secretary, tree.branch)
  expect(year.templates.map((one) => one.name)).toEqual(['青禾镇样板', '全县样板'])
  expect(year.stages).toEqual([goal, local])
  await madePlan(secretary, tree.branch, { templateId, adopt: true })
  const made = await yearOf(secretary, tree.branch)
  expect(made).toMatchObject({ state: 'adopted', stages: [goal, local], totals: { planned: 4 + 52 } })
  const list = await officer.ask(contract.listPlanTemplates, { query: { year: 2027 } })
  expect(list.body.rows.map((row) => [row.name, row.plans])).toEqual([
    ['全县样板', 0],
    ['青禾镇样板', 1],
  ])
  const elsewhere = await test.person('branch-secretary', tree.elsewhere.branch)
  expect((await yearOf(elsewhere, tree.elsewhere.branch)).template?.name).toBe('全县样板')
})
