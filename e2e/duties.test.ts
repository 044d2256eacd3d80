import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Role } from '../contract/roles.ts'
import { declare, hold } from '../server/test/duties.ts'
import { register } from '../server/test/members.ts'
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
  const { branch, sibling, township } = tree
  await register(site.test, [
    { orgId: branch, name: '沈国良', partyPost: '党支部书记', mobile: '13812345678' },
    { orgId: branch, name: '林秀兰' },
    { orgId: sibling, name: '周水根', partyPost: '党支部书记', mobile: '13900002222' },
  ])
  const officer = await site.test.person('township-officer', township)
  for (const key of ['theme-day', 'members-assembly', 'party-lecture', 'group-meeting'])
    await declare(officer, township, key)
  const secretary = await site.test.person('branch-secretary', branch)
  await hold(secretary, branch, 'theme-day', '2026-11-10')
  await hold(secretary, branch, 'party-lecture', '2026-11-12')
})

async function atDesk(role: Role, orgId: number): Promise<Page> {
  const page = await browser.office()
  await enter(page, (await site.invite([{ role, orgId }], { name: '顾晓峰' })).office)
  return page
}

async function onPhone(role: Role, orgId: number): Promise<Page> {
  const page = await browser.phone()
  await enter(page, (await site.invite([{ role, orgId }])).phone)
  return page
}

test('the secretary’s strip opens to the record in one click, and asks above to be excused', async () => {
  const page = await atDesk('branch-secretary', tree.branch)
  await page.getByText('11 月第一党小组的党小组会还没有办').waitFor()
  await page.getByRole('link', { name: '组织生活', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: /石桥支部 · 组织生活/ }).waitFor()
  await look(page, 'office-duty-strip')
  await page.getByRole('link', { name: /^党课 四季度，办了，11月12日办的/ }).click()
  await page.getByRole('heading', { level: 1, name: '党课' }).waitFor()
  await page.goBack()
  await page.getByRole('button', { name: /^支部党员大会 三季度，缺/ }).click()
  await page.getByRole('heading', { level: 2, name: '支部党员大会' }).waitFor()
  await look(page, 'office-duty-records')
  const third = page.getByRole('listitem').filter({ hasText: '三季度' })
  await third.getByRole('button', { name: '请免' }).click()
  await type(page, '为什么这一次办不了', '台风，全村转移')
  await look(page, 'office-duty-excuse')
  await page.getByRole('dialog').getByRole('button', { name: '请免' }).click()
  await page.getByText('请免送上去了，上级三个工作日里答复。').waitFor()

  const above = await atDesk('township-officer', tree.township)
  await above.getByRole('link', { name: /^去定/ }).click()
  await above.getByText('台风，全村转移').waitFor()
  await look(above, 'office-duty-pleas')
  await above.getByRole('button', { name: '同意', exact: true }).click()
  await above.getByRole('dialog').getByRole('button', { name: '同意' }).click()
  await above.getByText('答复送到了。').waitFor()
  await above.getByText('现在没有等着定的。').waitFor()
  await page.reload()
  const excused = page.getByRole('button', { name: /^支部党员大会 三季度，免/ })
  await excused.waitFor()
  expect(await excused.textContent()).toMatch(/免/)
})

test('the township’s matrix opens to who has not, with a phone number', async () => {
  const page = await atDesk('township-officer', tree.township)
  await page.getByRole('link', { name: '组织生活', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '青禾镇 · 组织生活' }).waitFor()
  await look(page, 'office-duty-matrix')
  await page.getByRole('button', { name: /^石桥支部 主题党日：/ }).click()
  await page.getByRole('heading', { level: 2, name: '石桥支部 · 主题党日' }).waitFor()
  await page.getByText('138****5678').waitFor()
  await look(page, 'office-duty-matrix-open')
  await page.getByRole('button', { name: '关上' }).click()
  await page.getByRole('link', { name: /^11月 逾期/ }).click()
  await page.getByRole('heading', { level: 1, name: '还没有办的' }).waitFor()
  await page.getByText('139****2222').first().waitFor()
  await look(page, 'office-duty-missing')
  await page.getByRole('button', { name: '看周水根的电话' }).first().click()
  await type(page, '为什么要看', '主题党日没有记录，问一声')
  await page.getByRole('dialog').getByRole('button', { name: '看电话' }).click()
  await page.getByRole('link', { name: '13900002222' }).waitFor()
  await page.getByRole('link', { name: '东溪支部' }).first().click()
  await page.getByRole('heading', { level: 1, name: /东溪支部 · 组织生活/ }).waitFor()
  await page.goto(`${site.url}/duties`)
  await page.getByLabel('状态').selectOption({ label: '办了，记得晚' })
  await page.getByRole('link', { name: '东溪支部', exact: true }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: '石桥支部', exact: true }).waitFor()
  expect(await page.getByRole('link', { name: '东溪支部', exact: true }).count()).toBe(0)
})

