import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { raiseObjection } from '../contract/objections.ts'
import type { Role } from '../contract/roles.ts'
import { allowAbove } from '../server/test/above.ts'
import { planned } from '../server/test/activities.ts'
import { type BoardTest, buildBoardTest, published } from '../server/test/boards.ts'
import { openBrowser } from './support/browser.ts'
import { checkAccessibility } from './support/browser-checks.ts'
import { enter, expectNoSideways } from './support/hands.ts'
import { type Entry, pageAt, pagesOf } from './support/pages-of.ts'
import { startSite } from './support/server.ts'

const site = await startSite()
const browser = await openBrowser()
let board: BoardTest
/** An activity that is planned and not held yet. */
let coming: string

beforeAll(async () => {
  board = await buildBoardTest(site.test)
  const { secretary, tree } = board
  coming = await planned(secretary, tree.branch, { title: '十二月主题党日', day: '2026-12-10' })
  const { publicationId } = await published(board)
  const body = { about: { publicationId }, text: '7月16日我来了，没有记' }
  const raised = await board.deputy.ask(raiseObjection, { body })
  if (raised.status !== 200) throw new Error(`not raised: ${raised.error.message}`)
})

type Someone = {
  role: Role
  orgId: number
  /** Who is in the register has pages of one's own. */
  memberId?: string | undefined
  /** Pages that no menu leads to, and what stands on one of many records. */
  also?: string[]
  /** The part of the country that the operator lets them look at. */
  above?: string
}

/** The secretary comes first: most pages are theirs, and what they opened need not be looked at again. */
function people(): Someone[] {
  const { tree, ids } = board
  const activity = `/activities/${coming}`
  return [
    {
      role: 'branch-secretary',
      orgId: tree.branch,
      memberId: ids['林秀兰'],
      also: [
        ...[activity, `${activity}/roll`, `${activity}/change`, '/outbox', '/check-in'],
        ...['/approvals', '/hand-entries', '/objections/new', '/transfer-proposals', '/credentials'],
        // Nothing is asked of this branch yet, so that nothing leads there.
        ...[
          '/duty-areas',
          '/post-tags',
          '/post-kinds',
          '/duties/missing',
          '/duties/pleas',
          `/duties/${tree.branch}`,
        ],
      ],
    },
    { role: 'county-admin', orgId: site.test.county.rootId },
    { role: 'security-admin', orgId: site.test.county.rootId },
    { role: 'auditor', orgId: site.test.county.rootId },
    { role: 'county-officer', orgId: site.test.county.rootId, above: '' },
    {
      role: 'township-officer',
      orgId: tree.township,
      also: ['/visits', '/visits/plans', '/visits/checks', '/visits/notices'],
    },
    { role: 'resident-cadre', orgId: tree.village },
    { role: 'supervisor', orgId: tree.township },
    { role: 'contact-leader', orgId: tree.branch },
    { role: 'committee-secretary', orgId: tree.committee },
    { role: 'group-leader', orgId: tree.group, memberId: ids['王阿根'] },
    { role: 'grid-worker', orgId: tree.grid, also: ['/round/conflicts', '/visits/feedback/mine'] },
    { role: 'member', orgId: tree.branch, memberId: ids['丁小红'] },
  ]
}

/** What is one of many opens where there is one: here are these. Other tests make the rest and look at it. */
const records = [
  '/activities/:activityId',
  '/activities/:activityId/change',
  '/activities/:activityId/roll',
  '/members/:memberId',
  '/members/:memberId/booklet',
  '/objections/:objectionId',
  '/publications/:publicationId',
]

const base: Record<Entry, string> = { office: '', phone: '/m' }

/** Waits until the page stands, and throws where it says that something went wrong or is not there. */
async function stand(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await expect.poll(() => page.locator('.loading').count(), { timeout: 20_000 }).toBe(0)
  const troubles = await page.locator('[role="alert"]').allInnerTexts()
  const title = await page.locator('h1').first().innerText()
  expect({ at: page.url(), troubles, title: title.trim() }).toEqual({
    at: page.url(),
    troubles: [],
    title: expect.not.stringMatching(/^$|没有这一页/),
  })
}

type Links = { menu: string[]; deeper: string[] }

