import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Role } from '../contract/roles.ts'
import { buildRegister } from '../server/test/activities.ts'
import { declare } from '../server/test/duties.ts'
import { madePlan, publishedTemplate, yearOf } from '../server/test/plans.ts'
import { buildTree, type Tree } from '../server/test/tree.ts'
import { openBrowser, type TestBrowser } from './support/browser.ts'
import { enter, expectNoSideways, look, type } from './support/hands.ts'
import { type Site, startSite } from './support/server.ts'

let site: Site
let browser: TestBrowser
let tree: Tree

beforeAll(async () => {
  site = await startSite()
  browser = await openBrowser()
  tree = await buildTree(site.test)
  await buildRegister(site.test, [
    { orgId: tree.branch, name: '沈国良', partyPost: '党支部书记' },
    { orgId: tree.branch, name: '林秀兰' },
    { orgId: tree.branch, name: '丁小红', groupId: tree.group },
    { orgId: tree.sibling, name: '周水根', partyPost: '党支部书记' },
  ])
  const officer = await site.test.person('township-officer', tree.township)
  for (const key of ['theme-day', 'members-assembly', 'party-lecture', 'group-meeting'])
    await declare(officer, tree.township, key)
})

async function atDesk(role: Role, orgId: number): Promise<Page> {
  const page = await browser.office()
  await enter(page, (await site.invite([{ role, orgId }], { name: '顾晓峰' })).office)
  return page
}

test('an officer drafts a template from what is ready, with a stage, and publishes it', async () => {
  const page = await atDesk('township-officer', tree.township)
  await page.getByRole('link', { name: '年度计划', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '青禾镇 · 年度计划' }).waitFor()
  await page.getByRole('link', { name: '计划样板' }).click()
  await page.getByText('还没有样板。').waitFor()
  await page.getByRole('link', { name: '起草样板' }).click()
  await page.getByRole('button', { name: '改主题党日' }).click()
  await page.getByLabel('结合哪项工作').fill('五水共治')
  await look(page, 'office-plan-entry')
  await page.getByRole('dialog').getByRole('button', { name: '存好' }).click()
  await page.getByRole('button', { name: '加一段' }).click()
  await type(page, '这一段叫什么', '集中整治')
  await type(page, '要做到什么', '河道清一遍')
  await look(page, 'office-plan-template-new')
  await page.getByRole('button', { name: '存成草稿' }).click()
  await page.getByText('草稿存好了，看一遍再发布。').waitFor()
  await page.getByText('结合：五水共治').waitFor()
  await look(page, 'office-plan-template')
  await page.getByRole('button', { name: '改草稿' }).click()
  await page.getByLabel('样板叫什么').fill('青禾镇 2027 年')
  await page.getByRole('button', { name: '存好' }).click()
  await page.getByRole('heading', { level: 1, name: '青禾镇 2027 年' }).waitFor()
  await page.getByRole('button', { name: '发布' }).click()
  await page.getByText('发布了，下面的支部可以照着做计划了。').waitFor()
  await page.getByRole('main').getByRole('link', { name: '计划样板' }).click()
  await page.getByRole('link', { name: '青禾镇 2027 年' }).waitFor()
  await look(page, 'office-plan-templates')
  expect(await page.getByText('还没有样板。').count()).toBe(0)
})

