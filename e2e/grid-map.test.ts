import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { buildTree, type Tree } from '../server/test/tree.ts'
import { openBrowser } from './support/browser.ts'
import { enter, expectNoSideways, look } from './support/hands.ts'
import { startSite } from './support/server.ts'

/** The county of the test has a map of its own, and another county another. */
const mapTiles = {
  usual: 'https://usual.example.gov.cn/{z}/{x}/{y}.png',
  own: { 1: 'https://tiles.example.gov.cn/w/{z}/{x}/{y}.png' },
}
const site = await startSite(async () => ({ mapTiles }))
const { office, phone } = await openBrowser()
let tree: Tree

/** The one other machine that a page may ask. */
const toMap = { expected: [/asks another machine: https:\/\/tiles\.example\.gov\.cn\//] }

beforeAll(async () => {
  tree = await buildTree(site.test)
})

/** One grey square for every tile; answers which were asked for, of which server. */
async function serveTiles(page: Page): Promise<string[]> {
  const asked: string[] = []
  const square =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGO4fv06AAVmArGSMz0GAAAAAElFTkSuQmCC'
  await page.context().route(
    (url) => !url.href.startsWith(site.url),
    (route) => {
      asked.push(route.request().url())
      return route.fulfill({ contentType: 'image/png', body: Buffer.from(square, 'base64') })
    },
  )
  return asked
}

test("[001-18] a sketch lies on the county's own map where the server names one, and fetches from nowhere else", async () => {
  const page = await office(toMap)
  const asked = await serveTiles(page)
  const secretary = [{ role: 'committee-secretary' as const, orgId: tree.village }]
  const { office: link } = await site.invite(secretary, { name: '董长林' })
  await enter(page, link)
  const shown = await page.goto(`${site.url}/grids/${tree.grid}`)
  const policy = shown?.headers()['content-security-policy'] ?? ''
  expect(policy).toContain(
    "img-src 'self' data: blob: https://usual.example.gov.cn https://tiles.example.gov.cn;",
  )
  expect(policy.match(/https?:\/\/[^\s;]+/g)).toEqual([
    'https://usual.example.gov.cn',
    'https://tiles.example.gov.cn',
  ])
  await page.getByRole('button', { name: '画轮廓' }).click()
  await page.getByLabel('各个角，一行两个数').fill('100 100\n800 150\n700 800')
  const frame = page.getByLabel(/图的正中在哪里/)
  await frame.fill('30.481 120.512 2000')
  await page.getByRole('button', { name: '画好了' }).click()
  await page.getByText('写三个数：经度、纬度、米数', { exact: false }).waitFor()
  expect(asked).toEqual([])
  await frame.fill('120.512 30.481 2000')
  await expect.poll(() => asked.length).toBeGreaterThan(3)
  await page.getByRole('button', { name: '画好了' }).click()
  await page.getByText('轮廓画好了，上墙图跟着变。').waitFor()
  await expect.poll(() => page.locator('.sketch image').count()).toBeGreaterThan(3)
  await look(page, 'office-grid-map')
  for (const url of asked)
    expect(url).toMatch(/^https:\/\/tiles\.example\.gov\.cn\/w\/16\/547\d\d\/269\d\d\.png$/)

  const hand = await phone(toMap)
  await serveTiles(hand)
  const { phone: inHand } = await site.invite(secretary, { name: '林建平' })
  await enter(hand, inHand)
  await hand.goto(`${site.url}/m/grids/${tree.grid}`)
  await expect.poll(() => hand.locator('.sketch image').count()).toBeGreaterThan(3)
  await look(hand, 'phone-grid-map')
  await expectNoSideways(hand)
})
