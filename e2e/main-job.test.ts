import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { branchRegister } from './support/branch-register.ts'
import { takeScreen } from './support/browser-checks.ts'
import { enter, expectLinkMarked, expectNoSideways, look, markAbsent, type } from './support/hands.ts'
import {
  adoptScheme,
  type County,
  memberOnPhone,
  openAccount,
  passMinutes,
  readPublicBoard,
  standAtRecord,
  startCounty,
  step,
  tryImport,
} from './support/main-job.ts'

let county: County
const register = branchRegister()
/** Document 001, rule R5: a meeting or an activity of the branch. */
const each = 2

beforeAll(async () => {
  county = await startCounty()
})

async function giveRoles() {
  const { site, tree, browser, atDesk } = county
  const root = site.test.county.rootId
  const admin = await browser.office()
  const { office } = await site.invite([{ role: 'county-admin', orgId: root }], { name: '管理员' })
  await enter(admin, office)
  await admin.getByRole('link', { name: '组织', exact: true }).click()
  for (const name of ['安澜县', '青禾镇', '临溪村党委', '石桥支部', '第一党小组'])
    await admin.getByRole('link', { name, exact: true }).waitFor()
  await admin.getByRole('link', { name: '权限' }).click()
  const open = (name: string, role: string, orgId: number) =>
    openAccount(admin, { name, role, orgId, reason: '换届当选' })
  const secretary = await open('沈国良', '支部书记', tree.branch)
  const deputy = await open('许金娣', '支部委员', tree.branch)
  const officer = await open('顾晓峰', '乡镇组织委员', tree.township)
  expect(await admin.getByRole('row', { name: /沈国良/ }).innerText()).toContain('石桥支部')
  // An administrator gives roles and sees nobody's points.
  expect(await admin.getByRole('link', { name: '积分', exact: true }).count()).toBe(0)
  return {
    secretary: await atDesk(secretary),
    deputy: await atDesk(deputy),
    officer: await atDesk(officer),
  }
}

