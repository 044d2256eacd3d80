import { expect, it } from 'vitest'
import { listActivities } from '../../../contract/activities.ts'
import { readyPlanTemplates } from '../../../contract/plan-templates-ready.ts'
import * as contract from '../../../contract/plans.ts'
import { buildRegister, close } from '../../test/activities.ts'
import { useTestApp } from '../../test/app.ts'
import { declare, goTo } from '../../test/duties.ts'
import { publishedTemplate, yearOf } from '../../test/plans.ts'
import { buildTree } from '../../test/tree.ts'

const test = useTestApp()

it('[004-01] ties 三会一课, study, the Party day and talks of a year to the work, and shows plan beside done', async () => {
  goTo(test, '2026-12-01')
  const tree = await buildTree(test)
  await buildRegister(test, [
    { orgId: tree.branch, name: '沈国良', partyPost: '党支部书记' },
    { orgId: tree.branch, name: '林秀兰' },
    { orgId: tree.branch, name: '丁小红', groupId: tree.group },
  ])
  const officer = await test.person('township-officer', tree.township)
  for (const key of ['members-assembly', 'group-meeting', 'party-lecture', 'theme-day'])
    await declare(officer, tree.township, key)
  const ready = readyPlanTemplates.find((one) => one.key === 'branch-year')?.entries ?? []
  const templateId = await publishedTemplate(officer, tree.township, {
    entries: [
      ...ready.map((entry) => (entry.kind === 'theme-day' ? { ...entry, work: '五水共治' } : entry)),
      { kind: 'study-group', title: '学习小组', work: '田头课', rrule: 'FREQ=MONTHLY;BYDAY=3WE' },
    ],
  })

  const secretary = await test.person('branch-secretary', tree.branch)
  const proposed = await yearOf(secretary, tree.branch, 2027, templateId)
  expect(proposed.owed).toEqual([])
  const params = { orgId: tree.branch }
  const body = { year: 2027, templateId, adopt: true }
  // 12 theme days, committee meetings, group meetings and study groups, 4 assemblies and lectures, one of each in winter.
  const { confirmed } = (await secretary.ask(contract.makeYearPlan, { params, body })).body
  expect(confirmed).toBe(4 * 12 + 2 * 4 + 2)
  const year = await yearOf(secretary, tree.branch)
  expect(year.items.find((one) => one.title === '主题党日')).toMatchObject({ work: '五水共治', times: 12 })
  expect(year.occurrences.filter((one) => one.title === '谈心谈话').map((one) => one.state)).toEqual([
    'note',
    'note',
  ])

  goTo(test, '2027-01-08')
  const later = await test.person('branch-secretary', tree.branch)
  const first = year.occurrences.find((one) => one.day === '2027-01-08')
  expect((await close(later, first?.activityId ?? '')).status).toBe(200)
  const after = await yearOf(later, tree.branch)
  expect(after.totals).toEqual({ planned: confirmed, held: 1, cancelled: 0 })
  expect(after.occurrences.find((one) => one.day === '2027-01-08')).toMatchObject({
    state: 'held',
    present: 3,
  })
  const list = await later.ask(listActivities, { query: { orgId: tree.branch, state: 'closed' } })
  expect(list.body.rows.map((row) => row.activityId)).toEqual([first?.activityId])
  const above = await test.person('township-officer', tree.township)
  const below = await above.ask(contract.listYearPlans, {
    params: { orgId: tree.township },
    query: { year: 2027 },
  })
  expect(below.body.rows[0]).toMatchObject({
    orgName: '石桥支部',
    state: 'adopted',
    planned: confirmed,
    held: 1,
  })
})
