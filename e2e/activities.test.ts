import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { getRoll } from '../contract/activities.ts'
import { buildCrowd, buildRegister, close, planned } from '../server/test/activities.ts'
import type { Person } from '../server/test/app.ts'
import { buildScheme } from '../server/test/points.ts'
import { buildTree, type Tree } from '../server/test/tree.ts'
import { openBrowser } from './support/browser.ts'
import { expectBurden, themeDayLimit } from './support/burden.ts'
import { countEffort, type Effort } from './support/effort.ts'
import { enter, expectNoSideways, look, markAbsent, type } from './support/hands.ts'
import { startSite } from './support/server.ts'

const site = await startSite()
const { office, phone } = await openBrowser()
let tree: Tree
let known: string[]
let helper: Person

beforeAll(async () => {
  tree = await buildTree(site.test)
  await buildCrowd(site.test, tree.branch, 64)
  const names = ['何建平', '金小妹', '吴秋生', '林秀兰']
  known = await buildRegister(
    site.test,
    names.map((name) => ({ orgId: tree.branch, name })),
  )
  await buildScheme(site.test, tree.village)
  helper = await site.test.person('branch-deputy', tree.branch, { name: '林秀兰' })
})

const secretary = () => site.invite([{ role: 'branch-secretary', orgId: tree.branch }], { name: '沈国良' })

/** A correction is told from what it corrects by its instant. */
function passMinutes(minutes: number): void {
  site.test.clock.now = new Date(site.test.clock.now.getTime() + minutes * 60_000)
}

async function markThree(page: Page): Promise<void> {
  await markAbsent(page, '何建平', '外出务工')
  await markAbsent(page, '金小妹', '病')
  await markAbsent(page, '吴秋生', '行动不便')
}

function withinLimit({ taps, fields }: Effort): void {
  expect(taps).toBeLessThanOrEqual(themeDayLimit.taps)
  expect(fields.filter((label) => label !== '记录').length).toBeLessThanOrEqual(themeDayLimit.fields)
}

test('[000-09] [001-09] a theme day is planned, recorded and corrected on a PC', async () => {
  const { office: link } = await secretary()
  const page = await office()
  await enter(page, link)
  await look(page, 'office-start-empty')
  const effort = await countEffort(page)

  await page.getByRole('link', { name: '活动', exact: true }).click()
  await page.getByText('还没有活动。').waitFor()
  await page.getByRole('link', { name: '安排活动' }).click()
  await page.getByText('照常，应到 68 人').waitFor()
  expect(await page.getByLabel('名称').inputValue()).toBe('主题党日')
  await page.getByRole('button', { name: '安排', exact: true }).click()
  await page.getByText('安排好了：11月20日主题党日，应到 68 人。').waitFor()
  await page.getByRole('link', { name: '点名' }).click()
  await page.getByText('应到 68　到 68 人，没到 0 人').waitFor()
  await markThree(page)
  await type(page, '数量', '31')
  await type(page, '单位', '亩')
  await page.getByLabel('记录').click()
  await page.keyboard.type('学了半小时，一起清了河道。')
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await page.getByText('记下了：65 人到，3 人没到。').waitFor()
  const spent = effort.stop()
  withinLimit(spent)
  await expectBurden('theme day of 68, three absent with reasons, planned and recorded on a PC', spent)

  await page.getByText('65 人，每人 2 分').waitFor()
  await page.getByText('何建平外出务工，金小妹病，吴秋生行动不便').waitFor()
  await look(page, 'office-recorded')
  await page.getByRole('button', { name: '130 分，看是怎么来的' }).click()
  await page.getByText('65 人参加了“主题党日”').waitFor()
  await page.getByRole('button', { name: '65 人，看名单' }).first().click()
  await page.getByText('林秀兰', { exact: true }).waitFor()
  await look(page, 'office-recorded-opened')

  // One of the three had come after all.
  passMinutes(2)
  await page.getByRole('button', { name: '重新打开，改错' }).click()
  await look(page, 'office-reopen')
  await type(page, '哪里记错了', '吴秋生后来到了')
  await page.getByRole('button', { name: '重新打开', exact: true }).click()
  await page.getByRole('button', { name: '吴秋生，没到，行动不便' }).click()
  await page.getByRole('button', { name: '其实来了' }).click()
  await page.getByText('应到 68　到 66 人，没到 2 人').waitFor()
  expect(await page.getByLabel('数量').inputValue()).toBe('31')
  passMinutes(2)
  await page.getByRole('button', { name: '改好，记下' }).click()
  await page.getByText('改好了：现在是 66 人到，2 人没到。').waitFor()
  await page.getByText('吴秋生 请假 → 到').waitFor()
  await page.getByText('沈国良重新打开：吴秋生后来到了').waitFor()
  await page.getByText('手册里：补记 1 条，2 分').waitFor()
  await page.getByText('66 人，每人 2 分').waitFor()
  await look(page, 'office-corrected')
})

