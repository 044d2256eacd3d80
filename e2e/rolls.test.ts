import type { Page } from 'playwright-core'
import { encode } from 'uqr'
import { beforeAll, expect, test } from 'vitest'
import { closeActivity, getActivity, getRoll, reopenActivity } from '../contract/activities.ts'
import { buildRegister, planned } from '../server/test/activities.ts'
import type { Person } from '../server/test/app.ts'
import { notesOf } from '../server/test/rolls.ts'
import { buildTree, type Tree } from '../server/test/tree.ts'
import { openBrowser } from './support/browser.ts'
import { enter, expectNoSideways, look, markAbsent, type } from './support/hands.ts'
import { startSite } from './support/server.ts'

const site = await startSite()
const { browser, office, phone } = await openBrowser()
let tree: Tree
let ids: string[]
let helper: Person

const names = ['何建平', '金小妹', '吴秋生', '林秀兰', '曾国强']
/** What a phone says when its line is cut on purpose. */
const lineCut = { expected: [/ERR_INTERNET_DISCONNECTED|Failed to fetch|status of 409/] }

beforeAll(async () => {
  tree = await buildTree(site.test)
  ids = await buildRegister(
    site.test,
    names.map((name) => ({ orgId: tree.branch, name })),
  )
  await site.test.system(async (ctx) => {
    const floating = ctx.db.updateTable('members').set({ is_floating: true })
    await floating
      .where('county_id', '=', ctx.county)
      .where('member_id', '=', ids[0] ?? '')
      .execute()
  })
  helper = await site.test.person('branch-deputy', tree.branch, { name: '许金娣' })
})

const secretary = () => site.invite([{ role: 'branch-secretary', orgId: tree.branch }], { name: '沈国良' })
const member = (at: number) =>
  site.invite([{ role: 'member', orgId: tree.branch }], { name: names[at] ?? '', memberId: ids[at] ?? null })
const detailOf = async (activityId: string) =>
  (await helper.ask(getActivity, { params: { activityId } })).body

/** What the browser keeps of the pages themselves. */
async function listShell(): Promise<string> {
  const kept = await caches.open('zhibutong-shell-1').then((cache) => cache.keys())
  return kept
    .map(({ url }) => url)
    .sort()
    .reverse()
    .join('\n')
}

async function callRoll(page: Page, activityId: string): Promise<void> {
  await page.goto(`${site.url}/m/activities/${activityId}/roll`)
  await page.getByText('应到 5').waitFor()
  // The page has all that it needs before the line goes.
  await expect
    .poll(() => page.evaluate(listShell), { timeout: 15_000 })
    .toMatch(/outbox-page[^]*\/index-.+js/)
  await page.context().setOffline(true)
  await markAbsent(page, '何建平', '外出务工')
  await page.getByRole('link', { name: '点完了' }).click()
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await page.getByText('没有信号，先存在这台手机里了。').waitFor()
}

test('a roll called without a line is kept over a closed tab and is on the server once', async () => {
  const activityId = await planned(helper, tree.branch, { title: '山上的主题党日' })
  const page = await phone(lineCut)
  await enter(page, (await secretary()).phone)
  await callRoll(page, activityId)
  await page.getByRole('link', { name: '1 条没同步' }).waitFor()
  expect((await detailOf(activityId)).activity.state).toBe('planned')
  await page.getByRole('link', { name: '1 条没同步' }).click()
  await page.getByText('何建平，外出务工').waitFor()
  await look(page, 'phone-outbox-waiting')
  await expectNoSideways(page)
  const context = page.context()
  await page.close()
  const [one, two] = [await context.newPage(), await context.newPage()]
  await one.goto(`${site.url}/m/activities/${activityId}/roll`)
  await one.getByText('应到 5').waitFor()
  await two.goto(`${site.url}/m/`)
  for (const tab of [one, two]) await tab.getByRole('link', { name: '1 条没同步' }).waitFor()
  await look(one, 'phone-roll-without-line')
  await context.setOffline(false)
  await one.goto(`${site.url}/m/`)
  await one.getByText('已同步').waitFor()
  await two.getByText('已同步').waitFor()
  const { activity } = await detailOf(activityId)
  expect(activity).toMatchObject({ state: 'closed', present: 4, closings: 1 })
})

