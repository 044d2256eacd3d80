import { beforeAll, describe, expect, it } from 'vitest'
import { getActivity, planActivity } from '../../../contract/activities.ts'
import * as contract from '../../../contract/agendas.ts'
import { addPlanItem, confirmYearPlan } from '../../../contract/plans.ts'
import * as teaching from '../../../contract/teaching.ts'
import { newId } from '../../core/ids.ts'
import { agendaWish, declared } from '../../test/agendas.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { madePlan, yearOf } from '../../test/plans.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let officer: Person
let secretary: Person
let sibling: Person

beforeAll(async () => {
  tree = await buildTree(test)
  officer = await test.person('township-officer', tree.township)
  secretary = await test.person('branch-secretary', tree.branch)
  sibling = await test.person('branch-secretary', tree.sibling)
})

const listed = async (who: Person) => (await who.ask(contract.listAgendaTemplates)).body.rows

describe('declaring an agenda', () => {
  it('holds for all below from its day, and gives way to the next version', async () => {
    const first = await declared(officer, agendaWish(tree.township, 'committee-meeting'))
    const own = { params: { orgId: tree.branch }, query: { kind: 'committee-meeting' as const } }
    const before = await secretary.ask(contract.getAgenda, own)
    expect(before.body.segments.map((one) => one.title)).toEqual(['第一议题：学习', '研究支部工作'])
    expect(before.body).toMatchObject({ names: ['第一议题先学习'], free: 0 })

    const next = agendaWish(tree.township, 'committee-meeting', { validFrom: '2026-12-01' })
    next.terms = { ...next.terms, name: '新议程', items: [{ kind: 'study', title: '读文件' }] }
    const second = await declared(officer, next)
    const rows = (await listed(secretary)).filter((row) => row.kind === 'committee-meeting')
    expect(rows.map((row) => [row.templateId, row.validFrom, row.validTo, row.abilities.change])).toEqual([
      [second, '2026-12-01', null, false],
      [first, '2026-11-20', '2026-11-30', false],
    ])
    const later = { ...own, query: { ...own.query, day: '2026-12-05' } }
    expect((await secretary.ask(contract.getAgenda, own)).body.names).toEqual(['第一议题先学习'])
    expect((await secretary.ask(contract.getAgenda, later)).body.names).toEqual(['新议程'])

    const params = { templateId: second }
    const { body } = await officer.ask(contract.getAgendaTemplate, { params })
    expect(body.versions.map((one) => one.templateId)).toEqual([second, first])
    expect(body.template.abilities.change).toBe(true)

    const end = { params, body: { validTo: '2026-12-31', reason: '明年另定' } }
    expect((await secretary.ask(contract.endAgenda, end)).error.code).toBe('not-found')
    expect((await officer.ask(contract.endAgenda, end)).status).toBe(200)
    expect((await officer.ask(contract.endAgenda, end)).error.code).toBe('state.wrong')
    const gone = { ...own, query: { ...own.query, day: '2027-01-01' } }
    expect((await secretary.ask(contract.getAgenda, gone)).body).toMatchObject({ names: [], segments: [] })
  })

  it('is refused for the past, for the same item twice, for blanks, and to strangers and readers', async () => {
    const wish = agendaWish(tree.branch, 'group-meeting')
    const ask = (who: Person, body = wish) => who.ask(contract.declareAgenda, { body })
    expect((await test.ask(contract.declareAgenda, { body: wish })).error.code).toBe('auth.required')
    expect((await ask(sibling)).error.code).toBe('not-found')
    const worker = await test.person('supervisor', tree.township)
    expect((await ask(worker)).error.code).toBe('access.denied')
    const member = await test.person('member', tree.branch)
    expect((await member.ask(contract.listAgendaTemplates)).error.code).toBe('access.denied')
    expect((await ask(secretary, { ...wish, validFrom: '2026-11-19' })).error).toMatchObject({
      code: 'input.invalid',
      field: 'body.validFrom',
    })
    const twice = { ...wish, terms: { ...wish.terms, items: [...wish.terms.items, wish.terms.items[0]] } }
    expect((await ask(secretary, twice as typeof wish)).error).toMatchObject({
      field: 'body.terms.items.2.title',
    })
    const blank = agendaWish(tree.branch, 'five-plus-x')
    expect((await ask(secretary, blank)).error).toMatchObject({ field: 'body.terms.items.0.title' })
    expect((await listed(secretary)).filter((row) => row.orgId === tree.branch)).toEqual([])
  })

  it('has one effect when sent again, and of two at once one ends the other', async () => {
    const sent = { requestId: newId(), body: agendaWish(tree.sibling, 'training') }
    const both = await Promise.all([
      sibling.ask(contract.declareAgenda, sent),
      sibling.ask(contract.declareAgenda, sent),
    ])
    expect(both.map((one) => one.body.templateId)).toEqual([sent.requestId, sent.requestId])
    const body = agendaWish(tree.sibling, 'training')
    await Promise.all([
      sibling.ask(contract.declareAgenda, { body }),
      sibling.ask(contract.declareAgenda, { body }),
    ])
    const rows = (await listed(sibling)).filter((row) => row.kind === 'training')
    expect(rows).toHaveLength(3)
    expect(rows.filter((row) => row.validTo === null)).toHaveLength(1)
  })

  it('does not reach another county', async () => {
    const county = await test.newCounty('别的县')
    const far = await buildTree(test, county)
    const stranger = await test.person('township-officer', far.township, { county })
    const templateId = await declared(officer, agendaWish(tree.township, 'members-assembly'))
    expect(await listed(stranger)).toEqual([])
    const answer = await stranger.ask(contract.getAgendaTemplate, { params: { templateId } })
    expect(answer.error.code).toBe('not-found')
  })
})