test('the sign-in sheet opens from the plan and holds every name once', async () => {
  const activityId = await planned(helper, tree.branch, { title: '十二月主题党日', day: '2026-12-20' })
  const { office: link } = await secretary()
  const page = await office()
  await enter(page, link)
  await page.goto(`${site.url}/activities/${activityId}`)
  await page.getByRole('link', { name: '打印签到表' }).click()
  await page.getByRole('heading', { name: '石桥支部十二月主题党日签到表' }).waitFor()
  const names = await page.locator('td.name').allTextContents()
  expect(names.filter((name) => name !== '')).toHaveLength(68)
  await look(page, 'sign-in-sheet')
  const pdf = await page.pdf({ preferCSSPageSize: true })
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
})

test('[000-12] the same roll on a phone: one screen of 68, then what was achieved, then the receipt', async () => {
  const activityId = await planned(helper, tree.branch, { title: '义务助农 31 亩', place: '东畈' })
  const { phone: link } = await secretary()
  const page = await phone()
  await enter(page, link)
  await look(page, 'phone-start')
  const effort = await countEffort(page)

  await page.getByRole('link', { name: '点名：义务助农 31 亩' }).click()
  await page.getByText('应到 68').waitFor()
  const last = page.locator('.roll button').last()
  const [roll, foot] = [await last.boundingBox(), await page.locator('footer').boundingBox()]
  // Everyone is in sight at once, over the foot of the page.
  expect((roll?.y ?? 999) + (roll?.height ?? 0)).toBeLessThanOrEqual((foot?.y ?? 0) + 1)
  await markThree(page)
  await page.getByRole('link', { name: '点完了' }).click()
  await type(page, '数量', '31')
  await type(page, '单位', '亩')
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await page.getByText('记下了：65 人到，3 人没到。').waitFor()
  const spent = effort.stop()
  withinLimit(spent)
  await expectBurden('theme day of 68, three absent with reasons, planned before, on a phone', spent)
  expect(page.url()).toBe(`${site.url}/m/activities/${activityId}`)
  await page.getByText('65 人，每人 2 分').waitFor()
  await look(page, 'phone-recorded')
})

test('every step of the phone roll is accessible, in large type too, and keeps what was pressed', async () => {
  const activityId = await planned(helper, tree.branch, { title: '党课', kind: 'party-lecture' })
  const { phone: link } = await secretary()
  const page = await phone()
  await enter(page, link)
  await page.goto(`${site.url}/m/activities/${activityId}`)
  await look(page, 'phone-roll')
  await page.getByRole('button', { name: '何建平', exact: true }).click()
  await look(page, 'phone-roll-sheet')
  await page.getByRole('button', { name: '外出务工', exact: true }).click()
  await page.getByRole('link', { name: '点完了' }).click()
  await page.getByLabel('记录').fill('讲了新的条例。')
  await look(page, 'phone-roll-text')

  // A closed tab, a dead battery: what was pressed and written is still there.
  await page.goto(`${site.url}/m/activities/${activityId}`)
  await page.getByText('写到一半的还在，接着写就行。').waitFor()
  await page.getByRole('button', { name: '何建平，没到，外出务工' }).waitFor()
  await page.goto(`${site.url}/m/activities/${activityId}?step=text`)
  expect(await page.getByLabel('记录').inputValue()).toBe('讲了新的条例。')

  await page.goto(`${site.url}/m/me`)
  await page.getByText('大字', { exact: true }).click()
  for (const [name, query] of [
    ['elder-roll', ''],
    ['elder-roll-text', '?step=text'],
    ['elder-plan', '?view=plan'],
  ]) {
    await page.goto(`${site.url}/m/activities/${activityId}${query}`)
    await look(page, `phone-${name}`)
    await expectNoSideways(page)
  }
  await page.goto(`${site.url}/m/me`)
  await page.getByText('大字', { exact: true }).click()
  for (const path of [`activities/${activityId}`, `activities/${activityId}?step=text`, 'activities/new']) {
    await page.goto(`${site.url}/m/${path}`)
    await page.locator('.loading').waitFor({ state: 'detached' })
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%'
    })
    await look(page, `phone-twice-${path.replace(/\W+/g, '-').replace(activityId, 'one')}`)
    await expectNoSideways(page)
  }
})

