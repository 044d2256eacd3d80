import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import * as activities from '../contract/activities.ts'
import { close, planned, reopen } from '../server/test/activities.ts'
import { type BoardTest, buildBoardTest, names } from '../server/test/boards.ts'
import { openBrowser, type TestBrowser } from './support/browser.ts'
import { checkAccessibility, takeScreen } from './support/browser-checks.ts'
import { type Invited, type Site, startSite } from './support/server.ts'

let site: Site
let browser: TestBrowser
let board: BoardTest

/** The branch of five has its quarter; of 16 July one was recorded who was not there, and that is put right. */
beforeAll(async () => {
  site = await startSite()
  browser = await openBrowser()
  board = await buildBoardTest(site.test)
  const activityId = board.activities['清理河道、路边'] ?? ''
  await reopen(site.test, board.secretary, activityId, '叶春燕那天没有来')
  const params = { activityId }
  const { body } = await board.secretary.ask(activities.getRoll, { params })
  const roll = { removed: [board.ids['叶春燕'] ?? ''] }
  const closed = await board.secretary.ask(activities.closeActivity, {
    params,
    body: { version: body.version, roll },
  })
  if (closed.status !== 200) throw new Error(`not corrected: ${closed.error.message}`)
})

/** Somebody new at every call: an address to sign in by is good once. */
const people = {
  secretary: () => site.invite([{ role: 'branch-secretary', orgId: board.tree.branch }], { name: '沈国良' }),
  deputy: () => site.invite([{ role: 'branch-deputy', orgId: board.tree.branch }], { name: '许金娣' }),
  committee: () =>
    site.invite([{ role: 'committee-secretary', orgId: board.tree.committee }], { name: '董长林' }),
  township: () => site.invite([{ role: 'township-officer', orgId: board.tree.township }], { name: '顾晓峰' }),
}

function memberOf(name: string): Promise<Invited> {
  const memberId = board.ids[name] ?? null
  return site.invite([{ role: 'member', orgId: board.tree.branch }], { name, memberId })
}

/** Signed in and past the door. */
async function enter(page: Page, link: string): Promise<Page> {
  await page.goto(link)
  await page.getByRole('heading', { level: 1, name: '要办的事' }).waitFor()
  return page
}

/** `expected`: refusals that the test provokes. */
async function atDesk(who: keyof typeof people, expected: RegExp[] = []): Promise<Page> {
  return enter(await browser.office({ expected }), (await people[who]()).office)
}

async function onPhone(who: keyof typeof people): Promise<Page> {
  return enter(await browser.phone(), (await people[who]()).phone)
}

async function look(page: Page, name: string): Promise<void> {
  await checkAccessibility(page)
  await takeScreen(page, name)
}

const everyName = new RegExp(names.join('|'))

describe('from a total to the fact', () => {
  test('in two presses at a desk, without a name above the branch, at an address that can be copied', async () => {
    const page = await atDesk('committee')
    await page.getByRole('link', { name: '积分', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: '积分' }).waitFor()
    await page.getByRole('button', { name: '19，石桥支部 2026 年，看是怎么来的' }).click()
    await page.getByText('是 9 次记录按 3 条规则算出来的').waitFor()
    await look(page, 'points-office-total')
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('button', { name: /，邻里纠纷调解，看每一次/ }).click()
    const record = drawer.getByRole('link', { name: /第 3 号，调解张家李家的墙/ })
    await record.waitFor()
    await look(page, 'points-office-fact')
    expect(await page.innerText('body')).not.toMatch(everyName)

    const copied = page.url()
    await page.goto(`${site.url}/points`)
    await page.goto(copied)
    await record.waitFor()
    expect(await record.getAttribute('href')).toBe(`/activities/${board.activities['调解张家李家的墙']}`)
  })

  test('in two presses on a phone, of the own branch with names, of the others without', async () => {
    const page = await onPhone('committee')
    await page.getByRole('link', { name: '我的', exact: true }).click()
    await page.getByRole('link', { name: /积分合计/ }).click()
    await page.getByRole('link', { name: '19，石桥支部 2026 年，看是怎么来的' }).click()
    await look(page, 'points-phone-branch')
    await page.getByRole('button', { name: /，邻里纠纷调解，看每一次/ }).click()
    await page.getByRole('link', { name: /调解张家李家的墙/ }).waitFor()
    await look(page, 'points-phone-fact')
    expect(await page.innerText('body')).not.toMatch(everyName)

    const own = await onPhone('secretary')
    await own.goto(`${site.url}/m/points`)
    await own.getByRole('link', { name: '7，方志明，看积分手册' }).click()
    await own.getByText('调解张家李家的墙').waitFor()
  })
})

