import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { goTo } from '../server/test/boards.ts'
import { buildScheme } from '../server/test/points.ts'
import { buildSelectionTest, givePoints, holdPost, type SelectionTest } from '../server/test/selections.ts'
import { openBrowser } from './support/browser.ts'
import { takeScreen } from './support/browser-checks.ts'
import { enter, expectNoSideways, look, type } from './support/hands.ts'
import { startSite } from './support/server.ts'

const site = await startSite()
const { office, phone } = await openBrowser()
let world: SelectionTest

beforeAll(async () => {
  world = await buildSelectionTest(site.test)
  await buildScheme(site.test, world.tree.committee)
  await holdPost(site.test, world.ids['丁小红'] ?? '', { orgId: world.tree.branch, title: '邻里调解' })
  await givePoints(site.test, world.ids['王阿根'] ?? '', '2026-05-01', 2)
  await givePoints(site.test, world.ids['林秀兰'] ?? '', '2026-05-01', 1)
})

const secretary = () =>
  site.invite([{ role: 'branch-secretary', orgId: world.tree.branch }], { name: '沈国良' })
const reviewer = () =>
  site.invite([{ role: 'committee-secretary', orgId: world.tree.committee }], { name: '董长林' })
const member = (name: string) =>
  site.invite([{ role: 'member', orgId: world.tree.branch }], { name, memberId: world.ids[name] ?? null })

