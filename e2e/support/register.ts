import { runOnce } from 'graphile-worker'
import type { Page } from 'playwright-core'
import { beforeAll } from 'vitest'
import type { Role } from '../../contract/roles.ts'
import { tasks } from '../../server/app.ts'
import { queueLogger } from '../../server/core/jobs/queue-logger.ts'
import { writeWorkbook } from '../../server/core/spreadsheet/write-workbook.ts'
import { newIdNumber, register } from '../../server/test/members.ts'
import { buildTree, type Tree } from '../../server/test/tree.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { type Site, startSite } from './server.ts'

export type RegisterSite = {
  site: Site
  browser: TestBrowser
  tree: Tree
  /** The people of 石桥支部 whom the tests speak of, and 高仁德 of 东溪支部. */
  people: Record<
    '林秀兰' | '周水根' | '叶春燕' | '陈如松' | '郁小满' | '高仁德',
    { memberId: string; idNumber: string }
  >
  /** An office page of somebody who has just come in. */
  enter(role: Role, orgId: number, expected?: readonly RegExp[]): Promise<Page>
  /** The server of a test has no worker of its own: what is in the queue is done when the test says so. */
  runJobs(): Promise<void>
}

const names = ['林秀兰', '周水根', '叶春燕', '陈如松', '郁小满', '高仁德'] as const

/** A branch of five and one person of the branch beside it, on a site of the file's own. Call it at the top. */
export function useRegister(): RegisterSite {
  const held = {} as RegisterSite
  beforeAll(async () => {
    const site = await startSite()
    const browser = await openBrowser()
    const tree = await buildTree(site.test)
    const enter: RegisterSite['enter'] = async (role, orgId, expected = []) => {
      const name = role === 'township-officer' ? '顾晓峰' : '沈国良'
      const { office } = await site.invite([{ role, orgId }], { name })
      const page = await browser.office({ expected })
      await page.goto(office)
      await page.getByRole('heading', { level: 1, name: '要办的事' }).waitFor()
      return page
    }
    const runJobs = () => workOff(site)
    Object.assign(held, { site, browser, tree, enter, runJobs, people: await enrol(site, tree) })
  })
  return held
}

async function enrol(site: Site, tree: Tree): Promise<RegisterSite['people']> {
  const idNumbers = names.map(() => newIdNumber())
  const said = {
    林秀兰: {
      sex: 'female',
      ethnic: '01',
      mobile: '13800005678',
      homeAddress: '石桥 8 号',
      education: '60',
      partyPost: '支部委员',
      monthlyDues: 20,
    },
    周水根: { homeAddress: '石桥 3 号' },
    叶春燕: {},
    陈如松: {},
    郁小满: { category: 'probationary', joinedOn: '2025-11-01', fullOn: undefined },
    高仁德: { orgId: tree.sibling },
  } as const
  const memberIds = await register(
    site.test,
    names.map((name, at) => ({ orgId: tree.branch, name, idNumber: idNumbers[at], ...said[name] })),
  )
  return Object.fromEntries(
    names.map((name, at) => [name, { memberId: memberIds[at], idNumber: idNumbers[at] }]),
  ) as RegisterSite['people']
}

/** Works off what is in the queue. */
export function workOff(site: Site): Promise<void> {
  const { runtime } = site.test.app
  return runOnce({
    pgPool: runtime.platform,
    taskList: tasks(runtime),
    concurrency: 1,
    noHandleSignals: true,
    logger: queueLogger(runtime.log as Parameters<typeof queueLogger>[0]),
  })
}

/** Chooses the file on the import page and has it read; what was read is there after the next `workOff`. */
export async function sendRegister(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByRole('link', { name: '导入', exact: true }).first().click()
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  await page.getByLabel('名册文件').setInputFiles({ name, mimeType, buffer })
  await page.getByRole('button', { name: '读一遍看看' }).click()
  await page.getByRole('heading', { name: /导入党员名册：正在读/ }).waitFor()
}

/** A branch's own table: a title over the whole, the headers in an order of its own. */
export async function ownTable(title: string, headers: string[], rows: string[][]): Promise<Buffer> {
  const columns = headers.map((_, column) => ({ header: column === 0 ? title : '' }))
  return Buffer.from(await writeWorkbook([{ name: '花名册', columns, rows: [headers, ...rows] }]))
}
