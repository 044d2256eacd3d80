import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Role } from '../contract/roles.ts'
import { roundOf } from '../server/test/appraisals.ts'
import {
  type AssessmentTest,
  bodyOf,
  buildAssessmentTest,
  forAll,
  tryStep,
  tryToCount,
} from '../server/test/assessments.ts'
import { openBrowser } from './support/browser.ts'
import { enter, expectNoSideways, look } from './support/hands.ts'
import { startSite } from './support/server.ts'

const site = await startSite()
const { office, phone } = await openBrowser()
let world: AssessmentTest
const nameOf = (at: number) => world.names[at] ?? ''

beforeAll(async () => {
  world = await buildAssessmentTest(site.test, 6)
})

async function atDesk(role: Role, orgId: number, at: number | null, expected: RegExp[] = []): Promise<Page> {
  const page = await office({ expected })
  const who = at === null ? { name: '董长林' } : { name: nameOf(at), memberId: world.ids[at] ?? null }
  await enter(page, (await site.invite([{ role, orgId }], who)).office)
  return page
}

async function onPhone(at: number): Promise<Page> {
  const page = await phone()
  const grants = [{ role: 'member' as const, orgId: world.tree.branch }]
  await enter(page, (await site.invite(grants, { name: nameOf(at), memberId: world.ids[at] ?? null })).phone)
  return page
}

test('a year from what a member writes on the phone to the grade that the level above confirms', async () => {
  const desk = await atDesk('branch-secretary', world.tree.branch, 0, [/status of 400/])
  await desk.getByRole('link', { name: '年度民主评议', exact: true }).click()
  await desk.getByText('还没有开始过。').waitFor()
  await look(desk, 'appraisals-office-empty')
  await desk.getByRole('button', { name: '开始 2026 年的民主评议' }).click()
  await desk.getByText('2026 年的民主评议开始了').waitFor()

  const own = await onPhone(3)
  await own.goto(`${site.url}/m/me`)
  await own.getByRole('link', { name: /^我的年度评议/ }).click()
  await own.getByLabel('我的自评').fill('今年按时参加组织生活，巡河十二次。\n不足：学习不够。')
  await look(own, 'appraisals-phone-self')
  await expectNoSideways(own)
  await own.getByRole('button', { name: '交自评' }).click()
  await own.getByText('交上去了，开始投票以前还能改。').waitFor()

  await desk.getByRole('link', { name: /^打开石桥支部/ }).click()
  await desk.getByRole('button', { name: '照纸上的记自评' }).click()
  await desk.getByLabel('谁的自评').selectOption({ label: nameOf(4) })
  await desk.getByLabel('自评写了什么').fill('我今年参加了义务劳动。')
  await desk.getByRole('button', { name: '记下自评' }).click()
  await desk.getByText(`${nameOf(4)}的自评记下了。`).waitFor()
  await desk.getByRole('button', { name: `看${nameOf(3)}的自评` }).click()
  await desk.getByText('巡河十二次').waitFor()
  await look(desk, 'appraisals-office-self')
  await desk.getByRole('button', { name: '记下互评' }).click()
  await desk.getByText('记下了。接下来投票。').waitFor()
  await desk.getByRole('button', { name: '开始投票' }).click()
  await desk.getByText('投票开始了。').waitFor()
  await look(desk, 'appraisals-office-ballot')

  // The ballot has its own page, with sheets, two who count and one who checks.
  await desk.getByRole('link', { name: '去发票、计票' }).click()
  await desk.getByRole('button', { name: '收完了，记计票结果' }).waitFor()
  const roundUrl = desk.url()
  const assessmentId = roundUrl.split('/').at(-1) ?? ''
  const sheets = { issued: 6, returned: 6, invalid: 0, rows: forAll(world.ids, [[2, 3, 0, 0]]) }
  bodyOf(await tryToCount(world.secretary, assessmentId, sheets))
  bodyOf(await tryStep(world.deputy, assessmentId, 'confirm'))
  await desk.reload()
  await desk.getByText('优秀 2，合格 3').first().waitFor()
  await look(desk, 'appraisals-office-counted')
  await desk.getByRole('link', { name: '年度民主评议', exact: true }).click()
  await desk.getByRole('link', { name: /^打开石桥支部/ }).click()

  await desk.getByRole('button', { name: '提等次' }).click()
  await desk.getByLabel(`${nameOf(3)}的等次`).selectOption({ label: '优秀' })
  await desk.getByRole('button', { name: '送上级审定' }).click()
  await desk.getByText('请写理由').waitFor()
  await desk.getByLabel(`${nameOf(3)}：理由`).fill('巡河十二次，村民都说好。')
  await look(desk, 'appraisals-office-propose')
  await desk.getByRole('button', { name: '送上级审定' }).click()
  await desk.getByText('送上去了，等上级审定。').waitFor()

  const above = await atDesk('committee-secretary', world.tree.committee, null)
  await above
    .getByRole('link', { name: /审定石桥支部 2026 年/ })
    .first()
    .click()
  await above.getByText('支委会提：优秀').waitFor()
  expect(await above.getByText('巡河十二次。').count()).toBe(0)
  await look(above, 'appraisals-office-confirm')
  await above.getByRole('button', { name: '审定', exact: true }).click()
  await above.getByText('审定了。等次记下了，本人看得到。').waitFor()

  await own.reload()
  await own.getByText('等次：优秀').waitFor()
  await own.getByText('理由：巡河十二次，村民都说好。').waitFor()
  await look(own, 'appraisals-phone-grade')
  await expectNoSideways(own)
  const { rows } = await roundOf(world.secretary, above.url().split('/').at(-1) ?? '')
  const grades = rows.map((row) => row.grade)
  expect(grades.filter((grade) => grade === 'outstanding')).toHaveLength(1)
  expect(grades.filter((grade) => grade === 'qualified')).toHaveLength(5)
  expect(grades).toHaveLength(6)
})

test('a talk written down on the phone: who has not talked is seen in the branch, what was said by the two alone', async () => {
  const own = await onPhone(3)
  await own.goto(`${site.url}/m/me`)
  await own.getByRole('link', { name: /^我的谈心谈话/ }).click()
  await own.getByRole('button', { name: '记一次谈心' }).click()
  await own.getByLabel('和谁谈的').selectOption({ label: `${nameOf(5)}（党员）` })
  await own.getByLabel('谈了什么').fill('他想年后出去做工，怕赶不上学习。')
  await look(own, 'talks-phone-form')
  await own.getByRole('button', { name: '记下这次谈心' }).click()
  await own.getByText('谈心记下了。').waitFor()
  await own.getByText('他想年后出去做工').waitFor()
  await look(own, 'talks-phone-own')
  await expectNoSideways(own)

  const desk = await atDesk('branch-secretary', world.tree.branch, 0)
  await desk.getByRole('link', { name: '谈心谈话', exact: true }).click()
  await desk.getByText('该谈 6，谈了 2').waitFor()
  await desk.getByText('还没有谈的').first().click()
  expect(await desk.getByText('他想年后出去做工').count()).toBe(0)
  await look(desk, 'talks-office')
  const partner = await onPhone(5)
  await partner.goto(`${site.url}/m/pair-talks/mine`)
  await partner.getByText('他想年后出去做工').waitFor()
})
