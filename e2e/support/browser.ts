import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, onTestFinished } from 'vitest'
import { findChromium } from '../../server/core/browser/find-chromium.ts'
import { type Problem, watchForProblems } from './browser-problems.ts'

/** The two screens of design: a township's PC, and an old Android phone. */
const screens = {
  office: { viewport: { width: 1366, height: 768 } },
  phone: {
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  },
} satisfies Record<string, BrowserContextOptions>

export type OpenOptions = BrowserContextOptions & {
  /** What the test provokes on purpose, such as /status of 409/: the browser reports every failed answer. */
  expected?: readonly RegExp[]
}

export type TestBrowser = {
  /** A page of its own person: nothing is shared with other pages. Closed when the test ends. */
  office: (options?: OpenOptions) => Promise<Page>
  phone: (options?: OpenOptions) => Promise<Page>
  browser: Browser
}

/**
 * Starts Chromium for one test file (call it at the top or in `beforeAll`) and closes it after the file's last test.
 * A test fails when a page of its throws, writes an error to the console (a breach of the CSP is one), or asks
 * anything but this machine.
 */
export async function openBrowser(): Promise<TestBrowser> {
  const browser = await launch()
  afterAll(() => browser.close())
  const open = (screen: keyof typeof screens) => (wanted?: OpenOptions) =>
    openPage(browser, { ...screens[screen], ...wanted })
  return { browser, office: open('office'), phone: open('phone') }
}

const mostStarts = 3

/** On a machine without a graphics card Chromium now and then dies while it starts; that says nothing about a page. */
async function launch(start = 1): Promise<Browser> {
  const options = await findChromium()
  try {
    return await chromium.launch({
      ...options,
      // A third party's address does not even resolve: a page that needs one shows it.
      args: [...options.args, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'],
    })
  } catch (error) {
    if (start === mostStarts) throw error
    return launch(start + 1)
  }
}

async function openPage(browser: Browser, { expected = [], ...options }: OpenOptions): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options })
  const problems = watchForProblems(context)
  onTestFinished(async () => {
    await context.close()
    refuse(problems.filter(({ text }) => !expected.some((pattern) => pattern.test(text))))
  })
  return context.newPage()
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length === 0) return
  throw new Error(
    ['the page had problems:', ...problems.map(({ url, text }) => `${url}\n  ${text}`)].join('\n'),
  )
}
