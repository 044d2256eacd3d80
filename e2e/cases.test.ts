import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { listCases, openCaseDoor } from '../contract/cases.ts'
import { tasks } from '../server/app.ts'
import { names } from '../server/test/boards.ts'
import { recorded, taken } from '../server/test/cases.ts'
import { type Branch, look, startBranch } from './support/branch.ts'
import { expectBurden } from './support/burden.ts'
import { countEffort } from './support/effort.ts'
import { expectNoSideways } from './support/hands.ts'
import { dumpStorage } from './support/kept.ts'

let branch: Branch
/** Somebody of the branch. */
const [reader] = names

beforeAll(async () => {
  branch = await startBranch()
})

async function doorOf(): Promise<string> {
  const { tree, secretary } = branch.board
  const { body } = await secretary.ask(openCaseDoor, { params: { orgId: tree.branch }, body: {} })
  return `${branch.site.url}${body.page}`
}

async function takeLetters(): Promise<void> {
  const { app, county } = branch.site.test
  await tasks(app.runtime)['take-case-letters']?.({ county: county.county }, {} as never)
}

async function answerOnPhone(): Promise<void> {
  const { rows } = (await branch.board.secretary.ask(listCases, { query: { kind: 'request' } })).body
  const desk = await branch.onPhone('secretary')
  await desk.goto(`${branch.site.url}/m/cases/${rows[0]?.caseId}`)
  await desk.getByRole('button', { name: '受理', exact: true }).waitFor()
  await look(desk, 'case-phone')
  await expectNoSideways(desk)
  await desk.getByRole('button', { name: '受理', exact: true }).click()
  await desk.getByText('记下了：受理。').waitFor()
  await desk.getByLabel('办的结果，群众看得到').fill('沟清了，水通了')
  await desk.getByRole('button', { name: '先看公开的样子' }).click()
  await desk.getByRole('button', { name: '写办理结果', exact: true }).click()
  await desk.getByText('记下了：写办理结果。').waitFor()
}

async function confirm(page: Page): Promise<void> {
  await page.reload()
  await page.getByText('沟清了，水通了').waitFor()
  await look(page, 'case-page-asks')
  await expectNoSideways(page)
  await page.getByRole('button', { name: '办好了', exact: true }).click()
  await page.getByText('您的话收到了，正在记下。', { exact: false }).waitFor()
}

test('a resident raises something on a phone without an account, and it is closed only by the same hand [002-42]', async () => {
  const page = await branch.phone()
  await page.goto(await doorOf())
  const effort = await countEffort(page)
  await look(page, 'case-door')
  await page.getByLabel('什么事').fill('屋后的沟堵了')
  await page.getByLabel('哪一类').selectOption({ label: '求助' })
  await page.getByRole('button', { name: '送出' }).click()
  await page.getByRole('link', { name: '我提的事' }).click()
  await page.getByRole('heading', { name: '正在登记' }).waitFor()
  await takeLetters()
  await answerOnPhone()
  await confirm(page)
  await takeLetters()
  await page.goto(page.url())
  await page.getByText('本人确认，办结').first().waitFor()
  await expectBurden(
    'request of a resident, raised without an account and confirmed, on a phone',
    effort.stop(),
  )
})

