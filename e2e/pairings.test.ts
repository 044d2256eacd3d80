import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { listHouseholds } from '../contract/households.ts'
import { buildPairingTest, type PairingTest } from '../server/test/pairings.ts'
import { addHouseholds } from '../server/test/visits.ts'
import { openBrowser } from './support/browser.ts'
import { expectBurden } from './support/burden.ts'
import { countEffort } from './support/effort.ts'
import { enter, look, type } from './support/hands.ts'
import { dumpStorage, waitForShell } from './support/kept.ts'
import { startSite } from './support/server.ts'

const site = await startSite()
const { office, phone } = await openBrowser()
let world: PairingTest
let doors: string[]

/** What waits on this phone, as it lies there. */
function readOutbox(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const asked = indexedDB.open('zhibutong')
        asked.addEventListener('error', () => reject(asked.error))
        asked.addEventListener('success', () => {
          const all = asked.result.transaction('outbox').objectStore('outbox').getAll()
          all.addEventListener('success', () => resolve(JSON.stringify(all.result)))
        })
      }),
  )
}

/** How many notes half written lie there. */
const countDrafts = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const asked = indexedDB.open('zhibutong-carried')
        asked.addEventListener('error', () => reject(asked.error))
        asked.addEventListener('success', () => {
          const count = asked.result.transaction('drafts').objectStore('drafts').count()
          count.addEventListener('success', () => resolve(count.result))
        })
      }),
  )

beforeAll(async () => {
  world = await buildPairingTest(site.test)
  await addHouseholds(world.village, world.tree.grid, 24)
  const register = { params: { orgId: world.tree.grid }, query: { limit: 50 } }
  const { body } = await world.village.ask(listHouseholds, register)
  doors = body.rows.map((row) => row.address)
})

test('a household is found by its contact or its house number, in the hand as at the desk, never more than twenty', async () => {
  const hand = await phone()
  const secretary = [{ role: 'committee-secretary' as const, orgId: world.tree.village }]
  const { phone: inHand } = await site.invite(secretary, { name: '林建平' })
  await enter(hand, inHand)
  await hand.goto(`${site.url}/m/pairings`)
  await hand.getByRole('button', { name: '结一个对子' }).click()
  await type(hand, '哪一户', '石桥')
  await hand.getByText(`一共 ${doors.length} 户，先列 20 户。`, { exact: false }).waitFor()
  expect(await hand.getByRole('button', { name: /^选石桥/ }).count()).toBe(20)
  // Of two digits, so that no other begins with it.
  const door = doors.find((one) => /\d\d/.test(one)) ?? ''
  const no = door.replace(/\D/g, '')
  await hand.getByLabel('哪一户').fill(`户主${no}`)
  await expect.poll(() => hand.getByRole('button', { name: /^选石桥/ }).count()).toBe(1)
  await look(hand, 'phone-pairing-household')
  await hand.getByRole('button', { name: `选${door}，户主${no}` }).click()
  await hand.getByRole('button', { name: `不选${door}` }).waitFor()

  await hand.goto(`${site.url}/m/grids/${world.tree.grid}/households`)
  await hand.getByText(doors.at(-1) ?? '', { exact: true }).waitFor()
  await type(hand, '找一户', `户主${no}`)
  await expect.poll(() => hand.locator('.task').count()).toBe(1)
  await hand.getByText(door, { exact: true }).waitFor()
  await look(hand, 'phone-households-found')
})