test('a roll called after the session has ended waits for its person to sign in again', async () => {
  const activityId = await planned(helper, tree.branch, { title: '登录过期的主题党日' })
  const page = await phone({ expected: [/status of 401/] })
  await enter(page, (await secretary()).phone)
  await page.goto(`${site.url}/m/activities/${activityId}/roll`)
  await page.getByText('应到 5').waitFor()
  await markAbsent(page, '何建平', '外出务工')
  await page.getByRole('link', { name: '点完了' }).click()
  const cookies = await page.context().cookies()
  await page.context().clearCookies()
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await expect.poll(() => page.evaluate(() => localStorage.getItem('zhibutong:outbox'))).toMatch(/:1}/)
  expect((await detailOf(activityId)).activity.state).toBe('planned')
  await page.context().addCookies(cookies)
  await page.goto(`${site.url}/m/`)
  await page.getByText('已同步').waitFor()
  expect((await detailOf(activityId)).activity).toMatchObject({ state: 'closed', present: 4, closings: 1 })
})

test('of two rolls the person chooses one, and neither is written over the other', async () => {
  const activityId = await planned(helper, tree.branch, { title: '两份的主题党日' })
  const page = await phone(lineCut)
  await enter(page, (await secretary()).phone)
  await callRoll(page, activityId)
  const params = { activityId }
  const { version } = (await helper.ask(getRoll, { params })).body
  await helper.ask(closeActivity, { params, body: { version } })
  site.test.clock.now = new Date(site.test.clock.now.getTime() + 60_000)
  await page.context().setOffline(false)
  await page.getByRole('link', { name: '1 条没同步' }).click()
  await page.getByText('两份都在，请您选一份').waitFor()
  await page.getByText('到 5 人，没到 0 人').waitFor()
  await look(page, 'phone-outbox-both')
  await expectNoSideways(page)
  expect((await detailOf(activityId)).activity).toMatchObject({ present: 5, closings: 1 })
  await page.getByRole('button', { name: '用手机里的' }).click()
  await page.getByText('都同步了。').waitFor()
  const { activity, corrections } = await detailOf(activityId)
  expect(activity).toMatchObject({ state: 'closed', present: 4, closings: 2 })
  expect(corrections[0]?.changes).toContainEqual(expect.objectContaining({ name: '何建平', to: 'leave' }))
})

test('a phone that is full says so, and keeps what was called on the screen', async () => {
  const activityId = await planned(helper, tree.branch, { title: '存不下的主题党日' })
  const page = await phone(lineCut)
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await enter(page, (await secretary()).phone)
  await page.goto(`${site.url}/m/activities/${activityId}/roll`)
  await page.getByText('应到 5').waitFor()
  await page.waitForTimeout(800)
  await page.context().setOffline(true)
  await markAbsent(page, '何建平', '外出务工')
  await page.getByRole('link', { name: '点完了' }).click()
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await page.getByText('没有信号，这台手机也存不下了，没有存。').waitFor()
  await page.context().setOffline(false)
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await page.getByText('记下了：4 人到，1 人没到。').waitFor()
  expect((await detailOf(activityId)).activity).toMatchObject({ present: 4, closings: 1 })
})