test('a theme day that nobody planned is recorded from the tab 记一笔', async () => {
  const { phone: link } = await site.invite([{ role: 'branch-secretary', orgId: tree.branch }])
  const page = await phone()
  await enter(page, link)
  const effort = await countEffort(page)
  await page.getByRole('link', { name: '记一笔' }).click()
  await page.getByRole('link', { name: '主题党日' }).click()
  await page.getByText('照常，应到 68 人').waitFor()
  await page.getByRole('button', { name: '点名' }).click()
  await page.getByText('没来的点一下，其余都算到').waitFor()
  await markThree(page)
  await page.getByRole('link', { name: '点完了' }).click()
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await page.getByText('记下了：65 人到，3 人没到。').waitFor()
  const spent = effort.stop()
  withinLimit(spent)
  await expectBurden('theme day of 68, three absent with reasons, not planned, on a phone', spent)

  // A mistake is put right on the phone as well.
  passMinutes(2)
  await page.getByRole('button', { name: '重新打开，改错' }).click()
  await type(page, '哪里记错了', '金小妹来晚了')
  await page.getByRole('button', { name: '重新打开', exact: true }).click()
  await page.getByRole('button', { name: '金小妹，没到，病' }).click()
  await page.getByRole('button', { name: '迟到了' }).click()
  passMinutes(2)
  await page.getByRole('link', { name: '点完了' }).click()
  expect(await page.getByText('写到一半的还在').count()).toBe(0)
  await page.getByRole('button', { name: '改好，记下' }).click()
  await page.getByText('改好了：现在是 66 人到，2 人没到。其中 1 人迟到。').waitFor()
  await page.getByText('金小妹 请假 → 迟到').waitFor()
  await look(page, 'phone-corrected')
})

test('what one or two have done is recorded in one go, by finding them', async () => {
  const { phone: link } = await secretary()
  const page = await phone()
  await enter(page, link)
  const effort = await countEffort(page)
  await page.getByRole('link', { name: '记一笔' }).click()
  await page.getByRole('link', { name: '调解、巡逻、帮扶' }).click()
  await page.getByLabel('找人').click()
  await page.keyboard.type('lxl')
  await page.getByRole('button', { name: '选林秀兰，石桥支部' }).click()
  await page.getByLabel('记录').click()
  await page.keyboard.type('两家为水沟争吵，说和了。')
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await page.getByText('记下了：1 人到，0 人没到。').waitFor()
  await expectBurden('mediation by one member, on a phone', effort.stop())
  await page.getByText('1 人，每人 3 分').waitFor()
  await look(page, 'phone-mediation')
  await page.goto(`${site.url}/m/activities/record?kind=mediation`)
  await page.getByText('只记这几个人').waitFor()
  await look(page, 'phone-record')
})

test('two who call the same roll do not overwrite each other', async () => {
  const activityId = await planned(helper, tree.branch, { title: '学习会', kind: 'study-group' })
  const expected = [/status of 409/]
  const page = await office({ expected })
  await enter(page, (await secretary()).office)
  await page.goto(`${site.url}/activities/${activityId}/roll`)
  await page.getByText('应到 68　到 68 人').waitFor()
  const other = await office()
  await enter(other, (await secretary()).office)
  await other.goto(`${site.url}/activities/${activityId}/roll`)
  await markAbsent(other, '金小妹', '病')
  await other.getByRole('button', { name: '先存着' }).click()
  await other.getByText('先存好了：到 67 人，没到 1 人。活动还没有记。').waitFor()

  await markAbsent(page, '何建平', '公务')
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await page.getByText('您点名的时候别人改过这次活动。请核对再记。').waitFor()
  await look(page, 'office-roll-stale')
  const { body } = await helper.ask(getRoll, { params: { activityId } })
  const away = body.rows.filter((row) => row.state === 'absent').map((row) => row.name)
  expect([body.state, away]).toEqual(['planned', ['金小妹']])
})