describe('lecturers, sites and topics', () => {
  it('are kept by an organisation and offered to the whole county, until they are ended', async () => {
    const params = { orgId: tree.township }
    const body = { sort: 'lecturer' as const, kind: 'expert', name: '周教授', detail: '市委党校，讲党史' }
    const added = await officer.ask(teaching.addTeaching, { params, body })
    expect(added.status).toBe(200)
    const again = await officer.ask(teaching.addTeaching, { params, body })
    expect(again.error).toMatchObject({ code: 'conflict.duplicate', field: 'body.name' })
    const elsewhere = await test.person('branch-secretary', tree.elsewhere.branch)
    const { body: seen } = await elsewhere.ask(teaching.listTeaching, { query: { sort: 'lecturer' } })
    expect(seen.rows).toMatchObject([{ name: '周教授', kindLabel: '专家', abilities: { change: false } }])

    const at = { params: { teachingId: added.body.teachingId } }
    const change = { ...at, body: { kind: 'cadre', name: '周老师', detail: null } }
    expect((await elsewhere.ask(teaching.changeTeaching, change)).error.code).toBe('not-found')
    expect((await officer.ask(teaching.changeTeaching, change)).status).toBe(200)
    const wrong = { ...at, body: { kind: 'revolutionary', name: '周老师', detail: null } }
    expect((await officer.ask(teaching.changeTeaching, wrong)).error.field).toBe('body.kind')

    const end = { ...at, body: { reason: '调走了' } }
    const ends = await Promise.all([
      officer.ask(teaching.endTeaching, end),
      officer.ask(teaching.endTeaching, end),
    ])
    expect(ends.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const query = { kind: 'party-lecture' as const }
    const own = await secretary.ask(contract.getAgenda, { params: { orgId: tree.branch }, query })
    expect(own.body.lecturers).toEqual([])
  })

  it('are written by who writes there, and read by who reads', async () => {
    const wish = {
      params: { orgId: tree.branch },
      body: { sort: 'site' as const, kind: 'other', name: '老屋' },
    }
    expect((await test.ask(teaching.addTeaching, wish)).error.code).toBe('auth.required')
    expect((await sibling.ask(teaching.addTeaching, wish)).error.code).toBe('not-found')
    const worker = await test.person('grid-worker', tree.branch)
    expect((await worker.ask(teaching.addTeaching, wish)).error.code).toBe('access.denied')
    const member = await test.person('member', tree.branch)
    expect((await member.ask(teaching.listTeaching)).error.code).toBe('access.denied')
  })
})

it('a topic that looks like an id and is none, or is a word of the language, is told as wrong', async () => {
  for (const topic of ['-'.repeat(36), 'a'.repeat(36), 'constructor', 'valueof']) {
    const segments = [{ kind: 'study' as const, title: '学习', topic }]
    const body = {
      orgId: tree.branch,
      kind: 'theme-day' as const,
      title: '主题党日',
      day: '2026-11-20',
      segments,
    }
    const answer = await secretary.ask(planActivity, { body })
    expect([topic, answer.status, answer.error?.field]).toEqual([topic, 400, 'body.segments.0.topic'])
  }
})

it('what a year plan says of the parts lacks what is asked, and stays marked from the day it is planned', async () => {
  await declared(officer, agendaWish(tree.township, 'members-assembly'))
  const entry = {
    orgId: tree.branch,
    kind: 'members-assembly' as const,
    title: '大会',
    rrule: 'FREQ=MONTHLY;BYMONTH=12;BYMONTHDAY=18',
  }
  const { planId } = await madePlan(secretary, tree.branch, { year: 2026 })
  for (const ledBy of [null, '沈国良'])
    await secretary.ask(addPlanItem, {
      params: { planId },
      body: { ...entry, ledBy, title: ledBy ?? '空着' },
    })
  const span = { from: '2026-12-01', to: '2026-12-31' }
  await secretary.ask(confirmYearPlan, { params: { planId }, body: span })
  const { occurrences } = await yearOf(secretary, tree.branch, 2026)
  const lacking = async (title: string) => {
    const activityId = occurrences.find((one) => one.title === title)?.activityId ?? ''
    return (await secretary.ask(getActivity, { params: { activityId } })).body.activity.lacking.map(
      (one) => one.title,
    )
  }
  expect(await lacking('空着')).toEqual([])
  expect(await lacking('沈国良')).toEqual(['第一议题：学习'])
})

it('an item is about a topic that there is', async () => {
  const wish = agendaWish(tree.branch, 'committee-meeting')
  const items = [{ kind: 'study' as const, title: '学习', use: 'must' as const, topic: 'constructor' }]
  const body = { ...wish, terms: { ...wish.terms, items } }
  const { error } = await secretary.ask(contract.declareAgenda, { body })
  expect(error).toMatchObject({ code: 'input.invalid', field: 'body.terms.items.0.topic' })
})
