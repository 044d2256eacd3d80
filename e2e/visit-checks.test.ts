import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { listVisitPlans } from '../contract/campaigns.ts'
import { drawVisitCheck, getVisitCheck, judgeVisit } from '../contract/visit-checks.ts'
import {
  aDemand,
  addEntry,
  addHouseholds,
  aVisit,
  buildVisitTest,
  type VisitTest,
  visited,
} from '../server/test/visits.ts'
import { openBrowser } from './support/browser.ts'
import { expectBurden } from './support/burden.ts'
import { countEffort } from './support/effort.ts'
import { enter, expectNoSideways, look, type } from './support/hands.ts'
import { startSite } from './support/server.ts'

const site = await startSite()
const { office, phone } = await openBrowser()
let v: VisitTest

beforeAll(async () => {
  v = await buildVisitTest(site.test)
  const homes = await addHouseholds(v.worker, v.tree.grid, 6)
  const others = await addHouseholds(v.other, v.second, 5)
  await addEntry(v.worker, homes[0] ?? '', { rhythmDays: 7 })
  await visited(v.worker, [
    aVisit(homes[0] ?? '', { visitedOn: '2026-10-12', demand: aDemand() }),
    aVisit(homes[1] ?? '', { visitedOn: '2026-10-13' }),
    ...homes.slice(2, 5).map((home) => aVisit(home, { visitedOn: '2026-11-18' })),
    aVisit(homes[5] ?? '', { note: '腿脚不便，要人扶', solace: { fen: 20_000, what: '米和油' } }),
  ])
  await visited(v.other, [aVisit(others[0] ?? '', { visitedOn: '2026-10-14' })])
})

const as = async (page: Page, role: 'committee-secretary' | 'auditor' | 'grid-worker', more = {}) => {
  const orgId = {
    'committee-secretary': v.tree.village,
    auditor: site.test.county.rootId,
    'grid-worker': v.tree.grid,
  }
  const invited = await site.invite([{ role, orgId: orgId[role] }], { name: '董长林', ...more })
  await enter(page, invited.office)
  return invited
}

