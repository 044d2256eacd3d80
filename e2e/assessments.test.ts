import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { schemeVersion } from '../contract/scheme-version.ts'
import kaijiang from '../server/features/points/ready/kaijiang-2018.json' with { type: 'json' }
import { type AssessmentTest, buildAssessmentTest } from '../server/test/assessments.ts'
import { buildScheme } from '../server/test/points.ts'
import { openBrowser } from './support/browser.ts'
import { enter, expectNoSideways, look } from './support/hands.ts'
import { startSite } from './support/server.ts'

const site = await startSite()
const { office, phone } = await openBrowser()
let world: AssessmentTest
const nameOf = (at: number) => world.names[at] ?? ''

beforeAll(async () => {
  world = await buildAssessmentTest(site.test, 6)
  await buildScheme(site.test, world.tree.branch, schemeVersion.parse(kaijiang.version))
})

async function atDesk(role: 'branch-secretary' | 'branch-deputy', at: number, expected: RegExp[] = []) {
  const page = await office({ expected })
  const grants = [{ role, orgId: world.tree.branch }]
  await enter(page, (await site.invite(grants, { name: nameOf(at), memberId: world.ids[at] ?? null })).office)
  return page
}

async function onPhone(at: number): Promise<Page> {
  const page = await phone()
  const grants = [{ role: 'member' as const, orgId: world.tree.branch }]
  await enter(page, (await site.invite(grants, { name: nameOf(at), memberId: world.ids[at] ?? null })).phone)
  return page
}

async function fill(page: Page, label: string, value: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(value)
}

/** In large type and at twice the size of text nothing stands beyond the edge of a phone. */
async function expectRoomForLarge(page: Page): Promise<void> {
  const root = page.locator('html')
  await root.evaluate((html) => html.style.setProperty('font-size', '200%'))
  await expectNoSideways(page)
  await root.evaluate((html) => html.style.setProperty('font-size', ''))
  await root.evaluate((html) => html.setAttribute('data-mode', 'elder'))
  await expectNoSideways(page)
  await root.evaluate((html) => html.setAttribute('data-mode', 'phone'))
}

/** 我的 → 民主评议 → 去评, a grade for one or two others, and in it goes. */
async function answer(at: number, grades: readonly [name: string, grade: string][]): Promise<Page> {
  const page = await onPhone(at)
  await page.goto(`${site.url}/m/me`)
  await page.getByRole('link', { name: /^民主评议/ }).click()
  await page.getByText('评不评由您。').waitFor()
  await page.getByRole('link', { name: '去评2026 年民主评议' }).click()
  await page.getByText('谁没有评，谁也看不到。').waitFor()
  expect(await page.getByRole('group', { name: nameOf(at) }).count()).toBe(0)
  for (const [name, grade] of grades)
    await page.getByRole('group', { name }).getByText(grade, { exact: true }).click()
  return page
}

async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: '交上去' }).click()
  await page.getByText('交上去了。评的内容里没有您的名字。').waitFor()
}