/** The addresses below the entry's base that the page leads to: of menus, and of what stands on it. */
async function linksOf(page: Page, entry: Entry): Promise<Links> {
  const found = await page.locator('a[href]').evaluateAll((links) =>
    links.map((link) => ({
      href: link.getAttribute('href') ?? '',
      menu: link.closest('nav, .items') !== null,
    })),
  )
  const own = found
    .filter(({ href }) => href.startsWith(`${base[entry]}/`) && !href.startsWith('/print/'))
    .filter(({ href }) => entry === 'phone' || !href.startsWith('/m/'))
    .map(({ href, menu }) => ({ href: href.slice(base[entry].length).replace(/#.*/, ''), menu }))
  const pick = (menu: boolean) => own.filter((link) => link.menu === menu).map(({ href }) => href)
  return { menu: pick(true), deeper: pick(false) }
}

/** All of it at once: what a bar at the foot half covers is one scroll away, which a check cannot know. */
async function checkWhole(page: Page): Promise<void> {
  const seen = page.viewportSize() ?? { width: 0, height: 0 }
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ ...seen, height: Math.max(seen.height, height) })
  await checkAccessibility(page)
  await page.setViewportSize(seen)
}

/** In large type and at twice the size of text nothing stands beyond the edge of a phone. */
async function checkLarge(page: Page): Promise<void> {
  const say = (fontSize: string) =>
    page.evaluate((size) => document.documentElement.style.setProperty('font-size', size), fontSize)
  await say('200%')
  await expectNoSideways(page)
  await say('')
  const root = page.locator('html')
  await root.evaluate((html) => html.setAttribute('data-mode', 'elder'))
  await expectNoSideways(page)
  await root.evaluate((html) => html.setAttribute('data-mode', 'phone'))
}

/** Follows a link as a press does, within the page that is there already. */
async function follow(page: Page, address: string): Promise<void> {
  await page.evaluate((href) => {
    document.querySelector('h1')?.setAttribute('data-left', '')
    const link = document.createElement('a')
    link.href = href
    document.body.append(link)
    link.click()
    link.remove()
  }, address)
  await page.locator('h1:not([data-left])').first().waitFor()
}

type Walk = {
  page: Page
  entry: Entry
  /** Every page that there is. */
  pages: readonly string[]
  /** Those that somebody has opened. */
  opened: Set<string>
}

/** Opens every page that menus offer to this person, what `also` says, and whatever else nobody has opened yet. */
async function walk({ page, entry, pages, opened }: Walk, also: readonly string[]): Promise<void> {
  const own = new Set<string>()
  const pathOf = (href: string) => pageAt(pages, href.replace(/\?.*/, ''))
  const isLeft = (href: string, seen: Set<string>) => {
    const path = pathOf(href)
    return path !== undefined && !seen.has(path)
  }
  const queue = ['/', ...also]
  for (let href = queue.shift(); href !== undefined; href = queue.shift()) {
    if (!isLeft(href, own)) continue
    if (own.size > 0) await follow(page, `${base[entry]}${href}`)
    await stand(page)
    if (isLeft(href, opened)) {
      await checkWhole(page)
      if (entry === 'phone') await checkLarge(page)
    }
    for (const seen of [own, opened]) seen.add(pathOf(href) ?? '')
    const { menu, deeper } = await linksOf(page, entry)
    queue.push(...menu, ...deeper.filter((link) => isLeft(link, opened)))
  }
}

/** Answers the pages that nobody was led to. */
async function walkAll(entry: Entry): Promise<string[]> {
  const pages = await pagesOf(entry)
  const opened = new Set<string>()
  for (const { role, orgId, memberId, also = [], above } of people()) {
    const invited = await site.invite([{ role, orgId }], { memberId: memberId ?? null })
    if (above !== undefined) await allowAbove(site.test, invited.accountId, above)
    const page = await browser[entry]()
    await enter(page, invited[entry])
    await walk({ page, entry, pages, opened }, also)
    await page.context().close()
  }
  const needed = [...pages.filter((path) => !path.includes(':')), ...records]
  return needed.filter((path) => !opened.has(path))
}

/** Some three hundred pages in nineteen roles: minutes, and more of them where the machine has other things to do. */
const everyPage = 480_000

test(
  'every page that the office offers to a role opens without a fault',
  async () => {
    expect(await walkAll('office')).toEqual([])
  },
  everyPage,
)

test(
  'every page that the phone offers to a role opens without a fault',
  async () => {
    expect(await walkAll('phone')).toEqual([])
  },
  everyPage,
)

test('a press beside the menu of the person closes it, and does nothing else', async () => {
  const { office } = await site.invite([{ role: 'branch-secretary', orgId: board.tree.branch }])
  const page = await browser.office()
  await enter(page, office)
  await page.getByRole('link', { name: '党员', exact: true }).click()
  await page.getByRole('link', { name: '登记一个人' }).waitFor()
  const menu = page.getByRole('button', { name: /支部书记/ })
  await menu.click()
  const out = page.getByRole('button', { name: '退出登录' })
  await out.waitFor()
  await checkAccessibility(page)
  const place = await page
    .getByRole('navigation', { name: '主菜单' })
    .getByRole('link', { name: '活动' })
    .boundingBox()
  await page.mouse.click((place?.x ?? 0) + 5, (place?.y ?? 0) + 5)
  await out.waitFor({ state: 'detached' })
  await expect(page.getByRole('heading', { level: 1 }).innerText()).resolves.toBe('党员')
  await menu.click()
  await page.keyboard.press('Escape')
  await out.waitFor({ state: 'detached' })
  expect(await menu.evaluate((button) => button === document.activeElement)).toBe(true)
})
