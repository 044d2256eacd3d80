import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { preparePublication, publishPublication } from '../../contract/boards.ts'
import { findChromium } from '../../server/core/browser/find-chromium.ts'
import { addDays } from '../../server/core/clock/days.ts'
import { todayIn } from '../../server/core/clock/today.ts'
import type { Bench, Figure, Row } from '../bench.ts'
import { median } from '../measure.ts'
import { atWorld } from '../people.ts'
import { type Client, signIn } from '../server.ts'
import { county } from '../world/build.ts'

/** An old phone in the hills: a sixth of this machine's speed, 400 kbit/s, 400 ms to and fro. */
const slowness = 6
const bytesASecond = 400_000 / 8
const roundTrip = 400
const opens = 5

const phone = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
}

/**
 * What a person waits on an old phone and a bad line: a member for the start page, with nothing in the browser's store and
 * again with what it keeps; a villager for the public board, without JavaScript.
 */
export const pageLoad: Row = {
  name: 'page-load',
  run: async (bench) => {
    const people = await findBranch(bench)
    const secretary = await signIn(bench.server, bench.app, bench.at, people.secretary)
    const board = await publish(bench, secretary, people)
    const browser = await chromium.launch(await findChromium())
    try {
      return [
        ...(await measureStart(bench, browser, secretary.cookie)),
        await measureBoard(bench, browser, board),
      ]
    } finally {
      await browser.close()
    }
  },
}

async function measureStart({ server }: Bench, browser: Browser, cookie: string): Promise<Figure[]> {
  const cold: number[] = []
  const warm: number[] = []
  for (let nth = 0; nth < opens; nth += 1) {
    const context = await browser.newContext(phone)
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url: server.url }])
    for (const times of [cold, warm]) times.push(await openStart(context, `${server.url}/m/`))
    await context.close()
  }
  const figure = (name: string, work: string, milliseconds: number): Figure => ({
    ...{ name, work, ours: `${(milliseconds / 1000).toFixed(2)} s`, floor: null, ratio: null },
    target: '≤ 2.0 s',
    held: milliseconds <= 2_000,
  })
  return [
    figure(
      'phone-load',
      'the start page of a phone that has nothing of ours yet, until it can be used',
      median(cold),
    ),
    figure('phone-load, again', 'the same page opened again, in a new tab', median(warm)),
  ]
}

/** Milliseconds until the page shows what is due and waits for nothing any more. */
async function openStart(context: BrowserContext, url: string): Promise<number> {
  const page = await slowPage(context)
  await page.goto(url, { waitUntil: 'commit' })
  await page.waitForFunction(
    () => document.querySelector('h1') !== null && document.querySelector('.loading') === null,
    undefined,
    { polling: 20, timeout: 60_000 },
  )
  const taken = await page.evaluate(() => performance.now())
  await page.close()
  return taken
}

async function slowPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowness })
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: roundTrip,
    downloadThroughput: bytesASecond,
    uploadThroughput: bytesASecond,
  })
  return page
}

async function measureBoard({ server }: Bench, browser: Browser, path: string): Promise<Figure> {
  const times: number[] = []
  for (let nth = 0; nth < opens; nth += 1) {
    const context = await browser.newContext({ ...phone, javaScriptEnabled: false })
    const page = await slowPage(context)
    const begun = performance.now()
    const answer = await page.goto(`${server.url}${path}`, { waitUntil: 'load', timeout: 60_000 })
    if (answer?.status() !== 200) throw new Error(`the board answered ${answer?.status()}`)
    times.push(performance.now() - begun)
    await context.close()
  }
  const taken = median(times)
  return {
    name: 'public-load',
    work: 'a branch’s public board with its styles, JavaScript off',
    ours: `${(taken / 1000).toFixed(2)} s`,
    floor: null,
    ratio: null,
    target: '≤ 1.2 s',
    held: taken <= 1_200,
  }
}

/** A board of the month that is over before the public. Answers its path. */
async function publish(bench: Bench, secretary: Client, people: People): Promise<string> {
  const to = addDays(`${todayIn(new Date()).slice(0, 8)}01`, -1)
  const body = { orgId: people.orgId, from: `${to.slice(0, 8)}01`, to }
  const { publicationId } = await secretary.ask(preparePublication, { body })
  const reviewer = await signIn(bench.server, bench.app, bench.at, people.reviewer)
  const { path } = await reviewer.ask(publishPublication, {
    params: { publicationId },
    body: {},
  })
  return path
}

type People = { orgId: number; secretary: string; reviewer: string }

/** A branch that has published nothing yet, its secretary, and whoever of the township looks over what it draws up. */
function findBranch(bench: Bench): Promise<People> {
  return atWorld(bench, async (client) => {
    const { rows } = await client.query<People>(
      `select o.org_id as "orgId", s.account_id as secretary, t.account_id as reviewer
         from organisations o
         join grants s on s.county_id = $1 and s.org_id = o.org_id and s.role = 'branch-secretary'
         join organisations above on above.county_id = $1 and starts_with(o.path, above.path)
         join grants t on t.county_id = $1 and t.org_id = above.org_id and t.role = 'township-officer'
        where o.county_id = $1 and o.kind = 'branch'
          and not exists (select 1 from publications p where p.county_id = $1 and p.org_id = o.org_id)
        order by md5(o.org_id::text) limit 1`,
      [county],
    )
    const [found] = rows
    if (!found) throw new Error('no branch is left that has published nothing')
    return found
  })
}
