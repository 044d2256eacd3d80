import type { Page } from 'playwright-core'
import { buildUnusedScheme } from '../../server/test/points.ts'
import { buildTree, type Tree } from '../../server/test/tree.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { enter, look } from './hands.ts'
import { sendRegister, workOff } from './register.ts'
import { type Site, startSite } from './server.ts'

export type County = {
  site: Site
  browser: TestBrowser
  tree: Tree
  /** Somebody's page at a desk, from the one-time address that was handed to them. */
  atDesk(address: string): Promise<Page>
}

/** A county that has its organisations, a scheme that counts nowhere yet, and not one member. */
export async function startCounty(): Promise<County> {
  const site = await startSite()
  const browser = await openBrowser()
  const tree = await buildTree(site.test)
  await buildUnusedScheme(site.test, tree.township)
  const atDesk: County['atDesk'] = async (address) => {
    const page = await browser.office()
    await enter(page, address)
    return page
  }
  return { site, browser, tree, atDesk }
}

/** A part of a long test; when it fails, the failure begins with its name. */
export async function step<T>(name: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (cause) {
    throw new Error(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

export type Account = { name: string; role: string; orgId: number; reason: string }

/** Opens an account on the administrator's page; answers the one-time address that it shows. */
export async function openAccount(page: Page, { name, role, orgId, reason }: Account): Promise<string> {
  await page.getByRole('button', { name: '开一个账号' }).click()
  await page.getByLabel('姓名', { exact: true }).fill(name)
  await page.getByLabel('角色').selectOption({ label: role })
  await page.getByLabel('在哪个组织').selectOption({ value: String(orgId) })
  await page.getByLabel('凭什么授权').fill(reason)
  await page.getByRole('button', { name: '开账号，拿登录地址' }).click()
  await page.getByText(`给${name}开好了账号`).waitFor()
  return page.locator('.handed code').innerText()
}

/** Has a table read, and answers what the dry run says of it in its tiles, one line. */
export async function tryImport(site: Site, page: Page, name: string, file: Buffer): Promise<string> {
  await sendRegister(page, name, file)
  await workOff(site)
  await page.getByRole('heading', { name: '导入党员名册：试运行' }).waitFor()
  const tiles = await page.getByRole('group', { name: '按类别看' }).innerText()
  return tiles.replace(/\s+/g, ' ')
}

/** The points beside each name of a published board, as anyone reads them. */
export async function readPublicBoard(page: Page): Promise<Map<string, number>> {
  const rows = await page.locator('table.bd tbody tr').all()
  const read = rows.map(async (row) => {
    const name = await row.locator('th').innerText()
    const total = await row.locator('td.t').innerText()
    return [name, Number(/-?\d+/.exec(total.replaceAll(name, ''))?.[0])] as const
  })
  return new Map(await Promise.all(read))
}

/** Opens a line of the ledger of points and stands at the record that it came from. */
export async function standAtRecord(page: Page, line: RegExp): Promise<void> {
  await page.getByRole('button', { name: line }).first().click()
  await page.getByRole('link', { name: /活动记录第 \d+ 号/ }).click()
}

/** The secretary opens the member's own account on the member's page; answers the address that it shows. */
async function openMemberAccount(page: Page, name: string): Promise<string> {
  await page.getByRole('link', { name: '党员', exact: true }).click()
  await page.getByRole('searchbox').fill(name)
  await page.getByRole('link', { name, exact: true }).click()
  await page.getByRole('button', { name: '给本人开账号' }).click()
  await page.getByText(`给${name}开好了账号`).waitFor()
  await look(page, 'main-job-member-account')
  return page.locator('.handed code').innerText()
}

/** The township puts its scheme to use in the branch, from the day of the test on. */
export async function adoptScheme({ tree }: County, officer: Page): Promise<void> {
  await officer.getByRole('link', { name: '积分方案' }).click()
  await officer.getByText('还没有哪个组织用它，所以不记分。').waitFor()
  await officer.getByRole('button', { name: '用到一个组织' }).click()
  await officer.getByLabel('哪个组织用').selectOption(String(tree.branch))
  await officer.getByRole('button', { name: '用起来' }).click()
  await officer.getByText(/石桥支部从2026年11月20日起用这个方案/).waitFor()
}

/** A correction is told from what it corrects by its instant. */
export function passMinutes({ test: { clock } }: Site, minutes: number): void {
  clock.now = new Date(clock.now.getTime() + minutes * 60_000)
}

/** A member with the own book open on the phone, come in by the address that the secretary handed over. */
export async function memberOnPhone({ browser }: County, secretary: Page, name: string): Promise<Page> {
  const member = await browser.phone()
  await enter(member, await openMemberAccount(secretary, name))
  await member.getByRole('link', { name: '我的', exact: true }).click()
  await member.getByRole('link', { name: /我的积分手册/ }).click()
  return member
}