async function importAndUndo(page: Page) {
  const tiles = await tryImport(county.site, page, '花名册.xlsx', await register.file())
  expect(tiles).toMatch(/新增 68 .*更改 0 .*拒收 2 .*重复 1 .*没有变化 0/)
  expect(tiles).toContain('现在在册 0 人，写入后 68 人')
  await page.getByRole('link', { name: /拒收/ }).click()
  const lineOf = (name: string) => page.getByRole('row', { name: new RegExp(name) }).first()
  expect(await lineOf('江永明').innerText()).toMatch(/入党时间\s+没有这一天/)
  expect(await lineOf('汤世昌').innerText()).toContain('科学计数')
  await page.getByRole('button', { name: '写入 68 行' }).click()
  await page.getByText('写入了：新增 68。').waitFor()
  await page.getByRole('button', { name: '撤销这次导入' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤销这次导入' }).click()
  await page.getByText('名册回到写入以前').waitFor()
  await page.getByRole('link', { name: '党员', exact: true }).click()
  await page.getByText('石桥支部，0 人').waitFor()
}

async function importAgainAndChange(page: Page) {
  await tryImport(county.site, page, '花名册.xlsx', await register.file())
  await page.getByRole('button', { name: '写入 68 行' }).click()
  await page.getByText('写入了：新增 68。').waitFor()
  const moved = await register.file({ 金小妹: '河埠 1 号' })
  const tiles = await tryImport(county.site, page, '花名册改.xlsx', moved)
  expect(tiles).toMatch(/新增 0 .*更改 1 .*拒收 2 .*重复 1 .*没有变化 67/)
  const changed = await page
    .getByRole('row', { name: /金小妹/ })
    .first()
    .innerText()
  expect(changed).toMatch(/石桥 66 号\s+河埠 1 号/)
  await look(page, 'main-job-import')
  await page.getByRole('button', { name: '写入 1 行' }).click()
  await page.getByText('写入了：更改 1。').waitFor()
  await page.getByRole('link', { name: '党员', exact: true }).click()
  await page.getByText('石桥支部，68 人').waitFor()
}

async function planAndPrint(page: Page) {
  await page.getByRole('link', { name: '活动', exact: true }).click()
  await page.getByRole('link', { name: '安排活动' }).click()
  await page.getByText('照常，应到 68 人').waitFor()
  expect(await page.getByLabel('名称').inputValue()).toBe('主题党日')
  await page.getByRole('button', { name: '安排', exact: true }).click()
  await page.getByText('安排好了：11月20日主题党日，应到 68 人。').waitFor()
  const activity = page.url()
  await page.getByRole('link', { name: '打印签到表' }).click()
  await page.getByRole('heading', { name: '石桥支部主题党日签到表' }).waitFor()
  const names = await page.locator('td.name').allTextContents()
  expect(new Set(names.filter((name) => name !== '')).size).toBe(68)
  await page.goto(activity)
  return activity
}

async function record(page: Page) {
  await page.getByRole('link', { name: '点名' }).click()
  await page.getByText('应到 68　到 68 人，没到 0 人').waitFor()
  await markAbsent(page, '何建平', '外出务工')
  await markAbsent(page, '金小妹', '病')
  await markAbsent(page, '吴秋生', '行动不便')
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await page.getByText('记下了：65 人到，3 人没到。').waitFor()
}

const total = (name: string, points: number) => `${points}，${name}，看积分手册`

async function seeWherePointsComeFrom(page: Page, activity: string) {
  await page.getByText('65 人，每人 2 分').waitFor()
  await page.getByRole('button', { name: `${65 * each} 分，看是怎么来的` }).waitFor()
  await page.getByRole('link', { name: '积分', exact: true }).click()
  await page.getByRole('link', { name: total('林秀兰', 2) }).waitFor()
  expect(await page.getByRole('link', { name: /^2，.+，看积分手册$/ }).count()).toBe(65)
  await page.getByRole('link', { name: total('林秀兰', 2) }).click()
  await page.getByRole('heading', { level: 1, name: '林秀兰的积分手册' }).waitFor()
  await look(page, 'main-job-booklet')
  await standAtRecord(page, /^\+2，主题党日/)
  await page.getByRole('heading', { level: 1, name: '主题党日' }).waitFor()
  expect(page.url()).toBe(activity)
}

/** 林秀兰 was not there after all, and 吴秋生 and 何建平 were: 66 in place of 65. */
async function correct(page: Page) {
  passMinutes(county.site, 2)
  await page.getByRole('button', { name: '重新打开，改错' }).click()
  await type(page, '哪里记错了', '签到表上看错了行')
  await page.getByRole('button', { name: '重新打开', exact: true }).click()
  for (const name of ['吴秋生，没到，行动不便', '何建平，没到，外出务工']) {
    await page.getByRole('button', { name }).click()
    await page.getByRole('button', { name: '其实来了' }).click()
  }
  await markAbsent(page, '林秀兰', '家里有事')
  await page.getByText('应到 68　到 66 人，没到 2 人').waitFor()
  passMinutes(county.site, 2)
  await page.getByRole('button', { name: '改好，记下' }).click()
  await page.getByText('改好了：现在是 66 人到，2 人没到。').waitFor()
  await page.getByText(/手册里：冲销 1 条，.2 分；补记 2 条，4 分/).waitFor()
  await page.getByRole('button', { name: `${66 * each} 分，看是怎么来的` }).waitFor()
  await look(page, 'main-job-corrected')
}

async function seeBothInBooklets(page: Page) {
  await page.getByRole('link', { name: '积分', exact: true }).click()
  await page.getByRole('link', { name: total('吴秋生', 2) }).waitFor()
  await page.getByRole('link', { name: total('林秀兰', 0) }).click()
  const rows = page.getByRole('row')
  await rows.filter({ hasText: '已冲销，不算分：签到表上看错了行' }).waitFor()
  await rows.filter({ hasText: '冲销：11·20 主题党日' }).getByRole('button', { name: /^−2/ }).click()
  await page.getByText('现在算 0 分').waitFor()
  await expectLinkMarked(page, page.getByRole('link', { name: /活动记录第/ }))
  await look(page, 'main-job-reversed')
}

async function prepareAndPublish(page: Page, deputy: Page) {
  await page.getByRole('link', { name: '公示', exact: true }).click()
  await page.getByRole('link', { name: '看榜、制表' }).click()
  await page.getByText(`68 名党员，共 ${66 * each} 分`).waitFor()
  await page.getByRole('button', { name: '制表，交另一个人复核' }).click()
  await page.getByRole('button', { name: '制好，交复核' }).click()
  await page.getByText('制好了，11月25日以前由另一个人复核').waitFor()
  expect(await page.getByRole('button', { name: /复核无误/ }).count()).toBe(0)

  await deputy.reload()
  await deputy.getByRole('link', { name: /复核石桥支部党员积分公示/ }).click()
  await deputy.getByText('公示出去的就是下面这些，一字不差').waitFor()
  await deputy.getByRole('button', { name: '复核无误，公示 5 个工作日' }).click()
  await deputy.getByText('已经公示，到 11月27日').waitFor()
  const link = deputy.getByRole('link', { name: /\/public\/boards\// })
  return `${county.site.url}${await link.getAttribute('href')}`
}

/** As anyone reads it: no account, no script. */
async function readAsAnyone(address: string) {
  const page = await county.browser.phone({ javaScriptEnabled: false })
  await page.goto(address)
  await page.getByText('11月20日至11月27日，5 个工作日').waitFor()
  await page.getByText('沈国良制表，许金娣复核').waitFor()
  const points = await readPublicBoard(page)
  expect(points.size).toBe(68)
  expect([points.get('林秀兰'), points.get('吴秋生'), points.get('金小妹')]).toEqual([0, 2, 0])
  expect([...points.values()].reduce((sum, one) => sum + one, 0)).toBe(66 * each)
  expect(await page.context().cookies()).toEqual([])
  await takeScreen(page, 'main-job-public')
  return page
}

async function objectAndAnswer(page: Page, anyone: Page) {
  const member = await memberOnPhone(county, page, '林秀兰')
  await member.getByRole('button', { name: /^−2，冲销：11·20 主题党日/ }).click()
  await member.getByRole('button', { name: '这条不对，我有异议' }).click()
  await member.getByLabel('哪里不对，您说').fill('我那天去了，晚到了一刻钟。')
  await member.getByRole('button', { name: '提出异议' }).click()
  await member.getByText('您的意见收到了。11月25日以前一定答复您。').waitFor()
  await anyone.reload()
  const mark = anyone.getByRole('row', { name: /^林秀兰/ }).locator('.mk')
  expect(await mark.innerText()).toBe('有意见，核对中')

  await page.goto(county.site.url)
  await page.getByRole('link', { name: /回复林秀兰的异议/ }).click()
  await page.getByText('我那天去了，晚到了一刻钟。').waitFor()
  await page.getByLabel('理由，提的人看得到').fill('问过许金娣和另两位，那天您没有到。')
  await page.getByRole('button', { name: '核对过，没有错' }).click()
  await page.getByText('已答复，没有采纳').first().waitFor()
  await anyone.reload()
  expect(await mark.innerText()).toBe('意见已答复')

  await member.getByRole('link', { name: '看我提的异议' }).click()
  await member.getByRole('link', { name: /^看：我那天去了/ }).click()
  await member.getByText('问过许金娣和另两位，那天您没有到。').waitFor()
  await look(member, 'main-job-answered')
}

async function seeOwnPoints(page: Page) {
  const member = await memberOnPhone(county, page, '吴秋生')
  await member.getByRole('button', { name: '2 分，1 条记录，看按哪几条规则' }).waitFor()
  await member.getByRole('button', { name: /^\+2，主题党日/ }).click()
  await member.getByText('支部会议、活动，每次 2 分').waitFor()
  await look(member, 'main-job-own-points')
  await expectNoSideways(member)
  await member.getByRole('link', { name: /活动记录第 \d+ 号/ }).click()
  await member.getByText('您得 2 分').waitFor()
  await member.getByText('您：到').waitFor()
}

test('[000-09] [001-09] [001-24] the whole job, from an empty register to an answered objection', async () => {
  const { secretary, deputy, officer } = await step('1 the administrator gives roles', giveRoles)
  await step('1 the township adopts the scheme', () => adoptScheme(county, officer))
  await step('2 the register is imported and taken back', () => importAndUndo(secretary))
  await step('2 it is imported again, and changed', () => importAgainAndChange(secretary))
  const activity = await step('3 a theme day is planned', () => planAndPrint(secretary))
  await step('3 and recorded', () => record(secretary))
  await step('4 the points lead to it', () => seeWherePointsComeFrom(secretary, activity))
  await step('5 it is corrected', () => correct(secretary))
  await step('5 the booklet shows both', () => seeBothInBooklets(secretary))
  const address = await step('6 the board is published', () => prepareAndPublish(secretary, deputy))
  const anyone = await step('6 anyone reads it', () => readAsAnyone(address))
  await step('6 a member objects and is answered', () => objectAndAnswer(secretary, anyone))
  await step('7 a member sees the own points', () => seeOwnPoints(secretary))
}, 600_000)