describe('a booklet', () => {
  test('shows a correction as the award and its reversal, with the reason, and prints', async () => {
    const page = await atDesk('secretary')
    await page.goto(`${site.url}/points`)
    await page.getByRole('link', { name: '2，叶春燕，看积分手册' }).click()
    await page.getByRole('heading', { level: 1, name: '叶春燕的积分手册' }).waitFor()
    const rows = page.getByRole('row')
    await rows.filter({ hasText: '已冲销，不算分：叶春燕那天没有来' }).waitFor()
    const back = rows.filter({ hasText: '冲销：8·20 清理河道、路边' })
    await back.getByRole('button', { name: /^−2/ }).click()
    await page.getByText('这一条前后记过几次').waitFor()
    await page.getByText('现在算 0 分').waitFor()
    await look(page, 'booklet-office')

    const [paper] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: '打印', exact: true }).click(),
    ])
    await paper.getByText('冲销 8月20日 清理河道、路边（叶春燕那天没有来）').waitFor()
    await takeScreen(paper, 'booklet-paper')
    await paper.goto(`${paper.url()}&size=large`)
    await takeScreen(paper, 'booklet-paper-large')
    const spilt = await paper.evaluate(() =>
      [...document.querySelectorAll('.sheet')].filter((sheet) => {
        const foot = sheet.querySelector('.pno')?.getBoundingClientRect().top ?? 0
        const last = [...sheet.querySelectorAll('table, .hand')].pop()?.getBoundingClientRect().bottom ?? 0
        return last > foot
      }),
    )
    expect(spilt).toHaveLength(0)
  })

  test('is the member’s own on the phone: where each came from, an objection beside it, and its answer', async () => {
    const member = await memberOf('方志明')
    const phone = await enter(await browser.phone(), member.phone)
    await phone.getByRole('link', { name: '我的', exact: true }).click()
    await phone.getByRole('link', { name: /我的积分手册/ }).click()
    await phone.getByRole('button', { name: /调解张家李家的墙，看是怎么来的/ }).click()
    await phone.getByText('邻里纠纷调解，每次 3 分').waitFor()
    await look(phone, 'booklet-phone')
    await phone.getByRole('button', { name: '这条不对，我有异议' }).click()
    await phone.getByLabel('哪里不对，您说').fill('墙是我和王阿根两个人去调的，他没有记上。')
    await phone.getByRole('button', { name: '提出异议' }).click()
    await phone.getByText('您的意见收到了。11月25日以前一定答复您。').waitFor()
    await look(phone, 'booklet-phone-raised')

    const office = await atDesk('secretary')
    await office.getByRole('link', { name: /回复方志明的异议/ }).click()
    await office.getByText('墙是我和王阿根两个人去调的').waitFor()
    await look(office, 'objection-office')
    // Both answers weigh the same.
    expect(await office.locator('main .btn-go').count()).toBe(0)
    await office
      .getByLabel('理由，提的人看得到')
      .fill('问过两家，那天去的是您一个人。王阿根另一天去的，单独记。')
    await office.getByRole('button', { name: '核对过，没有错' }).click()
    await office.getByText('已答复，没有采纳').first().waitFor()

    await phone.getByRole('link', { name: '看我提的异议' }).click()
    await phone.getByRole('link', { name: /^看：墙是我和王阿根/ }).click()
    await phone.getByText('问过两家，那天去的是您一个人').waitFor()
    await look(phone, 'objection-phone-answered')
  })

  test('reads in large type, and at twice the size of text nothing is cut off', async () => {
    const member = await memberOf('林秀兰')
    const phone = await enter(await browser.phone(), member.phone)
    const overflow = () => phone.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    await phone.goto(`${site.url}/m/booklet`)
    await phone.getByRole('button', { name: /清理河道、路边/ }).click()
    await phone.getByText('环境卫生，每次 2 分').waitFor()
    await phone.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
    expect(await overflow()).toBeLessThanOrEqual(0)
    await takeScreen(phone, 'booklet-phone-200')

    await phone.goto(`${site.url}/m/me`)
    await phone.getByText('大字', { exact: true }).click()
    await phone.getByRole('link', { name: '要办', exact: true }).click()
    const own = phone.getByRole('link', { name: '4 分，看我的手册' })
    await own.waitFor()
    await look(phone, 'start-elder')
    await own.click()
    await phone.getByText('清理河道、路边').waitFor()
    await look(phone, 'booklet-elder')
    expect(await overflow()).toBeLessThanOrEqual(0)
  })
})

