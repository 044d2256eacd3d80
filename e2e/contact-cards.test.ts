import { beforeAll, expect, test } from 'vitest'
import { register } from '../server/test/members.ts'
import { buildTree, type Tree } from '../server/test/tree.ts'
import { openBrowser } from './support/browser.ts'
import { checkAccessibility, takeScreen } from './support/browser-checks.ts'
import { enter } from './support/hands.ts'
import { startSite } from './support/server.ts'

const site = await startSite()
const { office, phone } = await openBrowser()
let tree: Tree
let memberId: string

beforeAll(async () => {
  tree = await buildTree(site.test)
  const wish = { orgId: tree.branch, gridId: tree.grid, name: '沈国良', partyPost: '支部书记' }
  const [id = ''] = await register(site.test, [wish])
  memberId = id
})

/** Points of a millimetre on the screen: 96 to the inch. */
const mm = (pixels: number) => (pixels / 96) * 25.4

test('[002-20] ten contact cards fill one sheet of A4, with a number that is on the paper and nowhere else', async () => {
  const desk = await office()
  const { office: link } = await site.invite([{ role: 'branch-secretary', orgId: tree.branch }])
  await enter(desk, link)
  await desk.goto(`${site.url}/members/${memberId}`)
  const opened = desk.context().waitForEvent('page')
  await desk.getByRole('link', { name: '印连心卡' }).click()
  const paper = await opened
  await paper.getByRole('heading', { name: '沈国良的连心卡' }).waitFor()
  expect(await paper.locator('.contact-card .blank').count()).toBe(10)
  await paper.getByLabel('电话').fill('138 0000 5678')
  await paper.getByRole('button', { name: '印上电话' }).click()
  await paper.getByText('电话印上了。').waitFor()
  await checkAccessibility(paper)
  await takeScreen(paper, 'print-contact-cards')
  expect(paper.url()).not.toContain('138')

  const boxes = await paper.locator('.contact-card').evaluateAll((cards) =>
    cards.map((card) => {
      const { width, height } = card.getBoundingClientRect()
      const cut = card.scrollHeight > card.clientHeight || card.scrollWidth > card.clientWidth
      return { width, height, cut, says: (card as HTMLElement).innerText }
    }),
  )
  expect(boxes).toHaveLength(10)
  for (const { width, height, cut, says } of boxes) {
    expect([Math.round(mm(width)), Math.round(mm(height)), cut]).toEqual([90, 54, false])
    expect(says).toContain('138 0000 5678')
  }
  const pdf = (await paper.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45][\d.]* 84[12][\d.]*\]/)
})

test('[002-20] whoever goes from door to door prints the own cards from the phone', async () => {
  const hand = await phone()
  const { phone: link } = await site.invite([{ role: 'grid-worker', orgId: tree.grid }], { memberId })
  await enter(hand, link)
  await hand.goto(`${site.url}/m/round`)
  await hand.getByRole('link', { name: '印连心卡' }).waitFor()
  await hand.goto(`${site.url}/m/me/register`)
  await hand.getByRole('link', { name: '印连心卡' }).click()
  await hand.getByRole('heading', { name: '沈国良的连心卡' }).waitFor()
  const form = await hand.locator('.ask').boundingBox()
  expect(form?.width).toBeLessThanOrEqual(360)
  await hand.getByLabel('电话').fill('家里')
  await hand.getByRole('button', { name: '印上电话' }).click()
  await hand.getByText('电话写数字').waitFor()
  await takeScreen(hand, 'phone-contact-cards')
})
