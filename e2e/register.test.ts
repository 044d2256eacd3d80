import { runOnce } from 'graphile-worker'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { tasks } from '../server/app.ts'
import { queueLogger } from '../server/core/jobs/queue-logger.ts'
import { writeWorkbook } from '../server/core/spreadsheet/write-workbook.ts'
import { newIdNumber, register } from '../server/test/members.ts'
import { buildOrg, buildTree, type Tree } from '../server/test/tree.ts'
import { openBrowser, type TestBrowser } from './support/browser.ts'
import { checkAccessibility, takeScreen } from './support/browser-checks.ts'
import { type Site, startSite } from './support/server.ts'

let site: Site
let browser: TestBrowser
let tree: Tree
let lin: string
const ids = Array.from({ length: 4 }, () => newIdNumber())
const [linId = '', zhouId = '', yeId = '', gaoId = ''] = ids

beforeAll(async () => {
  site = await startSite()
  browser = await openBrowser()
  tree = await buildTree(site.test)
  const made = await register(site.test, [
    {
      orgId: tree.branch,
      name: '林秀兰',
      idNumber: linId,
      sex: 'female',
      ethnic: '01',
      mobile: '13800005678',
      homeAddress: '石桥 8 号',
      education: '60',
      partyPost: '支部委员',
      monthlyDues: 20,
    },
    { orgId: tree.branch, name: '周水根', idNumber: zhouId, homeAddress: '石桥 3 号' },
    { orgId: tree.branch, name: '叶春燕', idNumber: yeId },
    { orgId: tree.branch, name: '陈如松' },
    {
      orgId: tree.branch,
      name: '郁小满',
      category: 'probationary',
      joinedOn: '2025-11-01',
      fullOn: undefined,
    },
    { orgId: tree.sibling, name: '高仁德', idNumber: gaoId },
  ])
  lin = made[0] as string
})

function secretaryOf(orgId: number) {
  return site.invite([{ role: 'branch-secretary', orgId }], { name: '沈国良' })
}

async function enter(role: 'branch-secretary' | 'township-officer', orgId: number, expected: RegExp[] = []) {
  const { office } = await site.invite([{ role, orgId }], {
    name: role === 'township-officer' ? '顾晓峰' : '沈国良',
  })
  const page = await browser.office({ expected })
  await page.goto(office)
  await page.getByRole('heading', { level: 1, name: '要办的事' }).waitFor()
  return page
}

/** The server of the test has no worker of its own: what is in the queue is done when the test says so. */
function runJobs() {
  const { runtime } = site.test.app
  return runOnce({
    pgPool: runtime.platform,
    taskList: tasks(runtime),
    concurrency: 1,
    noHandleSignals: true,
    logger: queueLogger(runtime.log as Parameters<typeof queueLogger>[0]),
  })
}

/** A branch's own table: a title over the whole, the headers in an order of its own. */
async function ownTable(title: string, headers: string[], rows: string[][]): Promise<Buffer> {
  const columns = headers.map((_, at) => ({ header: at === 0 ? title : '' }))
  return Buffer.from(await writeWorkbook([{ name: '花名册', columns, rows: [headers, ...rows] }]))
}

async function send(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByRole('link', { name: '导入', exact: true }).first().click()
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  await page.getByLabel('名册文件').setInputFiles({ name, mimeType, buffer })
  await page.getByRole('button', { name: '读一遍看看' }).click()
  await page.getByRole('heading', { name: /导入党员名册：正在读/ }).waitFor()
}

test('a secretary finds a member, reads the card, and sees a number in clear with a reason', async () => {
  const page = await enter('branch-secretary', tree.branch, [/status of 400/])
  await page.getByRole('link', { name: '党员', exact: true }).click()
  await page.getByText('石桥支部，5 人').waitFor()
  await checkAccessibility(page)
  await takeScreen(page, 'office-members')
  await page.getByLabel('找人').fill('lxl')
  await page.getByText('石桥支部，1 人').waitFor()
  await page.getByLabel('找人').fill('1234567')
  await page.getByText('请输入身份证号或手机号的后四位').waitFor()
  await page.getByLabel('找人').fill('5678')
  await page.getByText('石桥支部，1 人').waitFor()
  await page.getByRole('link', { name: '林秀兰' }).click()
  await page.getByRole('heading', { level: 1, name: '林秀兰' }).waitFor()
  await page.getByText('138****5678').waitFor()
  expect(await page.content()).not.toContain('13800005678')
  await page.getByRole('button', { name: '党龄 12 年 5 个月，看怎么算的' }).click()
  await page.getByText('预备期不算').waitFor()
  await page.getByRole('button', { name: '看手机号全号' }).click()
  await page.getByRole('button', { name: '看', exact: true }).click()
  await expect.poll(() => page.locator('.problem').count()).toBe(1)
  await page.getByLabel('为什么要看').fill('通知开会')
  await checkAccessibility(page)
  await takeScreen(page, 'office-member-reveal')
  await page.getByRole('button', { name: '看', exact: true }).click()
  await page.getByText('13800005678').waitFor()
  await checkAccessibility(page)
  await takeScreen(page, 'office-member')
})