test('[001-30] opened in the branch, answered by phone and on sheets, counted by two, and the mark opens from the booklet', async () => {
  const desk = await atDesk('branch-secretary', 0, [/status of 409/])
  await desk.getByRole('link', { name: '民主评议', exact: true }).click()
  await desk.getByText('还没有开过评议。').waitFor()
  await look(desk, 'assessments-office-empty')
  await desk.getByRole('link', { name: '开一次评议' }).click()
  await desk.getByText('评 6 人').waitFor()
  await fill(desk, '至少几个人评了才出结果', '3')
  await look(desk, 'assessments-office-open')
  await desk.getByRole('button', { name: '开始评议' }).click()
  await desk.getByText('开始了：2026 年民主评议。').waitFor()
  await look(desk, 'assessments-office-answering')

  // Three by phone, one of them for two others.
  const first = await answer(3, [
    [nameOf(5), '优秀'],
    [nameOf(0), '合格'],
  ])
  await look(first, 'assessments-phone-ballot')
  await expectRoomForLarge(first)
  await send(first)
  await first.getByText('您评过了，或者领过纸票了').waitFor()
  await look(first, 'assessments-phone-list')
  // Nothing of it stays on the phone.
  const kept = await first.evaluate(() => JSON.stringify(Object.entries(localStorage)))
  expect(kept).not.toContain('choices')
  expect(kept).not.toContain(world.ids[5])
  for (const at of [4, 1]) await send(await answer(at, [[nameOf(5), at === 4 ? '优秀' : '合格']]))

  // The others take a sheet; who answered by phone gets none, and it is not said why.
  await desk.reload()
  await desk.getByText('手机上评了 3 人').waitFor()
  for (const at of [0, 2, 5]) {
    await desk.getByLabel('谁来领').selectOption({ label: nameOf(at) })
    await desk.getByRole('button', { name: '发一张票' }).click()
    await desk.getByText(`发给${nameOf(at)}了。`).waitFor()
  }
  await desk.getByLabel('谁来领').selectOption({ label: nameOf(3) })
  await desk.getByRole('button', { name: '发一张票' }).click()
  await desk.getByText('这位同志已经评过，或者领过票了，不再发票。').waitFor()

  const [paper] = await Promise.all([
    desk.waitForEvent('popup'),
    desk.getByRole('link', { name: '打印纸票' }).click(),
  ])
  await paper.getByText('2026 年民主评议评议票').waitFor()
  await look(paper, 'print-assessment-sheet')
  await paper.close()

  await desk.getByRole('button', { name: '收完了，记计票结果' }).click()
  await fill(desk, '收回几张', '3')
  await fill(desk, '废票几张', '0')
  await desk.getByLabel('计票人 1').selectOption({ label: nameOf(2) })
  await desk.getByLabel('计票人 2').selectOption({ label: nameOf(4) })
  for (const at of [0, 1, 2, 3, 4, 5]) {
    await fill(desk, `${nameOf(at)}，优秀`, '1')
    await fill(desk, `${nameOf(at)}，合格`, '2')
  }
  await look(desk, 'assessments-office-count')
  await desk.getByRole('button', { name: '记下，交另一个人核对' }).click()
  await desk.getByText('记下了，等另一个人核对。').waitFor()
  expect(await desk.getByRole('button', { name: '核对无误，出结果' }).count()).toBe(0)

  const second = await atDesk('branch-deputy', 1)
  await second.getByRole('link', { name: /^核对/ }).click()
  await second.getByRole('button', { name: '核对无误，出结果' }).waitFor()
  await look(second, 'assessments-office-check')
  await second.getByRole('button', { name: '核对无误，出结果' }).click()
  await second.getByText('结果出来了。').waitFor()
  // 3 × 50 and 3 × 40: two good and one fair by phone, one and two on the sheets.
  await second.getByRole('button', { name: `45 分，${nameOf(5)}，看是怎么来的` }).click()
  await second.getByText('优秀 3 票，每票 50 分；合格 3 票，每票 40 分，6 票平均 45 分').waitFor()
  await look(second, 'assessments-office-result')

  // The booklet: the points, and in two presses the assessment they came from.
  const own = await onPhone(5)
  await own.goto(`${site.url}/m/booklet`)
  await own.getByRole('button', { name: /^\+45，评议打分/ }).click()
  await own.getByRole('link', { name: '民主评议' }).click()
  await own.getByText('6 个人评了您').waitFor()
  await own.getByRole('button', { name: '45 分，看是怎么来的' }).click()
  await own.getByText('6 票平均 45 分').waitFor()
  await look(own, 'assessments-phone-result')
  await expectRoomForLarge(own)

  // The same at a desk, for who has no office there.
  const desktop = await office()
  const grants = [{ role: 'member' as const, orgId: world.tree.branch }]
  const invited = await site.invite(grants, { name: nameOf(5), memberId: world.ids[5] ?? null })
  await enter(desktop, invited.office)
  await desktop.goto(second.url())
  await desktop.getByText('6 个人评了您').waitFor()
  await look(desktop, 'assessments-office-own')
})