test('[003-14][003-15][003-16] a pairing begins at the desk, a help is noted in the hand, and a review puts another in its place', async () => {
  const desk = await office()
  const secretary = [{ role: 'committee-secretary' as const, orgId: world.tree.village }]
  const { office: link } = await site.invite(secretary, { name: '董长林' })
  await enter(desk, link)
  await desk.getByRole('link', { name: '帮扶对子', exact: true }).click()
  await desk.getByText('还没有帮扶对子。').waitFor()
  await look(desk, 'office-pairings-empty')
  await desk.getByRole('button', { name: '结一个对子' }).click()
  await type(desk, '哪位党员', '沈国良')
  await desk.getByRole('button', { name: /沈国良/ }).click()
  const [address = ''] = doors
  await type(desk, '哪一户', '没有这户')
  await desk.getByText('没有找到这一户，换个字再试。').waitFor()
  await desk.getByLabel('哪一户').fill(address)
  await desk.getByRole('button', { name: `选${address}` }).click()
  await desk.getByRole('button', { name: `不选${address}` }).waitFor()
  await desk.getByRole('radio', { name: /乙类/ }).check()
  await look(desk, 'office-pairing-form')
  await desk.getByRole('button', { name: '结对', exact: true }).click()
  await desk.getByText('结好了：沈国良。').waitFor()
  await look(desk, 'office-pairings')

  const hand = await phone({ expected: [/ERR_INTERNET_DISCONNECTED|Failed to fetch/] })
  const member = [{ role: 'member' as const, orgId: world.tree.branch }]
  const { phone: inHand } = await site.invite(member, { memberId: world.helperId })
  await enter(hand, inHand)
  await hand.goto(`${site.url}/m/own-pairings`)
  await hand.getByRole('button', { name: `记帮扶：${address}` }).click()
  await hand.getByRole('radio', { name: '帮资金' }).check()
  await hand.getByRole('button', { name: '记下', exact: true }).click()
  await hand.getByText('请写金额，如 200 或 99.5。').waitFor()
  await hand.getByLabel('多少钱（元）').fill('200.5')
  await hand.getByLabel('作什么用').fill('买果苗')
  await look(hand, 'phone-pairing-help')
  await hand.getByRole('button', { name: '记下', exact: true }).click()
  await hand.getByText('记下了：帮资金。').waitFor()
  await look(hand, 'phone-own-pairings')

  // Once more, at the house, where there is no line; the page has been read, and the phone is taken out again there.
  await waitForShell(hand)
  await hand.context().setOffline(true)
  await hand.goto('about:blank')
  await hand.goto(`${site.url}/m/own-pairings`)
  await hand.getByRole('heading', { level: 2, name: address }).waitFor()
  await look(hand, 'phone-own-pairings-offline')
  const effort = await countEffort(hand)
  await hand.getByRole('button', { name: `记帮扶：${address}` }).click()
  await hand.getByRole('radio', { name: '教技术' }).check()
  await hand.getByLabel('想记的话').fill('嫁接')
  await expect.poll(() => countDrafts(hand)).toBe(1)
  expect(await dumpStorage(hand)).not.toMatch(/嫁接|technology|石桥 |买果苗/)
  await hand.getByRole('button', { name: '记下', exact: true }).click()
  await hand.getByText('没有信号。写下的在手机里，有信号就送出。').waitFor()
  await expectBurden('help of a pairing without a line, on a phone', effort.stop())
  const kept = await readOutbox(hand)
  expect(kept).toContain('sealed')
  expect(kept).not.toMatch(/嫁接|technology/)
  await hand.context().setOffline(false)
  await hand.goto(`${site.url}/m/own-pairings`)
  await hand.getByText(/帮了 2 次/).waitFor()
  expect(await readOutbox(hand)).toBe('[]')
  expect(await countDrafts(hand)).toBe(0)
  // What was read stays sealed until its person signs out.
  expect(await dumpStorage(hand)).toMatch(/read getOwnPairings/)
  await hand.goto(`${site.url}/m/me`)
  await hand.getByRole('button', { name: '退出登录' }).click()
  await hand.getByLabel('登录名').waitFor()
  await expect.poll(() => dumpStorage(hand)).not.toMatch(/getOwnPairings/)

  await desk.getByRole('link', { name: /^看沈国良和/ }).click()
  await desk.getByText('一共帮了 2 次，资金 200.50 元。').waitFor()
  await desk.getByRole('button', { name: /帮资金记了什么/ }).click()
  await desk.getByText('买果苗').waitFor()
  await look(desk, 'office-pairing')
  await desk.getByRole('button', { name: '复核', exact: true }).click()
  await desk.getByRole('radio', { name: /^调整/ }).check()
  await desk.getByRole('radio', { name: /甲类/ }).check()
  await look(desk, 'office-pairing-review')
  await desk.getByRole('button', { name: '记下', exact: true }).click()
  await desk.getByText('复核好了：调整。').waitFor()
  await desk.getByRole('link', { name: '这一户的对子' }).click()
  await desk.getByText('前后结过的对子，现在的在前。').waitFor()
  expect(await desk.getByRole('listitem').filter({ hasText: address }).count()).toBe(2)
  await look(desk, 'office-pairing-history')
})

