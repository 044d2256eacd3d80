import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { applyImport, uploadRegister } from '../contract/imports.ts'
import { revealNumber } from '../contract/member-looks.ts'
import { listObjections } from '../contract/objections.ts'
import { checkAccessibility, takeScreen } from './support/browser-checks.ts'
import { ownTable, useRegister } from './support/register.ts'

const at = useRegister()

/** Nothing may stick out beside the screen, at whatever size of text. */
async function checkFits(page: Page): Promise<void> {
  const [inner, outer] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  expect(inner).toBeLessThanOrEqual(outer ?? 0)
}

test('a secretary looks somebody up on the phone, and calls only after a reason', async () => {
  const { phone } = await at.site.invite([{ role: 'branch-secretary', orgId: at.tree.branch }])
  const page = await at.browser.phone()
  await page.goto(phone)
  await page.getByRole('link', { name: '党员' }).click()
  await page.getByText('石桥支部 5 人').waitFor()
  await checkFits(page)
  await checkAccessibility(page)
  await takeScreen(page, 'phone-members')
  await page.getByLabel('找人').fill('林')
  await expect.poll(() => page.locator('.people li').count()).toBe(1)
  await page.getByRole('link', { name: /林秀兰/ }).click()
  await page.getByText('138****5678').waitFor()
  expect(await page.locator('a[href^="tel:"]').count()).toBe(0)
  await checkFits(page)
  await checkAccessibility(page)
  await takeScreen(page, 'phone-member')
  await page.getByRole('button', { name: '看手机号全号' }).click()
  await page.getByLabel('为什么要看').fill('通知开会')
  await checkAccessibility(page)
  await takeScreen(page, 'phone-member-reveal')
  await page.getByRole('button', { name: '看', exact: true }).click()
  await page.locator('a[href="tel:13800005678"]').waitFor()
  await checkFits(page)
  await takeScreen(page, 'phone-member-number')
})

test('a member sees the own register and who looked, and says what is wrong', async () => {
  const { memberId } = at.people.林秀兰
  const secretary = await at.site.test.person('branch-secretary', at.tree.branch, { name: '周书记' })
  await secretary.ask(revealNumber, {
    params: { memberId },
    body: { field: 'mobile', reason: '通知领新党章' },
  })
  const { phone } = await at.site.invite([], { name: '林秀兰', memberId })
  const page = await at.browser.phone({ expected: [/status of 4/] })
  await page.goto(phone)
  await page.getByRole('link', { name: '我的' }).click()
  await page.getByRole('link', { name: /我的登记/ }).click()
  await page.getByText('周书记 看了手机号').waitFor()
  await page.getByText('通知领新党章').waitFor()
  await page.getByText('138****5678').waitFor()
  await checkFits(page)
  await checkAccessibility(page)
  await takeScreen(page, 'phone-own-register')
  await page.getByRole('button', { name: '有不对的，提出来' }).click()
  await page.getByRole('button', { name: '提出来', exact: true }).click()
  await page.getByText('还没有选是哪一项。').waitFor()
  await page.getByLabel('哪一项不对').selectOption({ label: '学历' })
  await page.getByLabel('应该是什么').fill('我 1999 年函授毕业，是大专。')
  await checkAccessibility(page)
  await takeScreen(page, 'phone-own-object')
  await page.getByRole('button', { name: '提出来', exact: true }).click()
  await page.getByText(/提出来了。支部 .+ 以前要答复您。/).waitFor()
  const { body } = await secretary.ask(listObjections, { query: { orgId: at.tree.branch } })
  expect(body.rows[0]).toMatchObject({
    memberName: '林秀兰',
    text: '我的登记里“学历”不对。我 1999 年函授毕业，是大专。',
  })
  await page.getByRole('button', { name: '有不对的，提出来' }).click()
  await page.getByLabel('哪一项不对').selectOption({ label: '民族' })
  await page.getByLabel('应该是什么').fill('满族')
  await page.getByRole('button', { name: '提出来', exact: true }).click()
  await page.getByText('正在核对，请等答复').waitFor()
})