describe('a board', () => {
  test('[001-24] is prepared by one, published by another, and read by anyone without a script', async () => {
    const desk = await atDesk('secretary', [/status of 400/])
    await desk.getByRole('link', { name: '公示', exact: true }).click()
    await desk.getByRole('link', { name: '看榜、制表' }).click()
    await desk.getByRole('button', { name: '前一期' }).click()
    await desk.getByText('5 名党员，共 19 分').waitFor()
    await look(desk, 'board-office')
    await desk.getByRole('button', { name: '3，方志明，邻里纠纷调解，看是哪几次记的' }).click()
    await desk.getByRole('link', { name: /第 3 号，调解张家李家的墙/ }).waitFor()
    await look(desk, 'board-office-why')
    await desk.getByRole('button', { name: '关上' }).click()
    await desk.getByRole('button', { name: '制表，交另一个人复核' }).click()
    await desk.getByText('提意见的地点、时间、电话和上一张榜一样').click()
    await desk.getByLabel('到哪里当面说').fill('村党群服务中心')
    await desk.getByLabel('打哪个电话').fill('13800001111')
    await desk.getByRole('button', { name: '制好，交复核' }).click()
    await desk.getByText('请写固定电话或短号，不要写个人手机号').waitFor()
    await desk.getByLabel('打哪个电话').fill('668001')
    await look(desk, 'board-office-prepare')
    await desk.getByRole('button', { name: '制好，交复核' }).click()
    await desk.getByText('制好了，11月25日以前由另一个人复核').waitFor()
    expect(await desk.getByRole('button', { name: /复核无误/ }).count()).toBe(0)

    const reviewer = await onPhone('deputy')
    await reviewer.getByRole('link', { name: /复核石桥支部党员积分公示/ }).click()
    await reviewer.getByText('公示出去的就是下面这些，一字不差').waitFor()
    await look(reviewer, 'publication-phone-review')
    await reviewer.getByRole('button', { name: '7，方志明，看是哪几次' }).click()
    await reviewer.getByText('清理河道、路边').first().waitFor()
    await reviewer.getByRole('button', { name: '复核无误，公示 5 个工作日' }).click()
    await reviewer.getByText('已经公示，到 11月27日').waitFor()

    await desk.reload()
    const link = desk.getByRole('link', { name: /\/public\/boards\// })
    const address = (await link.getAttribute('href')) ?? ''
    await look(desk, 'publication-office')
    const stranger = await browser.office({ javaScriptEnabled: false })
    await stranger.goto(`${site.url}${address}`)
    for (const name of names) expect(await stranger.innerText('table.bd')).toContain(name)
    expect(await stranger.context().cookies()).toEqual([])
    await takeScreen(stranger, 'publication-public')

    await desk.getByRole('button', { name: '撤回' }).click()
    await desk.getByRole('button', { name: '撤回' }).click()
    await desk.locator('.problem').waitFor()
    await desk.getByLabel('为什么撤回').fill('漏了一次党员大会')
    await desk.getByRole('button', { name: '撤回' }).click()
    await desk.getByText('撤回了，一分钟以内公示的地址就打不开了').waitFor()
    await look(desk, 'publication-office-withdrawn')
    const another = await browser.office({ expected: [/status of 410/] })
    expect((await another.goto(`${site.url}${address}`))?.status()).toBe(410)
  })

  test('is sent back with a reason, drawn up anew, objected to for somebody, and nameless above', async () => {
    const desk = await atDesk('secretary')
    await desk.goto(`${site.url}/boards?from=2026-01-01&to=2026-12-31`)
    await desk.getByRole('button', { name: '制表，交另一个人复核' }).click()
    await desk.getByRole('button', { name: '制好，交复核' }).click()
    await desk.getByRole('button', { name: '撤回' }).waitFor()
    const path = new URL(desk.url()).pathname

    const reviewer = await atDesk('deputy')
    await reviewer.goto(site.url + path)
    await look(reviewer, 'publication-office-review')
    await reviewer.getByRole('button', { name: '退回' }).click()
    await reviewer.getByLabel('为什么退回').fill('名称写错了')
    await reviewer.getByRole('button', { name: '退回' }).click()
    await reviewer.getByText('退回了，制表的人会看到理由').waitFor()

    await desk.reload()
    await desk.getByText('理由：名称写错了').waitFor()
    await desk.getByRole('button', { name: '改好了，重新制表' }).click()
    await desk.getByLabel('榜的名称').fill('石桥支部 2026 年积分公示')
    await desk.getByRole('button', { name: '重新制表，再交复核' }).click()
    await desk.getByText('制好了').waitFor()

    await reviewer.reload()
    await reviewer.getByRole('button', { name: '复核无误，公示 5 个工作日' }).click()
    await reviewer.getByText('已经公示').waitFor()
    await reviewer.getByRole('button', { name: '4，林秀兰，看是哪几次' }).click()
    await reviewer.getByRole('link', { name: '替人记下对这一行的异议' }).click()
    await reviewer.getByText('打电话', { exact: true }).click()
    await reviewer.getByLabel('原话').fill('少了我八月那次')
    await reviewer.getByLabel('怎么联系提的人').fill('林家大女儿')
    await look(reviewer, 'objection-record')
    await reviewer.getByRole('button', { name: '记下' }).click()
    await reviewer.getByText('记下了。11月25日以前要答复').waitFor()
    await reviewer.getByRole('button', { name: '看联系办法' }).click()
    await reviewer.getByLabel('为什么要联系').fill('核对那天的事')
    await reviewer.getByRole('button', { name: '看联系办法' }).click()
    await reviewer.getByText('林家大女儿').waitFor()

    const above = await atDesk('committee')
    await above.goto(`${site.url}/boards?org=${board.tree.branch}&from=2026-07-01&to=2026-09-30`)
    await above.getByText('党员 05').waitFor()
    expect(await above.innerText('body')).not.toMatch(everyName)
    await above.getByRole('button', { name: /石桥支部，合计，看是哪几次记的/ }).click()
    await above.getByRole('dialog').getByText('党员大会').waitFor()
    await look(above, 'board-office-above')
  })
})

describe('a scheme', () => {
  test('is drafted by one with its flaws in place, and published by another', async () => {
    const author = await atDesk('committee')
    await author.getByRole('link', { name: '积分方案' }).click()
    await look(author, 'schemes-office')
    await author.getByRole('link', { name: '起草新一版' }).click()
    await author.getByText('参加邻里纠纷调解，每次记 3 分').waitFor()
    await author.getByLabel('从哪天起').fill('2027-01-01')
    await author.getByRole('button', { name: '改：环境卫生' }).click()
    await author.getByLabel('每人最多几分').fill('1')
    await author.getByLabel('多久以内').selectOption('季度')
    await author.getByText('每人每季度最多 1 分').first().waitFor()
    await look(author, 'scheme-rule-form')
    await author.getByRole('button', { name: '放进草案' }).click()
    await author.getByRole('button', { name: '加一条规则' }).click()
    await author.getByLabel('记什么事').selectOption('不能设：每天登录、打卡')
    await author.getByText('登录、时长、点赞、转发、连续天数、定位都不许计分').first().waitFor()
    expect(await author.getByRole('button', { name: '放进草案' }).count()).toBe(0)
    await look(author, 'scheme-refused')
    await author.getByLabel('记什么事').selectOption('参加活动')
    await author.getByLabel('叫什么').fill('义务巡逻')
    await author.getByLabel('哪种活动').selectOption('义务巡逻')
    await author.getByLabel('记几分').fill('2')
    await author.getByText('参加义务巡逻，每次记 2 分').waitFor()
    await author.getByRole('button', { name: '放进草案' }).click()
    await author.getByText('和现行的比，改了 2 条').waitFor()
    await author.getByRole('button', { name: '存草案' }).click()
    await author.getByText('有 1 处不对').waitFor()
    await author.getByText('封顶比“环境卫生”一次的分还少').first().waitFor()
    await look(author, 'scheme-draft')
    await author.getByRole('button', { name: '改：环境卫生' }).click()
    await author.getByLabel('每人最多几分').fill('4')
    await author.getByRole('button', { name: '放进草案' }).click()
    await author.getByRole('button', { name: '存草案' }).click()
    await author.getByText('草案存好了。要生效').waitFor()
    await author.getByRole('link', { name: '看草案' }).click()
    await author.getByText('每人每季度最多 4 分').waitFor()
    const path = new URL(author.url()).pathname

    const publisher = await atDesk('township')
    await publisher.goto(site.url + path)
    await look(publisher, 'scheme-publish')
    await publisher.getByRole('button', { name: '发布这一版' }).click()
    await publisher.getByText('2027年1月1日起照这一版计分').waitFor()
    await publisher.getByRole('heading', { level: 1, name: /第 2 版/ }).waitFor()

    await publisher.goto(`${site.url}/schemes`)
    await publisher.getByRole('button', { name: '用到一个组织' }).click()
    await publisher.getByLabel('哪个组织用').selectOption(String(board.tree.sibling))
    await publisher.getByRole('button', { name: '用起来' }).click()
    await publisher.getByText(/东溪支部从2026年11月20日起用这个方案/).waitFor()
  })
})

test('what a rule wants a second person’s word for is agreed to or declined with a reason', async () => {
  const plan = { kind: 'major-clean-up', title: '拆违整治' } as const
  const activityId = await planned(board.committee, board.tree.sibling, plan)
  await close(board.committee, activityId)
  const word = await site.invite([{ role: 'branch-deputy', orgId: board.tree.sibling }], { name: '徐永康' })
  const phone = await enter(await browser.phone({ expected: [/status of 400/] }), word.phone)
  await phone.goto(`${site.url}/m/approvals`)
  await phone.getByRole('button', { name: '不批：徐东溪，重大整治贡献' }).click()
  await phone.getByRole('button', { name: '不批', exact: true }).click()
  await phone.locator('.problem').waitFor()
  await look(phone, 'approvals-phone')
  await phone.getByRole('button', { name: '先不定' }).click()
  await phone.getByRole('button', { name: '批：徐东溪，重大整治贡献', exact: true }).click()
  await phone.getByText('批了：徐东溪 +3 分，已记进手册。').waitFor()
  await phone.getByText('现在没有等着批的').waitFor()
})
