import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../server/core/ids.ts'
import {
  type IdentityProvider,
  settingsFor,
  startIdentityProvider,
} from '../server/test/identity-provider.ts'
import { buildTree, type Tree } from '../server/test/tree.ts'
import { openBrowser } from './support/browser.ts'
import { checkAccessibility, takeScreen } from './support/browser-checks.ts'
import { enter } from './support/hands.ts'
import { startSite } from './support/server.ts'

let province: IdentityProvider
const site = await startSite(async (url) => {
  province = await startIdentityProvider({ clients: { 'zbt-1': `${url}/api/oidc/1/back` } })
  return { address: url, providers: [settingsFor(province, { key: '1', county: 1 })] }
})
afterAll(() => province.close())
const browser = await openBrowser()
const password = 'Shiqiao-2026'
let tree: Tree

beforeAll(async () => {
  tree = await buildTree(site.test)
})

/** What a person does over there. */
async function signInThere(page: Page, subject: string): Promise<void> {
  await page.getByRole('heading', { name: '测试的统一认证' }).waitFor()
  await page.getByLabel('身份').fill(subject)
  await page.getByRole('button', { name: '登录' }).click()
}

/** Somebody with a name and password of their own. */
async function settled(name: string) {
  const invited = await site.invite([{ role: 'branch-secretary', orgId: tree.branch }], { name })
  const page = await browser.phone()
  await enter(page, invited.phone)
  const login = `n${newId().slice(-9)}`
  await page.goto(`${site.url}/m/credentials`)
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('新密码').fill(password)
  await page.getByRole('button', { name: '设好', exact: true }).click()
  await page.getByText(`下次用 ${login} 登录`).waitFor()
  return { ...invited, page, login }
}

test('a secretary links her own account by phone, and comes in without a password from then on', async () => {
  const { page } = await settled('林秀兰')
  const subject = `s-${newId()}`
  await page.reload()
  await page.getByRole('button', { name: '对上省统一认证' }).click()
  await page.getByLabel('现在的密码').last().fill(password)
  await checkAccessibility(page)
  await takeScreen(page, 'phone-provider-link')
  await page.getByRole('button', { name: '去那边登录' }).click()
  await signInThere(page, subject)
  await page.getByText('本人对上').waitFor()
  await checkAccessibility(page)
  await takeScreen(page, 'phone-provider-linked')

  const other = await browser.phone()
  await other.goto(`${site.url}/m/sign-in?next=%2Fme`)
  await other.getByRole('link', { name: '用省统一认证登录' }).waitFor()
  await checkAccessibility(other)
  await takeScreen(other, 'phone-provider-sign-in')
  await other.getByRole('link', { name: '用省统一认证登录' }).click()
  await signInThere(other, subject)
  await other.waitForURL(`${site.url}/m/me`)
  await other.getByText('林秀兰').first().waitFor()
})

test('an administrator links an account at the desk; its owner shows the password once, without a script too', async () => {
  const person = await settled('沈国良')
  const subject = `s-${newId()}`
  const admin = await site.invite([{ role: 'county-admin', orgId: site.test.county.rootId }], {
    name: '陆建平',
  })
  const desk = await browser.office()
  await enter(desk, admin.office)
  await desk.goto(`${site.url}/accounts`)
  await desk.getByRole('button', { name: '沈国良的统一认证' }).click()
  await desk.getByLabel('本人在那边的身份编号').fill(subject)
  await desk.getByLabel('凭什么对上').fill('省里发的名单')
  await checkAccessibility(desk)
  await takeScreen(desk, 'office-provider-link')
  await desk.getByRole('button', { name: '对上', exact: true }).click()
  await desk.getByText('对上了：沈国良').waitFor()

  await person.page.goto(`${site.url}/m/`)
  await person.page.getByText('您的账号对上了统一认证').waitFor()

  const plain = await browser.phone({ javaScriptEnabled: false, expected: [/status of 400/] })
  await plain.goto(`${site.url}/api/oidc/1/start?next=%2Fm%2F`)
  await signInThere(plain, subject)
  await plain.getByRole('heading', { name: '还差一步' }).waitFor()
  await takeScreen(plain, 'phone-provider-proof')
  await plain.getByLabel('支部通的密码').fill('guessed')
  await plain.getByRole('button', { name: '登录' }).click()
  await plain.getByText('现在的密码不对').waitFor()
  await takeScreen(plain, 'phone-provider-proof-wrong')
  await plain.getByLabel('支部通的密码').fill(password)
  await plain.getByRole('button', { name: '登录' }).click()
  await plain.waitForURL(`${site.url}/m/`)
  const cookies = await plain.context().cookies(site.url)
  expect(cookies.map((one) => one.name)).toContain('zhibutong')
})

test('whose identity nobody has linked is told what to do, on a page that reads well', async () => {
  const page = await browser.office({ expected: [/status of 403/] })
  await page.goto(`${site.url}/sign-in`)
  await page.getByRole('link', { name: '用省统一认证登录' }).waitFor()
  await takeScreen(page, 'office-provider-sign-in')
  await page.getByRole('link', { name: '用省统一认证登录' }).click()
  await signInThere(page, `s-${newId()}`)
  await page.getByText('这个身份还没有对上支部通的账号').waitFor()
  await checkAccessibility(page)
  await takeScreen(page, 'office-provider-refused')
  await page.getByRole('link', { name: '电脑登录页' }).click()
  await page.getByLabel('登录名').waitFor()
})
