import type { Page } from 'playwright-core'
import { type BoardTest, buildBoardTest, names } from '../../server/test/boards.ts'
import { openBrowser } from './browser.ts'
import { checkAccessibility, takeScreen } from './browser-checks.ts'
import { type Invited, type Site, startSite } from './server.ts'

type Role = 'secretary' | 'deputy' | 'committee' | 'township'

export type Branch = {
  site: Site
  board: BoardTest
  /** Somebody new at every call, signed in; `expected`: refusals that the test provokes. */
  atDesk(who: Role, expected?: RegExp[]): Promise<Page>
  onPhone(who: Role, expected?: RegExp[]): Promise<Page>
  /** A member of the branch without any office, on the phone. */
  memberOnPhone(name: string): Promise<Page>
  /** Another person's page, from the address that was made for them. */
  enter(page: Page, link: string): Promise<Page>
  desk: Awaited<ReturnType<typeof openBrowser>>['office']
  phone: Awaited<ReturnType<typeof openBrowser>>['phone']
}

/** No page above the branch may match it. */
export const everyName = new RegExp(names.join('|'))

/** Looks at a page as axe does, and keeps what a person would see of it. */
export async function look(page: Page, name: string): Promise<void> {
  await checkAccessibility(page)
  await takeScreen(page, name)
}

async function enter(page: Page, link: string): Promise<Page> {
  await page.goto(link)
  await page.getByRole('heading', { level: 1, name: '要办的事' }).waitFor()
  return page
}

/** The branch of five with its quarter, on a real server, and the people around it. Call it in `beforeAll`. */
export async function startBranch(): Promise<Branch> {
  const site = await startSite()
  const { office: desk, phone } = await openBrowser()
  const board = await buildBoardTest(site.test)
  const { branch, committee, township } = board.tree
  const people: Record<Role, () => Promise<Invited>> = {
    secretary: () => site.invite([{ role: 'branch-secretary', orgId: branch }], { name: '沈国良' }),
    deputy: () => site.invite([{ role: 'branch-deputy', orgId: branch }], { name: '许金娣' }),
    committee: () => site.invite([{ role: 'committee-secretary', orgId: committee }], { name: '董长林' }),
    township: () => site.invite([{ role: 'township-officer', orgId: township }], { name: '顾晓峰' }),
  }
  const invite = (name: string) =>
    site.invite([{ role: 'member', orgId: branch }], { name, memberId: board.ids[name] ?? null })
  return {
    site,
    board,
    desk,
    phone,
    enter,
    atDesk: async (who, expected) => enter(await desk({ expected }), (await people[who]()).office),
    onPhone: async (who, expected) => enter(await phone({ expected }), (await people[who]()).phone),
    memberOnPhone: async (name) => enter(await phone(), (await invite(name)).phone),
  }
}
