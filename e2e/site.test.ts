import { expect, test } from 'vitest'
import { buildTree } from '../server/test/tree.ts'
import { openBrowser } from './support/browser.ts'
import { checkAccessibility, takeScreen } from './support/browser-checks.ts'
import { startSite } from './support/server.ts'

const site = await startSite()
const { office, phone } = await openBrowser()

test('a one-time address signs in once, on a PC and on a phone', async () => {
  const tree = await buildTree(site.test)
  const secretary = await site.invite([{ role: 'branch-secretary', orgId: tree.branch }])

  const onPc = await office()
  await onPc.goto(secretary.office)
  await onPc.getByRole('heading', { level: 1, name: '要办的事' }).waitFor()
  expect(onPc.url()).toBe(`${site.url}/`)
  await checkAccessibility(onPc)
  await takeScreen(onPc, 'start-office')

  const onPhone = await phone()
  await onPhone.goto(secretary.phone)
  await onPhone.getByRole('heading', { level: 1, name: '要办的事' }).waitFor()
  await checkAccessibility(onPhone)
  await takeScreen(onPhone, 'start-phone')

  const late = await office({ expected: [/status of 401/] })
  await late.goto(secretary.office)
  await late.getByRole('heading', { level: 1, name: '没有登录' }).waitFor()
})