test('a member scans the code that stands on the screen, with and without a line', async () => {
  const activityId = await planned(helper, tree.branch, { title: '扫码的党员大会' })
  const chair = await office()
  await enter(chair, (await secretary()).office)
  await chair.goto(`${site.url}/activities/${activityId}`)
  await chair.getByRole('link', { name: '打开扫码签到' }).click()
  const given = await chair.waitForResponse(
    (answer) => answer.url().endsWith('/check-in-code') && answer.request().method() === 'GET',
  )
  const { codes } = (await given.json()) as { codes: { code: string }[] }
  await chair.getByRole('img', { name: '签到二维码' }).waitFor()
  await look(chair, 'office-check-in-code')
  const address = `${site.url}/m/check-in?a=${activityId}&c=${codes[0]?.code}`
  const { data } = encode(address, { ecc: 'M', border: 0 })
  const drawn = data
    .flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x + 4} ${y + 4}h1v1h-1z`] : [])))
    .join('')
  expect(await chair.locator('.qr-ink').getAttribute('d')).toBe(drawn)

  const first = await phone(lineCut)
  await enter(first, (await member(3)).phone)
  await first.goto(address)
  await first.getByText('报到了，点名的人看得到。').waitFor()
  await look(first, 'phone-checked-in')
  await first.reload()
  await first.getByText('您报过到了，没有再记一次。').waitFor()

  const second = await phone(lineCut)
  await enter(second, (await member(4)).phone)
  await second.goto(`${site.url}/m/activities/mine`)
  await second.getByText('扫码的党员大会').waitFor()
  await second.route('**/check-ins', (route) => route.abort('internetdisconnected'))
  await second.goto(address)
  await second.getByText('没有信号，先存在手机里了。').waitFor({ timeout: 20_000 })
  await second.getByRole('link', { name: '1 条没同步' }).waitFor()
  site.test.clock.now = new Date(site.test.clock.now.getTime() + 20 * 60_000)
  await second.unroute('**/check-ins')
  await second.getByRole('link', { name: '1 条没同步' }).click()
  const done = second.getByText('都同步了。')
  // Of its own accord, every now and then, the phone is faster than the finger.
  await Promise.any([second.getByRole('button', { name: '同步' }).click(), done.waitFor()])
  await done.waitFor()
  const notes = await notesOf(helper, activityId)
  expect(notes.checkIns.map((one) => one.name)).toEqual(['林秀兰', '曾国强'])
  // Whoever calls the roll is told whose scan came late, for only they have seen who was there.
  await chair.goto(`${site.url}/activities/${activityId}`)
  await chair.getByText(/^扫码后来才送到的：曾国强（晚 2\d 分钟）。/).waitFor()
  await look(chair, 'office-late-scans')
  const caller = await phone()
  await enter(caller, (await secretary()).phone)
  await caller.goto(`${site.url}/m/activities/${activityId}/roll`)
  await caller.getByText(/^扫码后来才送到的：曾国强（晚 2\d 分钟）。/).waitFor()
  await look(caller, 'phone-late-scans')
}, 60_000)

test('a member far away takes part by an address, without an account and without a script', async () => {
  const activityId = await planned(helper, tree.branch, { title: '远程的党课', startsAt: '19:00' })
  const chair = await office()
  await enter(chair, (await secretary()).office)
  await chair.goto(`${site.url}/activities/${activityId}`)
  await chair.getByRole('button', { name: '给何建平报到地址' }).click()
  const text = await chair.locator('.handed code').innerText()
  expect(text).toContain('何建平同志：11月20日远程的党课')
  await look(chair, 'office-attend-link')
  const address = /http\S+/.exec(text)?.[0] ?? ''
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  })
  const page = await context.newPage()
  await page.goto(address)
  await page.getByText('何同志，您人在外地，在这里报到就算参加。').waitFor()
  await page.getByLabel('想说的话，可以不写').fill('我在杭州，三条都同意。')
  await page.screenshot({ path: 'test-results/screens/public-attend.png' })
  await page.getByRole('button', { name: '报到' }).click()
  await page.getByText('报到了，支部看得到。').waitFor()
  await page.goto(`${site.url}/public/attend/${'A'.repeat(22)}`)
  await page.getByText('这个地址不能用了').first().waitFor()
  await context.close()
  await chair.reload()
  await chair.getByText('“我在杭州，三条都同意。”').waitFor()
})

test('a leave is asked for on the phone, granted at the desk, and stands on the roll; who missed it makes up', async () => {
  const activityId = await planned(helper, tree.branch, { title: '请假的组织生活会' })
  const own = await phone()
  await enter(own, (await member(3)).phone)
  await own.goto(`${site.url}/m/activities/${activityId}`)
  await own.getByRole('button', { name: '请假' }).click()
  await own.getByText('病', { exact: true }).click()
  await look(own, 'phone-ask-leave')
  await own.getByRole('dialog').getByRole('button', { name: '请假' }).click()
  await own.getByText('请假的话送到了').waitFor()
  await look(own, 'phone-leave-asked')
  await expectNoSideways(own)

  const chair = await office()
  await enter(chair, (await secretary()).office)
  await chair.getByText('林秀兰请假：请假的组织生活会').waitFor()
  await chair.goto(`${site.url}/activities/${activityId}`)
  await chair.getByRole('button', { name: '准林秀兰的假', exact: true }).click()
  await chair.getByText('准了林秀兰的假').waitFor()
  await chair.getByRole('button', { name: '记一位来宾' }).click()
  await type(chair, '来宾姓名', '吴教授')
  await type(chair, '从哪来', '县委党校')
  await chair.getByRole('button', { name: '记上' }).click()
  await chair.getByText('吴教授（县委党校）').waitFor()
  await look(chair, 'office-roll-notes')
  await chair.getByRole('link', { name: '点名', exact: true }).click()
  await chair.getByText('应到 5　到 4 人，没到 1 人').waitFor()
  await chair.getByRole('button', { name: '记下', exact: true }).click()
  await chair.getByText('记下了：4 人到，1 人没到。').waitFor()
  await chair.getByRole('button', { name: '记补课' }).click()
  await chair.getByRole('dialog').getByText('林秀兰').click()
  await type(chair, '谁讲的', '许金娣')
  await look(chair, 'office-make-up-form')
  await chair.getByRole('dialog').getByRole('button', { name: '记补课' }).click()
  await chair.getByText('没到的人里，1 人补了课').waitFor()
  await look(chair, 'office-made-up')
  await chair.getByText('记下了：4 人到，1 人没到。').waitFor()
  expect(
    (await helper.ask(reopenActivity, { params: { activityId }, body: { reason: '看看' } })).status,
  ).toBe(200)
})