test('a plan is changed and called off; the list is narrowed and counted', async () => {
  const activityId = await planned(helper, tree.branch, {
    title: '党小组会',
    kind: 'group-meeting',
    day: '2026-11-28',
  })
  await planned(helper, tree.branch, {
    title: '晚上的党课',
    kind: 'party-lecture',
    day: '2026-11-28',
    startsAt: '19:30',
  })
  const { office: link, phone: phoneLink } = await secretary()
  const page = await office({ expected: [/status of 400/] })
  await enter(page, link)
  await page.goto(`${site.url}/activities/${activityId}`)
  await page.getByRole('link', { name: '改安排' }).click()
  await page.getByText('这一天休息。').waitFor()
  await page.getByText('和“晚上的党课”同一天，叫的人有重的。').waitFor()
  await page.getByLabel('名称').fill('第一党小组会')
  await page.getByText('时间、地点').click()
  await page.getByLabel('几点开始').fill('19:00')
  await page.getByLabel('几点结束').fill('18:00')
  await page.getByRole('button', { name: '改好' }).click()
  await page.getByText('结束的时间要晚于开始的时间。').waitFor()
  await look(page, 'office-change')
  await page.getByLabel('几点开始').fill('16:00')
  // At another hour of the day nobody is called twice: the day off is all that is left to say.
  await page.getByText('叫的人有重的').waitFor({ state: 'detached' })
  await page.getByLabel('几点开始').fill('19:00')
  await page.getByText('和“晚上的党课”同一时间，叫的人有重的。').waitFor()
  const small = await phone()
  await enter(small, phoneLink)
  await small.goto(`${site.url}/m/activities/${activityId}/change`)
  await small.getByText('这一天还有别的：').waitFor()
  await look(small, 'phone-in-the-way')
  await page.getByLabel('几点结束').fill('20:30')
  await page.getByRole('button', { name: '改好' }).click()
  await page.getByRole('heading', { name: '第一党小组会' }).waitFor()
  await page.getByText('改好了。').waitFor()
  await page.getByText('19:00–20:30').waitFor()

  await page.getByRole('button', { name: '取消活动' }).click()
  await type(page, '为什么取消', '和镇里的会撞了')
  await page.getByRole('button', { name: '取消这次活动' }).click()
  await page.getByText('取消了。').waitFor()
  await look(page, 'office-list')
  await page.getByLabel('状态').selectOption({ label: '取消' })
  await page.getByText('1 次活动').waitFor()
  expect(page.url()).toContain('state=cancelled')
  await page.getByRole('link', { name: '第一党小组会' }).click()
  await page.getByText('取消了：和镇里的会撞了（沈国良）。').waitFor()

  // Everyone came once at least.
  await close(helper, await planned(helper, tree.branch, { title: '全体党员会', kind: 'members-assembly' }))
  await page.goto(`${site.url}/activities/participation`)
  await page.getByText(/人次，来自 68 人。/).waitFor()
  await look(page, 'office-participation')
  await page
    .getByRole('link', { name: /次活动，看是哪几次/ })
    .first()
    .click()
  await page.getByText(/\d 次活动/).waitFor()
  expect(page.url()).toContain('state=closed')
})

test('a photo is added from the phone by whoever likes to, printed with the minutes and taken away', async () => {
  const activityId = await planned(helper, tree.branch, { title: '有照片的会' })
  await close(helper, activityId)
  const { phone: link, office: officeLink } = await secretary()
  const page = await phone()
  await enter(page, link)
  await page.goto(`${site.url}/m/activities/${activityId}`)
  const picture = { create: { width: 2400, height: 1800, channels: 3 as const, background: '#86b06a' } }
  const buffer = await sharp(picture).jpeg().toBuffer()
  await page.getByLabel('加一张照片').setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer })
  await page.getByRole('button', { name: '看照片 1' }).click()
  const shown = page.getByRole('img', { name: /照片 1：沈国良/ })
  await shown.waitFor()
  expect(await shown.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(1600)
  await look(page, 'phone-photo')
  const desk = await office()
  await enter(desk, officeLink)
  await desk.goto(`${site.url}/print/activities/${activityId}/minutes`)
  const printed = desk.getByRole('img', { name: '会议照片 1' })
  expect(await printed.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(1600)
  await look(desk, 'office-minutes-photo')
  await page.getByRole('button', { name: '去掉照片 1', exact: true }).click()
  await page.getByRole('button', { name: '真的去掉照片 1' }).click()
  await page.getByRole('button', { name: '看照片 1' }).waitFor({ state: 'detached' })
  await shown.waitFor({ state: 'detached' })
}, 60_000)

test('a member sees the own activities, and what they gave', async () => {
  await close(helper, await planned(helper, tree.branch, { title: '清塘边的水草' }))
  const { phone: link } = await site.invite([{ role: 'member', orgId: tree.branch }], {
    name: '林秀兰',
    memberId: known[3] ?? null,
  })
  const page = await phone()
  await enter(page, link)
  await page.getByRole('link', { name: '我的', exact: true }).click()
  await page.getByRole('link', { name: '我的活动' }).click()
  await page.getByRole('link', { name: /清塘边的水草/ }).waitFor()
  await look(page, 'phone-my-activities')
  await page.getByRole('link', { name: /清塘边的水草/ }).click()
  await page.getByText('您得 2 分').waitFor()
  await page.getByText('您：到').waitFor()
  expect(await page.getByText('何建平').count()).toBe(0)
  await look(page, 'phone-my-activity')
})
