import { beforeAll, expect, test } from 'vitest'
import { register } from '../server/test/members.ts'
import { buildTree, type Tree } from '../server/test/tree.ts'
import { openBrowser, type TestBrowser } from './support/browser.ts'
import { checkAccessibility, takeScreen } from './support/browser-checks.ts'
import { type Site, startSite } from './support/server.ts'

let site: Site
let browser: TestBrowser
let tree: Tree
let lin: string

beforeAll(async () => {
  site = await startSite()
  browser = await openBrowser()
  tree = await buildTree(site.test)
  const made = await register(site.test, [
    {
      orgId: tree.branch,
      name: '林秀兰',
      sex: 'female',
      ethnic: '01',
      mobile: '13800005678',
      homeAddress: '石桥 8 号',
      education: '60',
      partyPost: '支部委员',
      degree: '无',
      monthlyDues: 20,
    },
    ...['周水根', '叶春燕', '陈如松', '楼大海'].map((name) => ({ orgId: tree.branch, name })),
    { orgId: tree.branch, name: '郁小满', category: 'probationary', joinedOn: '2025-11-01', fullOn: undefined },
    { orgId: tree.sibling, name: '高仁德' },
  ])
  lin = made[0] as string
})

function secretaryOf(orgId: number) {
  return site.invite([{ role: 'branch-secretary', orgId }], { name: '沈国良' })
}

test('a secretary finds a member, reads the card and sees a number with a reason', async () => {
  const secretary = await secretaryOf(tree.branch)
  const page = await browser.office({ expected: [/status of 400/] })
  await page.goto(secretary.office)
  await page.getByRole('link', { name: '党员', exact: true }).click()
  await page.getByText('石桥支部，6 人').waitFor()
  await checkAccessibility(page)
  await takeScreen(page, 'office-members')
  await page.getByLabel('找人').fill('lxl')
  await page.getByText('石桥支部，1 人').waitFor()
  await page.getByRole('link', { name: '林秀兰' }).click()
  await page.getByRole('heading', { level: 1, name: '林秀兰' }).waitFor()
  await checkAccessibility(page)
  await takeScreen(page, 'office-member')
})
