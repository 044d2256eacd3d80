import { beforeAll, expect, test } from 'vitest'
import { type Branch, look, startBranch } from './support/branch.ts'
import { expectNoSideways, type } from './support/hands.ts'

let branch: Branch

beforeAll(async () => {
  branch = await startBranch()
})

test('[001-15] nothing until it is opened; redeemed on the phone and at the desk, signed for, and the booklet unchanged', async () => {
  const own = await branch.memberOnPhone('方志明')
  await own.goto(`${branch.site.url}/m/redemptions`)
  await own.getByText('您的支部和上级没有开办积分兑换。').waitFor()

  const page = await branch.atDesk('secretary')
  await page.getByRole('link', { name: '积分兑换', exact: true }).click()
  await page.getByText('还没有开办积分兑换。').waitFor()
  await page.getByRole('link', { name: '开办积分兑换' }).click()
  await type(page, '经费一共几元', '500')
  await type(page, '每人每年最多几元', '50')
  await look(page, 'office-redemption-form')
  await page.getByRole('button', { name: '开办' }).click()
  await page.getByText('“2026 年积分兑换”开办了。').waitFor()
  await page.getByRole('button', { name: '添一样' }).click()
  for (const [label, text] of [
    ['东西', '毛巾'],
    ['几分', '3'],
    ['一份几元', '8.5'],
    ['还有几份', '20'],
  ] as const)
    await type(page, label, text)
  await page.getByRole('button', { name: '添上' }).click()
  await page.getByText('添上了：毛巾。').waitFor()

  await own.reload()
  await own.getByText('能兑 7 分').waitFor()
  await own.getByText('兑换不扣手册里的积分').waitFor()
  await look(own, 'phone-redemptions')
  await expectNoSideways(own)
  await own.getByRole('button', { name: '用 3 分兑毛巾' }).click()
  await own.getByText('兑好了：毛巾，到支部领。手册里的积分没有变。').waitFor()
  await own.getByText('能兑 4 分').waitFor()
  await look(own, 'phone-redeemed')
  await own.goto(`${branch.site.url}/m/booklet`)
  await own.getByText('7', { exact: true }).first().waitFor()

  await type(page, '谁来兑', '丁小红')
  await page.getByRole('button', { name: '选丁小红，石桥支部' }).click()
  await page.getByLabel('兑什么').selectOption({ label: '用 3 分兑毛巾' })
  await page.getByRole('button', { name: '兑换', exact: true }).click()
  await page.getByText('丁小红兑了毛巾，等着领。').waitFor()
  const [paper] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: '打印领取签名表' }).click(),
  ])
  await paper.getByText('领取人签名').waitFor()
  await look(paper, 'print-redemption-list')
  await paper.close()
  await page.getByRole('button', { name: '毛巾交给方志明了' }).click()
  await page.getByText('毛巾交给方志明了。').waitFor()
  await page.getByRole('button', { name: '取消丁小红兑的毛巾' }).click()
  await type(page, '为什么取消', '没有合适的颜色')
  await page.getByRole('button', { name: '取消这次兑换' }).click()
  await page.getByText('沈国良取消：没有合适的颜色').waitFor()
  await page.getByText('用了 8.5 元').waitFor()
  await look(page, 'office-redemption')
  await page.goto(`${branch.site.url}/redemptions`)
  await page.getByRole('link', { name: '看2026 年积分兑换' }).waitFor()
  await look(page, 'office-redemptions')
  expect(await page.getByText('用了 8.5 元，共 500 元　0 件等着领').count()).toBe(1)
})