test.each([
  ['elder', { large: true }, ''],
  ['elder-contrast', { large: true, contrast: true }, ''],
  ['text-200', {}, '200%'],
])('%s: the list, a card and the own register lose nothing', async (name, display, size) => {
  const { memberId } = at.people.林秀兰
  const { phone } = await at.site.invite([{ role: 'branch-secretary', orgId: at.tree.branch }], { memberId })
  const page = await at.browser.phone({ bypassCSP: size !== '' })
  await page.addInitScript(
    ([settings, text]) => {
      localStorage.setItem('zhibutong:display', JSON.stringify(settings))
      document.addEventListener('DOMContentLoaded', () => {
        if (text) document.documentElement.style.fontSize = text
      })
    },
    [display, size] as const,
  )
  await page.goto(phone)
  await page.getByRole('heading', { level: 1, name: '要办的事' }).waitFor()
  for (const [path, text] of [
    ['/m/members', '石桥支部 5 人'],
    [`/m/members/${memberId}`, '138****5678'],
    ['/m/me/register', '138****5678'],
  ] as const) {
    await page.goto(at.site.url + path)
    await page.getByText(text).first().waitFor()
    await checkFits(page)
    await checkAccessibility(page)
    await takeScreen(page, `phone-${path.split('/')[2]}-${path.split('/').length}-${name}`)
  }
})

test('what waits is reached from the phone as well: a person in two books, a file that was read', async () => {
  const { idNumber } = at.people.高仁德
  const secretary = await at.site.test.person('branch-secretary', at.tree.branch, { name: '周书记' })
  const { body: sent } = await secretary.ask(uploadRegister, {
    query: { orgId: at.tree.branch },
    file: { name: '石桥.xlsx', bytes: await ownTable('名册', ['姓名', '身份证号'], [['高仁德', idNumber]]) },
  })
  const { importId } = sent
  const { phone: own } = await at.site.invite([{ role: 'branch-secretary', orgId: at.tree.branch }])
  const reader = await at.browser.phone()
  await reader.goto(own)
  await reader.getByRole('heading', { level: 1, name: '要办的事' }).waitFor()
  await reader.goto(`${at.site.url}/m/imports/${importId}`)
  await reader.getByText('正在打开文件').waitFor()
  await at.runJobs()
  await reader.getByText('请在电脑上办').waitFor()
  await checkFits(reader)
  await checkAccessibility(reader)
  await takeScreen(reader, 'phone-import')
  await secretary.ask(applyImport, { params: { importId }, body: { rows: 1 } })

  const { phone } = await at.site.invite([{ role: 'township-officer', orgId: at.tree.township }])
  const page = await at.browser.phone({ expected: [/status of 400/] })
  await page.goto(phone)
  await page.getByRole('link', { name: /核对/ }).click()
  await page.getByText('登记在东溪支部，石桥支部的名册里也有').waitFor()
  await checkFits(page)
  await checkAccessibility(page)
  await takeScreen(page, 'phone-transfer-proposals')
  await page.getByRole('button', { name: '高仁德不转' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: '不转', exact: true }).click()
  await expect.poll(() => sheet.locator('.problem').count()).toBe(1)
  await sheet.getByLabel('为什么不转').fill('只是借住')
  await checkAccessibility(page)
  await takeScreen(page, 'phone-transfer-dismiss')
  await sheet.getByRole('button', { name: '不转', exact: true }).click()
  await page.getByText('记下了：高仁德不转。').waitFor()
  await page.getByText('没有要核对的人。').waitFor()
})

test('an account without a member is told so, and not that something is missing', async () => {
  const { phone } = await at.site.invite([{ role: 'township-officer', orgId: at.tree.township }])
  const page = await at.browser.phone()
  await page.goto(phone)
  await page.getByRole('link', { name: '我的' }).click()
  await page.getByRole('heading', { name: '我的' }).waitFor()
  expect(await page.getByRole('link', { name: /我的登记/ }).count()).toBe(0)
  // An address that somebody passed on opens all the same.
  await page.goto(new URL('/m/me/register', page.url()).href)
  await page.getByText('您的账号没有连着哪一名党员的登记').waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
})
