import { beforeAll, expect, test } from 'vitest'
import { buildNaturalVillages } from '../server/test/grids.ts'
import { register } from '../server/test/members.ts'
import { buildOrg, buildTree, type Tree } from '../server/test/tree.ts'
import { openBrowser } from './support/browser.ts'
import { takeScreen } from './support/browser-checks.ts'
import { enter, look, type } from './support/hands.ts'
import { startSite } from './support/server.ts'

const site = await startSite()
const { office, phone } = await openBrowser()
let tree: Tree

beforeAll(async () => {
  tree = await buildTree(site.test)
  await buildOrg(site.test, { kind: 'grid', parentId: tree.village, name: '第二网格' })
  await buildNaturalVillages(site.test, { village: tree.village, grid: tree.grid }, ['东溪', '里坞'])
  await register(site.test, [{ orgId: tree.branch, name: '沈国良', householdPlace: '临溪村东溪12号' }])
})

test('[001-17][001-18][001-19] a grid gets its head, its figures and its sketch, and hangs on the wall', async () => {
  const page = await office()
  const { office: link } = await site.invite([{ role: 'committee-secretary', orgId: tree.village }], {
    name: '董长林',
  })
  await enter(page, link)
  await page.getByRole('link', { name: '网格', exact: true }).click()
  await page.getByText('还没有登记').first().waitFor()
  await page.getByRole('link', { name: '第一网格', exact: true }).click()
  await page.getByRole('button', { name: '更新数字' }).click()
  for (const [label, value] of [
    ['户', '168'],
    ['人口', '512'],
    ['新居民', '41'],
    ['村民代表', '9'],
    ['企业', '3'],
  ] as const)
    await type(page, label, value)
  await look(page, 'office-grid-count')
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await page.getByText('数字更新了。').waitFor()
  await page.getByRole('button', { name: '定人' }).click()
  await type(page, '名字', '沈国良')
  await page.getByRole('button', { name: '选沈国良，石桥支部' }).click()
  await page.getByRole('button', { name: '定下来' }).click()
  await page.getByText('定下来了：沈国良。').waitFor()
  await page.getByRole('button', { name: '画轮廓' }).click()
  const pad = page.getByRole('button', { name: '在图上点一下，加一个角' })
  const box = await pad.boundingBox()
  for (const [x, y] of [
    [0.1, 0.1],
    [0.8, 0.15],
    [0.7, 0.8],
    [0.15, 0.7],
  ] as const)
    await pad.click({ position: { x: (box?.width ?? 0) * x, y: (box?.height ?? 0) * y } })
  await page.getByLabel('东溪在哪里，两个数').fill('300 300')
  // Without the address of a map nothing is asked about one.
  expect(await page.getByLabel(/图的正中在哪里/).count()).toBe(0)
  await page.getByRole('button', { name: '画好了' }).click()
  await page.getByText('轮廓画好了，上墙图跟着变。').waitFor()
  await look(page, 'office-grid')
  await page.goto(`${site.url}/grids`)
  await page.getByRole('link', { name: '168，第一网格的户，看是怎么来的' }).waitFor()
  await look(page, 'office-grids')
  await page.getByRole('link', { name: '打印上墙图' }).click()
  await page.getByRole('heading', { name: '临溪村网格图' }).waitFor()
  await takeScreen(page, 'print-grid-sheet')
  expect(await page.locator('.wall svg polygon').count()).toBe(1)
  expect(await page.locator('.wall .who li').first().innerText()).toContain('沈国良')
  expect(await page.locator('.wall tbody tr').first().innerText()).toContain('168')
})

test('the grid worker brings the figures up to date on the phone', async () => {
  const page = await phone()
  const { phone: link } = await site.invite([{ role: 'grid-worker', orgId: tree.grid }], { name: '许金娣' })
  await enter(page, link)
  await page.goto(`${site.url}/m/grids`)
  await look(page, 'phone-grids')
  await page.getByRole('link', { name: '看第一网格' }).click()
  await page.getByRole('button', { name: '更新数字' }).click()
  await page.getByLabel('企业', { exact: true }).fill('4')
  await look(page, 'phone-grid-count')
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await page.getByText('数字更新了。').waitFor()
  await look(page, 'phone-grid')
  await page.locator('.six li', { hasText: '企业' }).getByText('4', { exact: true }).waitFor()
  await page.getByRole('link', { name: '看住户册' }).click()
  await page.getByText('还没有登记住户。').waitFor()
  await page.getByRole('button', { name: '登记一户' }).click()
  await type(page, '地址', '东溪12号')
  await type(page, '人数', '3')
  await look(page, 'phone-household-form')
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await page.getByText('记下了：东溪12号。').waitFor()
  await page.getByRole('button', { name: '给东溪12号记电话或关照' }).click()
  await type(page, '内容', '13800005678')
  await look(page, 'phone-household-entry')
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await page.getByText('138****5678').waitFor()
  await page.getByRole('button', { name: '看东溪12号的联系电话' }).click()
  await type(page, '为什么要看', '通知停水')
  await page.getByRole('button', { name: '看', exact: true }).click()
  await page.getByText('13800005678').waitFor()
  await page.getByRole('button', { name: '东溪12号看过了，没有变' }).click()
  await page.getByText('东溪12号：今天看过，没有变。').waitFor()
  await look(page, 'phone-households')

  const desk = await office()
  const { office: deskLink } = await site.invite([{ role: 'committee-secretary', orgId: tree.village }])
  await enter(desk, deskLink)
  await desk.goto(`${site.url}/grids/${tree.grid}/households`)
  await desk.getByText('138****5678').waitFor()
  await look(desk, 'office-households')
  await desk.getByRole('button', { name: '注销东溪12号' }).click()
  await desk.getByRole('radio', { name: '本户要求' }).check()
  await desk.getByRole('button', { name: '注销，全部抹掉' }).click()
  await desk.getByText('东溪12号注销了，记过的都抹掉了。').waitFor()
  await desk.getByText('还没有登记住户。').waitFor()
  expect(await desk.getByText('138****5678').count()).toBe(0)
})