async function count(page: Page, name: string, counts: readonly [string, string, string]): Promise<void> {
  for (const [at, kind] of ['赞成', '反对', '弃权'].entries())
    await page.getByLabel(`${name}，${kind}`).fill(counts[at] ?? '')
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

test('[001-12] [001-13] [001-14] the outstanding of a year: who may stand, chosen by people, published, awarded', async () => {
  const desk = await office({ expected: [/status of 400/] })
  await enter(desk, (await secretary()).office)
  await desk.getByRole('link', { name: '年度评优', exact: true }).click()
  await desk.getByText('还没有评选。').waitFor()
  await look(desk, 'selections-office-empty')
  await desk.getByRole('link', { name: '开始评选' }).click()
  await desk.getByLabel('名额').fill('1')
  await desk.getByLabel('积分至少几分').fill('二十')
  await desk.getByRole('button', { name: '开始评选' }).click()
  await desk.getByText('请写分数，比如 20。').waitFor()
  await desk.getByLabel('积分至少几分').fill('20')
  await look(desk, 'selections-office-open')
  await desk.getByRole('button', { name: '开始评选' }).click()
  await desk.getByText('开始了：优秀共产党员。现在可以提名。').waitFor()

  // Gate A by a post, gate B by points, and why the others may not.
  await desk.getByText('这一年在“邻里调解”岗位上').waitFor()
  await desk.getByText('没有岗位，这一年积分 20 分，够 20 分').waitFor()
  await desk.getByText('没有岗位，这一年积分 10 分，不到 20 分').waitFor()
  await desk.getByText('预备党员这次不参评').waitFor()
  await desk.getByLabel('提谁').selectOption({ label: '王阿根' })
  await type(desk, '为什么提这位同志', '河道是他一个人看着的')
  await desk.getByRole('button', { name: '提名', exact: true }).click()
  await desk.getByText('提名记下了：王阿根。').waitFor()
  await look(desk, 'selections-office-nominating')
  await desk.getByRole('link', { name: '20 分，王阿根这一年的积分，看手册' }).first().click()
  await desk.getByText('王阿根').first().waitFor()
  await desk.goBack()
  const path = new URL(desk.url()).pathname

  const hand = await phone()
  await enter(hand, (await member('方志明')).phone)
  await hand.goto(`${site.url}/m/me`)
  await hand.getByRole('link', { name: /年度评优/ }).click()
  await look(hand, 'selections-phone-list')
  await hand.getByRole('link', { name: /打开石桥支部 2026 年优秀共产党员/ }).click()
  await hand.getByText('您这次不能参评').waitFor()
  await hand.getByText('没有岗位，这一年积分 0 分，不到 20 分').waitFor()
  expect(await hand.innerText('main')).not.toMatch(/积分 20 分/)
  await hand.getByLabel('提谁').selectOption({ label: '丁小红' })
  await type(hand, '为什么提这位同志', '哪家吵架都找得到她')
  await hand.getByRole('button', { name: '提名', exact: true }).click()
  await hand.getByText('提名记下了：丁小红。').waitFor()
  await expectNoSideways(hand)
  await expectRoomForLarge(hand)
  await look(hand, 'selections-phone-nominated')

  await desk.reload()
  await desk.getByRole('button', { name: '结束提名' }).click()
  await desk.getByText('提名结束了，可以评定。').waitFor()
  await desk.getByLabel('实到').fill('5')
  await count(desk, '丁小红', ['4', '0', '0'])
  await count(desk, '王阿根', ['3', '2', '0'])
  await desk.getByRole('button', { name: '记下，交另一个人复核' }).click()
  await desk.getByText('丁小红的三项加起来是 4，实到 5 人。没写的和废票记弃权。').waitFor()
  await look(desk, 'selections-office-vote')
  await count(desk, '丁小红', ['3', '2', '0'])
  await desk.getByRole('button', { name: '记下，交另一个人复核' }).click()
  await desk.getByText('第 1 轮没有选出来').waitFor()
  await desk.getByText('丁小红：赞成 3 票，反对 2 票，弃权 0 票').waitFor()
  await look(desk, 'selections-office-second-round')
  await desk.getByLabel('实到').fill('5')
  await count(desk, '王阿根', ['3', '2', '0'])
  await count(desk, '丁小红', ['4', '0', '1'])
  await desk.getByRole('button', { name: '记下，交另一个人复核' }).click()
  await desk.getByText('赞成 4 票，反对 0 票，弃权 1 票').waitFor()
  expect(await desk.getByRole('button', { name: /复核无误/ }).count()).toBe(0)

  const second = await phone()
  await enter(second, (await reviewer()).phone)
  await second.getByRole('link', { name: /复核石桥支部 2026 年优秀共产党员名单/ }).click()
  await second.getByText('公示出去的就是下面这些，一字不差').waitFor()
  await second.getByText('名字和积分只有本支部看得到，这里只有人数。').waitFor()
  await look(second, 'selections-phone-review')
  await expectRoomForLarge(second)
  await second.getByRole('button', { name: '复核无误，公示 5 个工作日' }).click()
  await second.getByText('已经公示，到 11月27日。').waitFor()

  await desk.reload()
  const link = desk.getByRole('link', { name: /\/public\/selections\// })
  const address = (await link.getAttribute('href')) ?? ''
  await look(desk, 'selections-office-published')
  const stranger = await phone({ javaScriptEnabled: false })
  await stranger.goto(`${site.url}${address}`)
  const shown = await stranger.innerText('main')
  expect(shown).toContain('丁小红')
  expect(shown).not.toMatch(/王阿根|4 票/)
  // The checks need a script of their own; the page has none.
  const checked = await phone()
  await checked.goto(`${site.url}${address}`)
  await look(checked, 'selections-public')
  await checked.getByRole('link', { name: '写意见' }).click()
  await look(checked, 'selections-public-objection')

  goTo(site.test, '2026-11-30')
  const later = await office()
  await enter(later, (await secretary()).office)
  await later.getByRole('link', { name: /表彰：石桥支部 2026 年优秀共产党员公示期满/ }).click()
  await later.getByLabel('给丁小红的奖品').fill('毛巾一条')
  await look(later, 'selections-office-award')
  await later.getByRole('button', { name: '表彰', exact: true }).click()
  await later.getByText('记下了：1 项表彰，证书可以打印。').waitFor()
  await later.getByRole('button', { name: '表彰', exact: true }).waitFor({ state: 'detached' })
  await later.getByText('已表彰').waitFor()
  await look(later, 'selections-office-awarded')
  expect(new URL(later.url()).pathname).toBe(path)
  for (const [what, starts] of [
    ['PDF 证书', '%PDF-'],
    ['Word 证书', 'PK'],
  ] as const) {
    const coming = later.waitForEvent('download')
    await later.getByRole('button', { name: `丁小红的${what}` }).click()
    const file = await coming
    expect(file.suggestedFilename()).toMatch(/^丁小红2026年优秀共产党员证书\.(pdf|docx)$/)
    expect(readFileSync(await file.path(), 'latin1').slice(0, starts.length)).toBe(starts)
  }
  const paper = (await later.getByRole('link', { name: '丁小红的打印' }).getAttribute('href')) ?? ''
  await later.goto(`${site.url}${paper}`)
  await takeScreen(later, 'certificate')

  const own = await phone()
  await enter(own, (await member('丁小红')).phone)
  await own.goto(`${site.url}/m${path}`)
  await own.getByText('毛巾一条').waitFor()
  await expectNoSideways(own)
  await expectRoomForLarge(own)
  await look(own, 'selections-phone-awarded')
})

test('from above the branch: counts without names, a decision in words, recalled with its reason, an award taken back', async () => {
  goTo(site.test, '2026-11-30')
  const { tree } = world
  const township = (name: string) =>
    site.invite([{ role: 'township-officer', orgId: tree.township }], { name })
  const desk = await office()
  await enter(desk, (await township('周水根')).office)
  await desk.goto(`${site.url}/selections/new`)
  await desk.getByLabel('评什么').fill('先锋党员')
  await desk.getByRole('radio', { name: /研究决定/ }).check()
  await desk.getByRole('button', { name: '开始评选' }).click()
  await desk.getByText('名字和积分只有本支部看得到，这里只有人数。').waitFor()
  expect(await desk.innerText('main')).not.toMatch(/丁小红|王阿根|邻里调解/)
  await look(desk, 'selections-office-above')
  const path = new URL(desk.url()).pathname

  const branch = await phone()
  await enter(branch, (await secretary()).phone)
  await branch.goto(`${site.url}/m${path}`)
  await branch.getByLabel('提谁').selectOption({ label: '丁小红' })
  await type(branch, '为什么提这位同志', '调解了十二家')
  await branch.getByRole('button', { name: '提名', exact: true }).click()
  await branch.getByText('提名记下了：丁小红。').waitFor()

  await desk.reload()
  await desk.getByRole('button', { name: '结束提名' }).click()
  await desk.getByRole('button', { name: '记下，交另一个人复核' }).click()
  await desk.getByText('请选定了谁。').waitFor()
  await desk.getByRole('checkbox', { name: '丁小红' }).check()
  await type(desk, '怎么研究决定的', '镇党委会研究，一致同意。')
  await look(desk, 'selections-office-decision')
  await desk.getByRole('button', { name: '记下，交另一个人复核' }).click()
  await desk.getByText('镇党委会研究，一致同意。').waitFor()

  const second = await office()
  await enter(second, (await township('顾晓峰')).office)
  await second.goto(site.url + path)
  await second.getByRole('button', { name: '复核无误，公示 5 个工作日' }).click()
  await second.getByText('已经公示，到 12月7日。').waitFor()
  await second.getByRole('button', { name: '撤回公示' }).click()
  await look(second, 'selections-office-recall')
  await type(second, '为什么撤回', '名字写错了')
  await second.getByRole('dialog').getByRole('button', { name: '撤回公示' }).click()
  await second.getByText('说明：名字写错了').waitFor()
  await second.getByRole('button', { name: '取消评选' }).waitFor()

  // What the branch itself awarded is taken back there, and stays on record.
  const later = await office()
  await enter(later, (await secretary()).office)
  await later.goto(`${site.url}/selections`)
  await later.getByRole('link', { name: /打开石桥支部 2026 年优秀共产党员，已表彰/ }).click()
  await later.getByRole('button', { name: '收回丁小红的表彰' }).click()
  await type(later, '为什么收回', '材料不实')
  await later.getByRole('dialog').getByRole('button', { name: '收回' }).click()
  await later.getByText('沈国良收回：材料不实').waitFor()
  expect(await later.getByRole('button', { name: '丁小红的PDF 证书' }).count()).toBe(0)
  await look(later, 'selections-office-taken-back')
})
