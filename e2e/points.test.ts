import { beforeAll, describe, expect, test } from 'vitest'
import * as activities from '../contract/activities.ts'
import { close, planned, reopen } from '../server/test/activities.ts'
import { type Branch, everyName, look, startBranch } from './support/branch.ts'
import { takeScreen } from './support/browser-checks.ts'

let branch: Branch

/** Of 20 August one was recorded who was not there, and that is put right: 19 points in place of 21. */
beforeAll(async () => {
  branch = await startBranch()
  const { site, board } = branch
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

describe('from a total to the fact', () => {
  test('in two presses at a desk, without a name above the branch, at an address that can be copied', async () => {
    const page = await branch.atDesk('committee')
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
    await page.goto(`${branch.site.url}/points`)
    await page.goto(copied)
    await record.waitFor()
    expect(await record.getAttribute('href')).toBe(
      `/activities/${branch.board.activities['调解张家李家的墙']}`,
    )
  })

  test('in two presses on a phone, of the own branch with names, of the others without', async () => {
    const page = await branch.onPhone('committee')
    await page.getByRole('link', { name: '我的', exact: true }).click()
    await page.getByRole('link', { name: /积分合计/ }).click()
    await page.getByRole('link', { name: '19，石桥支部 2026 年，看是怎么来的' }).click()
    await look(page, 'points-phone-branch')
    await page.getByRole('button', { name: /，邻里纠纷调解，看每一次/ }).click()
    await page.getByRole('link', { name: /调解张家李家的墙/ }).waitFor()
    await look(page, 'points-phone-fact')
    expect(await page.innerText('body')).not.toMatch(everyName)

    const own = await branch.onPhone('secretary')
    await own.goto(`${branch.site.url}/m/points`)
    await own.getByRole('link', { name: '7，方志明，看积分手册' }).click()
    await own.getByText('调解张家李家的墙').waitFor()
  })
})

describe('a booklet', () => {
  test('shows a correction as the award and its reversal, with the reason, and prints', async () => {
    const page = await branch.atDesk('secretary')
    await page.goto(`${branch.site.url}/points`)
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
    const phone = await branch.memberOnPhone('方志明')
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

    const office = await branch.atDesk('secretary')
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

    // Not in favour: one level up, where somebody else has the last word.
    await phone.getByLabel('哪里不满意').fill('王阿根是同一天去的，张家可以作证。')
    await phone.getByRole('button', { name: '申请复议' }).click()
    await phone.getByText(/送到上一级了。.*以前答复。/).waitFor()
    await phone.getByText('上级复议中').or(phone.getByText('临溪村党委复议')).first().waitFor()
    await look(phone, 'objection-phone-appealed')
    const above = await branch.atDesk('committee')
    await above.getByRole('link', { name: /复议石桥支部答复过的一件异议/ }).click()
    await above.getByText('张家可以作证').waitFor()
    await look(above, 'objection-office-appeal')
    expect(await above.locator('main .btn-go').count()).toBe(0)
    await above.getByLabel('理由，提的人看得到').fill('问过张家，那天只去了一个人。')
    await above.getByRole('button', { name: '维持原来的答复' }).click()
    await above.getByText('复议：维持原来的答复').waitFor()
    await phone.reload()
    await phone.getByText('问过张家，那天只去了一个人。').waitFor()
    await look(phone, 'objection-phone-final')
  })

  test('says how many points there were on a past day, as known now and as known then', async () => {
    for (const page of [await branch.memberOnPhone('方志明'), await branch.memberOnPhone('丁小红')]) {
      await page.goto(`${branch.site.url}/m/booklet`)
      await page.getByLabel('哪一天').fill('2026-08-31')
      await page.getByRole('button', { name: '查', exact: true }).click()
      await page.getByText('算到 2026 年 8 月 31 日（含这一天）；照 2026 年 8 月 31 日那时').waitFor()
      await page.getByText('4 分', { exact: true }).waitFor()
      await look(page, 'booklet-phone-past-day')
    }
    const office = await branch.atDesk('secretary')
    await office.goto(`${branch.site.url}/members/${branch.board.ids['叶春燕']}/booklet`)
    await office.getByLabel('哪一天').fill('2026-08-31')
    await office.getByRole('button', { name: '查', exact: true }).click()
    await office.getByText('2 分', { exact: true }).first().waitFor()
    await look(office, 'booklet-office-past-day')

    // The same book as a file, and what stands above it as Excel.
    const saved = async (label: string) => {
      const [file] = await Promise.all([
        office.waitForEvent('download'),
        office.getByRole('button', { name: label, exact: true }).click(),
      ])
      return file.suggestedFilename()
    }
    expect(await saved('大字 Word')).toBe('叶春燕2026年积分手册.docx')
    await office.goto(`${branch.site.url}/points`)
    expect(await saved('两年对比（Excel）')).toBe('石桥支部2026年与上年积分对比.xlsx')
    await look(office, 'points-office-files')
    await office.goto(`${branch.site.url}/boards`)
    expect(await saved('存成 Excel')).toMatch(/^石桥支部.*积分榜\.xlsx$/)
    await look(office, 'board-office-files')
  })

  test('reads in large type, and at twice the size of text nothing is cut off', async () => {
    const phone = await branch.memberOnPhone('林秀兰')
    const overflow = () => phone.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    await phone.goto(`${branch.site.url}/m/booklet`)
    await phone.getByRole('button', { name: /清理河道、路边/ }).click()
    await phone.getByText('环境卫生，每次 2 分').waitFor()
    await phone.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
    expect(await overflow()).toBeLessThanOrEqual(0)
    await takeScreen(phone, 'booklet-phone-200')

    await phone.goto(`${branch.site.url}/m/me`)
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

test('what a rule wants a second person’s word for is agreed to or declined with a reason', async () => {
  const plan = { kind: 'major-clean-up', title: '拆违整治' } as const
  const activityId = await planned(branch.board.committee, branch.board.tree.sibling, plan)
  await close(branch.board.committee, activityId)
  const word = await branch.site.invite([{ role: 'branch-deputy', orgId: branch.board.tree.sibling }], {
    name: '徐永康',
  })
  const phone = await branch.enter(await branch.phone({ expected: [/status of 400/] }), word.phone)
  await phone.goto(`${branch.site.url}/m/approvals`)
  await phone.getByRole('button', { name: '不批：徐东溪，重大整治贡献' }).click()
  await phone.getByRole('button', { name: '不批', exact: true }).click()
  await phone.locator('.problem').waitFor()
  await look(phone, 'approvals-phone')
  await phone.getByRole('button', { name: '先不定' }).click()
  await phone.getByRole('button', { name: '批：徐东溪，重大整治贡献', exact: true }).click()
  await phone.getByText('批了：徐东溪 +3 分，已记进手册。').waitFor()
  await phone.getByText('现在没有等着批的').waitFor()
  expect(await phone.getByRole('button', { name: /^批/ }).count()).toBe(0)
})

describe('[000-21] the month’s bonuses and deductions', () => {
  test('open to what each figure is the sum of, and are a sheet to be read out', async () => {
    const office = await branch.atDesk('secretary')
    await office.getByRole('link', { name: '每月加分扣分', exact: true }).click()
    await office.getByText('2026 年 10 月。开会时念一念。').waitFor()
    await office.goto(`${branch.site.url}/monthly-report?month=2026-08`)
    await office.getByRole('button', { name: /^\+10，石桥支部加分，看这 5 条/ }).click()
    await office.getByText('方志明').waitFor()
    await look(office, 'monthly-report-office')
    const [paper] = await Promise.all([
      office.context().waitForEvent('page'),
      office.getByRole('link', { name: '打印', exact: true }).click(),
    ])
    await paper.getByText('2026 年 8 月加分扣分单').first().waitFor()
    await paper.getByText('8月20日 清理河道、路边 +2').first().waitFor()
    await look(paper, 'monthly-report-paper')
    await paper.goto(`${paper.url()}&size=large`)
    await look(paper, 'monthly-report-paper-large')

    const phone = await branch.onPhone('committee')
    await phone.goto(`${branch.site.url}/m/monthly-report?month=2026-08`)
    await phone.getByRole('button', { name: /^−2，石桥支部冲销，看这 1 条/ }).click()
    await phone.getByText('是谁的，支部里看得到').waitFor()
    await look(phone, 'monthly-report-phone')
    expect(await phone.innerText('body')).not.toMatch(everyName)
  })
})