test('[000-07] a secretary has visits drawn and judges them, an auditor draws them again, the visitor answers', async () => {
  const page = await office({ expected: [/status of 400/] })
  await as(page, 'committee-secretary')
  await page.getByRole('link', { name: '走访', exact: true }).click()
  await page.getByRole('button', { name: '抽查', exact: true }).click()
  await page.getByText('还没有抽查过。').waitFor()
  await page.getByRole('button', { name: '抽一次' }).click()
  await page.getByLabel('抽几次').fill('3')
  await look(page, 'office-visit-draw')
  await page.getByRole('dialog').getByRole('button', { name: '抽一次' }).click()
  await page.getByText('从 4 次走访里抽了 3 次', { exact: false }).first().waitFor()
  await page
    .getByRole('button', { name: /^写结果/ })
    .first()
    .click()
  await page.getByLabel('对不上').check()
  await look(page, 'office-visit-judge')
  await page.getByRole('dialog').getByRole('button', { name: '写结果' }).click()
  await page.getByText('请写一句哪里对不上').waitFor()
  await page.getByLabel('对走访的人说').fill('户主说那天没有来人')
  await page.getByRole('dialog').getByRole('button', { name: '写结果' }).click()
  await page.getByText('也转成了一件整改').waitFor()
  for (const left of [2, 1]) {
    await expect.poll(() => page.getByRole('button', { name: /^写结果/ }).count()).toBe(left)
    await page
      .getByRole('button', { name: /^写结果/ })
      .first()
      .click()
    await page.getByLabel('对得上').check()
    await page.getByRole('dialog').getByRole('button', { name: '写结果' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await expect.poll(() => page.getByRole('button', { name: /^写结果/ }).count()).toBe(0)
  await look(page, 'office-visit-check')
  await page.getByRole('link', { name: '看整改' }).click()
  await page.getByText('的一次走访，记的和实际对不上').first().waitFor()

  const log = await office()
  await as(log, 'auditor')
  await log.getByRole('link', { name: '走访抽查', exact: true }).click()
  await log.getByRole('link', { name: '临溪村 2026年11月的抽查' }).click()
  await log.getByText('再抽一遍，抽到的一模一样。').waitFor()
  expect(await log.getByText('石桥').count()).toBe(0)
  await look(log, 'office-visit-lot')

  const visitor = await office()
  // The visitor signed in when the visits were recorded.
  const [name = '', value = ''] = v.worker.cookie.split('=')
  await visitor.context().addCookies([{ name, value, url: site.url }])
  await visitor.goto(site.url)
  await visitor.getByText('抽查说您的走访对不上，请看看').waitFor()
  await visitor.getByRole('link', { name: '看看' }).click()
  await visitor.getByText('户主说那天没有来人').waitFor()
  await visitor
    .getByRole('button', { name: /^说明情况/ })
    .first()
    .click()
  await visitor.getByLabel('您的说明').fill('那天是他儿子在家')
  await visitor.getByRole('dialog').getByRole('button', { name: '说明情况' }).click()
  await visitor.getByText('那天是他儿子在家').waitFor()
  await look(visitor, 'office-visit-feedback')
  await page.goBack()
  await page.getByText('走访的人说：那天是他儿子在家').waitFor()
})

test('[000-06] last month is looked at, put before the public, read by anyone and taken back with a reason', async () => {
  const page = await office()
  await as(page, 'committee-secretary')
  await page.getByText('临溪村 10月的走访可以公开了').waitFor()
  await page.getByRole('link', { name: '看一看：临溪村' }).click()
  await page.getByRole('heading', { name: '公开出去就是这样' }).waitFor()
  await look(page, 'office-visit-notice')
  await page.getByRole('button', { name: '公开', exact: true }).click()
  await page.getByText('公开了，挂到12月21日。').waitFor()
  const address = (await page.getByRole('link', { name: /public\/visits/ }).getAttribute('href')) ?? ''
  await look(page, 'office-visit-notice-published')
  const reader = await office()
  await reader.goto(site.url + address)
  await reader.getByText('登记的 11 户里走到 3 户').waitFor()
  expect(await reader.getByText(/石桥|许金娣|沟堵/).count()).toBe(0)
  expect(await reader.locator('script').count()).toBe(0)
  await look(reader, 'public-visit-notice')
  await page.getByRole('button', { name: '撤回' }).click()
  await page.getByLabel('为什么撤回').fill('有一次记重了')
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
  await page.getByText('撤回了，页面已经没有了。').waitFor()
  await page.getByText('有一次记重了').waitFor()
  // This reader's browser may show the page for a minute more; who comes now does not see it.
  const late = await office({ expected: [/status of 410/] })
  const gone = await late.goto(site.url + address)
  expect(gone?.status()).toBe(410)
})

test('the month of visits, what was heard, a visit taken back, and a plan', async () => {
  const page = await office()
  await as(page, 'committee-secretary')
  await page.getByRole('link', { name: '走访', exact: true }).click()
  await page.getByText('7 天').waitFor()
  await page.getByRole('button', { name: '记录', exact: true }).click()
  await page.getByText('4 次，4 户，见到人 4 次。慰问金 200 元。', { exact: false }).waitFor()
  await look(page, 'office-visits')
  await page
    .getByRole('button', { name: /^看记了什么/ })
    .first()
    .click()
  await page.getByText('腿脚不便，要人扶').waitFor()
  await page.getByText('米和油').waitFor()
  await page.getByRole('button', { name: '关上' }).click()
  await page.getByRole('button', { name: /^作废/ }).first().click()
  await page.getByLabel('为什么作废').fill('记错了户')
  await page.getByRole('dialog').getByRole('button', { name: '作废' }).click()
  await page.getByText('作废：记错了户').waitFor()
  await page.getByText('3 次，3 户', { exact: false }).waitFor()
  await page.getByRole('button', { name: '每月计划' }).click()
  await page.getByText('这个月还没有排。').waitFor()
  await page.getByRole('button', { name: '排几户' }).click()
  await page.getByLabel('谁去走').selectOption({ label: '许金娣' })
  // One that is not suggested is looked for; the grid of the other worker is of this village as well.
  await type(page, '上面没有的，在这里找', '户主')
  const found = page.getByRole('button', { name: /^选石桥.*第二网格$/ })
  await found.first().click()
  await page.getByRole('button', { name: '排进计划（1 户）' }).waitFor()
  await look(page, 'office-visit-planning-found')
  await page.getByRole('button', { name: /^不选石桥/ }).click()
  await page.getByRole('checkbox').first().check()
  await look(page, 'office-visit-planning')
  await page.getByRole('button', { name: '排进计划（1 户）' }).click()
  await page.getByText('许金娣：1 户里走了 0 户').waitFor()
  await look(page, 'office-visit-plan')
  await page.getByRole('button', { name: /^拿掉/ }).click()
  await page.getByText('这个月还没有排。').waitFor()
  const query = { month: '2026-11' }
  const plans = await v.village.ask(listVisitPlans, { params: { orgId: v.tree.village }, query })
  expect(plans.body.rows).toEqual([])
})

/** Says of the visit that is left that it differs; its visitor answers from the own start page. */
async function answerCheck(checkId: string): Promise<void> {
  const { body } = await v.village.ask(getVisitCheck, { params: { checkId } })
  const left = body.rows.find((row) => row.verdict === null)
  if (!left) throw new Error('nothing is left to judge')
  const { visitId, visitorName } = left
  const verdict = { verdict: 'differs' as const, feedback: '户主说没有来人' }
  await v.village.ask(judgeVisit, { params: { checkId, visitId }, body: verdict })
  const visitor = visitorName === '许金娣' ? v.worker : v.other
  const page = await phone()
  const [name = '', value = ''] = visitor.cookie.split('=')
  await page.context().addCookies([{ name, value, url: site.url }])
  await page.goto(`${site.url}/m/`)
  const answering = await countEffort(page)
  await page.getByRole('link', { name: /抽查说您的走访对不上/ }).click()
  await page
    .getByRole('button', { name: /^说明情况/ })
    .first()
    .click()
  await page.getByRole('dialog').getByLabel('您的说明').click()
  await page.keyboard.type('那天是他儿子在家')
  await page.getByRole('dialog').getByRole('button', { name: '说明情况' }).click()
  await page.getByText('那天是他儿子在家').waitFor()
  await expectBurden("visitor's answer to a spot check, on a phone", answering.stop())
}

test('what the start page says of visits opens on a phone as well', async () => {
  const drawn = await v.village.ask(drawVisitCheck, {
    params: { orgId: v.tree.village },
    body: { month: '2026-10', size: 2 },
  })
  const page = await phone()
  const [name = '', value = ''] = v.village.cookie.split('=')
  await page.context().addCookies([{ name, value, url: site.url }])
  await page.goto(`${site.url}/m/`)
  const judging = await countEffort(page)
  await page.getByRole('link', { name: /接着查/ }).click()
  await page.waitForURL(`${site.url}/m/visits/checks/${drawn.body.checkId}`)
  await page
    .getByRole('button', { name: /^写结果/ })
    .first()
    .click()
  await page.getByLabel('没联系上这户').check()
  await look(page, 'phone-visit-judge')
  await page.getByRole('dialog').getByRole('button', { name: '写结果' }).click()
  await page.getByText('没联系上这户').waitFor()
  await expectBurden('verdict on a visit that was drawn for a spot check, on a phone', judging.stop())
  await look(page, 'phone-visit-check')
  await expectNoSideways(page)
  await answerCheck(drawn.body.checkId)
  await page.goto(`${site.url}/m/visits/notices/${v.tree.village}?month=2026-10`)
  await page.getByRole('heading', { name: '公开出去就是这样' }).waitFor()
  await look(page, 'phone-visit-notice')
  await expectNoSideways(page)
  await page.goto(`${site.url}/m/visits/feedback/mine`)
  await page.getByText('您的走访还没有抽查过。').waitFor()
})