test('an organisation’s own page leads to its year', async () => {
  const page = await atDesk('township-officer', tree.township)
  await page.goto(`${site.url}/organisations/${tree.branch}`)
  await page.getByRole('main').getByRole('link', { name: '组织生活' }).click()
  const heading = page.getByRole('heading', { level: 1, name: /石桥支部 · 组织生活/ })
  await heading.waitFor()
  expect(await page.getByRole('link', { name: '看所有支部' }).count()).toBe(1)
})

test('an officer asks for 民情分析会 every Tuesday from a template, names an own day and ends it', async () => {
  const page = await atDesk('township-officer', tree.township)
  await page.getByRole('link', { name: '组织生活的要求' }).click()
  await page.getByRole('button', { name: '定一项要求' }).click()
  await page.getByLabel('照哪一项').selectOption({ label: '民情分析会（每周）' })
  await look(page, 'office-requirement-new')
  await page.getByRole('button', { name: '定下来' }).click()
  await page.getByText('“民情分析会”定下来了，该办的已经列出来。').waitFor()
  await page.getByRole('cell', { name: /^每周二，过后 7 天内能补/ }).waitFor()
  await look(page, 'office-requirements')
  await page.getByRole('button', { name: '定自己的日子：主题党日' }).click()
  await page.getByLabel('哪里').selectOption({ label: '临溪村' })
  await page.getByLabel('每月几号').fill('18')
  await look(page, 'office-own-day')
  await page.getByRole('button', { name: '定这一天' }).click()
  await page.getByText('定好了，后面各期照这一天算。').waitFor()
  await page.getByText('临溪村 18 日').waitFor()
  await page.getByRole('button', { name: '停掉“党课”' }).click()
  await type(page, '为什么停', '改成每月一次')
  await page.getByRole('dialog').getByRole('button', { name: '停掉' }).click()
  await page.getByText('停掉了。').waitFor()
  await page.getByText('2026年11月20日起不再要求').waitFor()
  expect(await page.getByRole('button', { name: '停掉“党课”' }).count()).toBe(0)
})

test('on the phone the secretary sees what is due this month and the year, and nothing is cut', async () => {
  const page = await onPhone('branch-secretary', tree.branch)
  await page.getByText('11 月第一党小组的党小组会还没有办').waitFor()
  await page.goto(`${site.url}/m/me`)
  await page.getByRole('link', { name: /^组织生活/ }).click()
  await page.getByRole('heading', { level: 1, name: '组织生活' }).waitFor()
  await look(page, 'phone-duties')
  await page.getByRole('button', { name: /^主题党日/ }).click()
  await page.getByRole('link', { name: /11月10日\s主题党日/ }).waitFor()
  await look(page, 'phone-duty-records')
  await expectNoSideways(page)
  await page.goto(`${site.url}/m/duties/missing`)
  await page.getByText('138****5678').first().waitFor()
  await look(page, 'phone-duty-missing')
  await expectNoSideways(page)
  await page.goto(`${site.url}/m/duties/${tree.branch}`)
  await page.getByRole('heading', { level: 1, name: '组织生活' }).waitFor()
  const above = await onPhone('committee-secretary', tree.committee)
  await above.goto(`${site.url}/m/duties/pleas`)
  await above.getByText('现在没有等着定的。').waitFor()
  await look(above, 'phone-duty-pleas')
})