test('[003-20] a member is asked on the phone, agrees, reads who looked, and takes consent back', async () => {
  const hand = await phone()
  const desk = await office()
  const keeper = [{ role: 'branch-secretary' as const, orgId: world.tree.branch }]
  const { office: link } = await site.invite(keeper, { name: '顾晓峰' })
  await enter(desk, link)
  await desk.getByRole('link', { name: '困难党员', exact: true }).click()
  await desk.getByRole('button', { name: '建一份' }).click()
  await type(desk, '哪位党员', '林秀兰')
  await desk.getByRole('button', { name: /林秀兰/ }).click()
  await desk.getByLabel('给资金').check()
  await type(desk, '什么情况，要帮什么', '屋顶漏雨')
  await desk.getByRole('radio', { name: /在手机上问本人/ }).check()
  await look(desk, 'office-hardship-form')
  await desk.getByRole('button', { name: '建档', exact: true }).click()
  await desk.getByText('问了本人，等答复。').waitFor()

  const member = [{ role: 'member' as const, orgId: world.tree.branch }]
  const { phone: inHand } = await site.invite(member, { memberId: world.otherId, name: '林秀兰' })
  await enter(hand, inHand)
  await hand.getByText('支部想帮您，请您看看同不同意').waitFor()
  await hand.getByRole('link', { name: /看看/ }).click()
  await hand.getByText('屋顶漏雨').waitFor()
  await look(hand, 'phone-hardship-asked')
  await hand.getByRole('button', { name: '同意', exact: true }).click()
  await hand.getByText('您同意了，支部可以来帮了。').waitFor()

  await desk.reload()
  await desk.getByRole('button', { name: '看原文' }).click()
  await type(desk, '为什么要看', '发补助前核对')
  await desk.getByRole('dialog').getByRole('button', { name: '看原文' }).click()
  await desk.getByText('屋顶漏雨').waitFor()
  await desk.getByRole('button', { name: '记一次措施' }).click()
  await type(desk, '具体是什么', '修屋顶')
  await type(desk, '多少钱（元）', '1200')
  await desk.getByRole('button', { name: '记下', exact: true }).click()
  await desk.getByText('记下了：给资金。').waitFor()
  await look(desk, 'office-hardship')

  await hand.reload()
  await hand.getByText('顾晓峰：发补助前核对').waitFor()
  await look(hand, 'phone-own-hardship')
  await hand.getByRole('button', { name: '收回同意' }).click()
  await hand.getByRole('dialog').getByRole('button', { name: '收回同意' }).click()
  await hand.getByText('没有为您建档案').waitFor()
  await desk.goto(`${site.url}/hardship-files`)
  await desk.getByText('没有困难党员档案。').waitFor()
  await desk.getByText('2026 年一共帮了 1 次，资金 1200 元。').waitFor()
  await expect.poll(() => desk.getByText('屋顶漏雨').count()).toBe(0)
})

test('[003-14] the county adds an item to a menu, and takes it off', async () => {
  const desk = await office()
  const { office: link } = await site.invite([{ role: 'county-officer', orgId: site.test.county.rootId }])
  await enter(desk, link)
  await desk.getByRole('link', { name: '帮扶菜单', exact: true }).click()
  await desk.getByRole('button', { name: '加一项' }).click()
  await type(desk, '叫什么', '送果苗')
  await desk.getByRole('button', { name: '加上', exact: true }).click()
  await desk.getByText('加上了：送果苗。').waitFor()
  await look(desk, 'office-help-menus')
  const takeOff = desk.getByRole('button', { name: '去掉送果苗' })
  await takeOff.click()
  await desk.getByText('去掉了：送果苗。').waitFor()
  await expect.poll(() => takeOff.count()).toBe(0)
})
