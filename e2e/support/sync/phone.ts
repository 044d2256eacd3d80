import type { Browser, Page } from 'playwright-core'
import type { Person } from '../../../server/test/app.ts'
import type { Lab } from './lab.ts'
import type { Line } from './line.ts'

type Verb = Exclude<keyof Lab, 'open'>

/** A phone with two tabs, and whose it is. */
export type Phone = {
  name: string
  person: Person
  line: Line
  page: Page
  /** Does something in a tab as its person does; `killed` when the tab died first. */
  in<V extends Verb>(
    tab: 1 | 2,
    verb: V,
    ...given: Parameters<Lab[V]>
  ): Promise<Awaited<ReturnType<Lab[V]>> | 'killed'>
  /** Takes the tab away in the middle of whatever it does, and opens another. */
  kill(tab: 1 | 2): Promise<void>
}

type Host = {
  openTab(tab: number, owner: string): Promise<void>
  killTab(tab: number): void
  inTab(tab: number, verb: string, given: unknown[]): Promise<unknown>
}

export async function openPhone(
  browser: Browser,
  url: string,
  name: string,
  person: Person,
  line: Line,
): Promise<Phone> {
  const context = await browser.newContext()
  const [cookie = '', value = ''] = line.cookie.split('=')
  await context.addCookies([{ name: cookie, value, url }])
  const page = await context.newPage()
  await page.goto(`${url}/lab/host.html`)
  const open = (tab: number) =>
    page.evaluate(([at, owner]) => (globalThis as unknown as Host).openTab(at, owner), [
      tab,
      person.accountId,
    ] as const)
  await open(1)
  await open(2)
  return {
    name,
    person,
    line,
    page,
    in: (tab, verb, ...given) =>
      page.evaluate(([at, name, args]) => (globalThis as unknown as Host).inTab(at, name, args), [
        tab,
        verb,
        given,
      ] as const) as never,
    kill: async (tab) => {
      await page.evaluate((at) => (globalThis as unknown as Host).killTab(at), tab)
      await open(tab)
    },
  }
}