test('[004-01] a secretary adopts the year in one tap, moves one day with all that follow, and calls one off', async () => {
  const officer = await site.test.person('township-officer', tree.township)
  await publishedTemplate(officer, tree.township, { name: '两项样板' })
  const page = await atDesk('branch-secretary', tree.branch)
  await page.goto(`${site.url}/plans?year=2027`)
  await page.getByRole('heading', { level: 1, name: '石桥支部 · 2027 年计划' }).waitFor()
  await page.getByText('下面是照样板和要求排出来的').waitFor()
  await look(page, 'office-plan-proposed')
  await page.getByRole('button', { name: '照这样办一年' }).click()
  await page.getByText('次排进了活动。').waitFor()
  await page.getByRole('button', { name: '照这样办一年' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '改5月10日的主题党日' }).click()
  await page.getByLabel('哪一天').fill('2027-05-12')
  await page.getByLabel('几点开始').fill('14:00')
  await page.getByRole('textbox', { name: '地点' }).fill('文化礼堂')
  await page.getByRole('radio', { name: /^这一次和以后各次/ }).check()
  await look(page, 'office-plan-move')
  await page.getByRole('button', { name: '改好' }).click()
  await page.getByText('改好了，一共 8 次。').waitFor()
  await page.getByRole('button', { name: '改6月11日的主题党日' }).click()
  await page.getByRole('button', { name: '取消这一次' }).click()
  await type(page, '为什么取消', '台风，全村转移')
  await page.getByRole('dialog').last().getByRole('button', { name: '取消这一次' }).click()
  await page.getByText('取消了 1 次。').waitFor()
  await page.getByText('台风，全村转移').waitFor()
  await page.getByText('6 月主题党日还没有安排').waitFor()
  await page.getByRole('button', { name: '加一项' }).click()
  await page.getByLabel('哪一种').selectOption({ label: '志愿服务' })
  await page.getByLabel('叫什么').fill('清河道')
  await page.getByLabel('多久一次').selectOption({ label: '每年某月某日' })
  await page.getByLabel('几月').selectOption({ label: '10月' })
  await page.getByLabel('几日').fill('1')
  await page.getByLabel('遇到休息日').selectOption({ label: '不动' })
  await page.getByRole('dialog').getByRole('button', { name: '存好' }).click()
  await page.getByText('加好了。').waitFor()
  await page.getByText('这一天休息。').waitFor()
  await look(page, 'office-plan-year')
  await page.getByRole('button', { name: '10 月的 1 次排进活动' }).click()
  await page.getByText('1 次排进了活动。').waitFor()
  await expectNoSideways(page)
  await page.getByRole('link', { name: '主题党日' }).first().click()
  await page.getByRole('heading', { level: 1, name: '主题党日' }).waitFor()

  const above = await atDesk('township-officer', tree.township)
  await above.goto(`${site.url}/plans?year=2027`)
  await above.getByText('2027 年，还有 1 个支部没有计划。').waitFor()
  await look(above, 'office-plans-below')
  await above.getByRole('link', { name: '石桥支部' }).click()
  await above.getByRole('heading', { level: 1, name: '石桥支部 · 2027 年计划' }).waitFor()
  expect(await above.getByRole('button', { name: '加一项' }).count()).toBe(0)
})

test('on the phone the coming meetings of the own branch are moved and called off', async () => {
  const secretary = await site.test.person('branch-secretary', tree.sibling)
  await madePlan(secretary, tree.sibling, { year: 2026 })
  const page = await browser.phone()
  await enter(page, (await site.invite([{ role: 'branch-secretary', orgId: tree.sibling }])).phone)
  await page.goto(`${site.url}/m/plans`)
  await page.getByRole('heading', { level: 1, name: '年度计划' }).waitFor()
  await page.getByRole('heading', { level: 2, name: '12月' }).waitFor()
  await look(page, 'phone-plan-coming')
  await expectNoSideways(page)
  await page.getByRole('button', { name: '照这样办一年' }).click()
  await page.getByRole('button', { name: '照这样办一年' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: /^改12月10日.*的主题党日$/ }).click()
  await look(page, 'phone-plan-move')
  await page.getByLabel('哪一天').fill('2026-12-09')
  await page.getByRole('button', { name: '改好' }).click()
  await page.getByText('改好了，活动也跟着改了。').waitFor()
  const { occurrences } = await yearOf(secretary, tree.sibling, 2026)
  expect(occurrences.filter((one) => one.title === '主题党日').map((one) => [one.day, one.state])).toEqual([
    ['2026-12-09', 'planned'],
  ])
})