test('the office lists what was raised, records one more, and publishes a wish that shows no number [002-44]', async () => {
  const { tree, secretary, deputy } = branch.board
  const wish = { kind: 'wish', sort: 'goods', channel: 'letter-box', body: '徐阿婆想要一台收音机' } as const
  const caseId = await recorded(secretary, tree.branch, wish)
  await taken(deputy, caseId, 'verify')
  const page = await branch.atDesk('secretary', [/400/])
  await page.goto(`${branch.site.url}/cases/${caseId}`)
  await page.getByLabel('墙上写什么，不写姓名').fill('一台收音机，打 13857512345')
  const check = page.getByRole('button', { name: '先看公开的样子' })
  const publish = page.getByRole('button', { name: '公布到心愿墙' })
  await check.click()
  await page.getByText(/里面有号码/).waitFor()
  expect(await publish.count()).toBe(0)
  await page.getByLabel('墙上写什么，不写姓名').fill(`${reader}想要一台收音机`)
  await check.click()
  await page.getByText(`第 1 个字起是登记在册的姓名“${reader}”。`, { exact: false }).waitFor()
  await look(page, 'case-office')
  await page.getByRole('button', { name: '姓名照这样换掉' }).click()
  await publish.waitFor()
  // What was looked at has changed: the button is gone until one looks again.
  await page.getByLabel('墙上写什么，不写姓名').fill('一位老人想要一台收音机')
  await expect.poll(() => publish.count()).toBe(0)
  await check.click()
  await look(page, 'case-office-seen')
  await publish.click()
  await page.getByText('记下了：公布到心愿墙。').waitFor()
  await page.goto(`${branch.site.url}/cases/new`)
  await page.getByLabel('哪一类').selectOption({ label: '咨询' })
  await page.getByLabel('什么事').fill('问医保怎么交')
  await look(page, 'case-new')
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await page.getByText(/记下了，编号 \d+。/).waitFor()
  await page.goto(`${branch.site.url}/cases?kind=all&show=open`)
  await page.getByText('问医保怎么交').waitFor()
  await look(page, 'case-list')
  await page.getByRole('link', { name: '心愿墙，打印出来贴' }).click()
  await page.getByRole('heading', { name: /微心愿墙/ }).waitFor()
  await page.getByText('一位老人想要一台收音机').waitFor()
  expect(await page.getByText('徐阿婆').count()).toBe(0)
  await page.setViewportSize({ width: 900, height: 1250 })
  await look(page, 'case-wall-paper')
  const wall = await branch.phone()
  await wall.goto(await doorOf())
  await wall.getByText('一位老人想要一台收音机').waitFor()
  expect(await wall.getByText('徐阿婆').count()).toBe(0)
  await look(wall, 'case-wall')
})

test('half a record of what somebody said outlives its tab, and lies on the phone only sealed', async () => {
  const page = await branch.onPhone('secretary')
  const body = page.getByLabel('什么事')
  await page.goto(`${branch.site.url}/m/cases/new`)
  await body.fill('隔壁老赵家夜里常吵架')
  await expect.poll(() => dumpStorage(page)).toContain('case:new:')
  expect(await dumpStorage(page)).not.toContain('老赵')
  await page.goto('about:blank')
  await page.goto(`${branch.site.url}/m/cases/new`)
  await page.getByText('写到一半的还在', { exact: false }).waitFor()
  await expect.poll(() => body.inputValue()).toBe('隔壁老赵家夜里常吵架')
})

test('[002-13][002-18] the seven lists and the problem ledger are counts of the same issues, and each figure opens to them', async () => {
  const { tree, secretary } = branch.board
  const issue = { kind: 'issue', channel: 'inspection' } as const
  await recorded(secretary, tree.branch, { ...issue, sort: 'ecology', body: '河边堆了垃圾' })
  await recorded(secretary, tree.branch, { ...issue, sort: 'ecology', body: '沟里排了污水' })
  await recorded(secretary, tree.branch, { ...issue, sort: 'safety', body: '灭火器过期了' })
  const page = await branch.atDesk('secretary')
  await page.goto(`${branch.site.url}/cases?kind=all&show=open`)
  await page.getByRole('link', { name: '清单和台账' }).click()
  const ledger = page.getByRole('table', { name: '问题整改' })
  await ledger.getByRole('row', { name: /生态环保/ }).waitFor()
  const figures = (name: RegExp) => ledger.getByRole('row', { name }).getByRole('cell').allTextContents()
  expect(await figures(/生态环保/)).toEqual(['2', '0', '0'])
  expect(await figures(/合计/)).toEqual(['3', '0', '0'])
  await look(page, 'case-totals')
  await ledger.getByRole('link', { name: /^2 件，看生态环保/ }).click()
  await page.getByText('2 件，快到期的在前。').waitFor()
  await page.getByText('河边堆了垃圾').waitFor()
  expect(await page.getByText('灭火器过期了').count()).toBe(0)
  expect(await page.getByLabel('哪一种').inputValue()).toBe('ecology')
  await look(page, 'case-list-sort')
  await page.getByLabel('哪一种').selectOption({ label: '安全生产' })
  await page.getByText('灭火器过期了').waitFor()
})
