import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { listCases } from '../contract/cases.ts'
import { changeHousehold, listHouseholds } from '../contract/households.ts'
import { listMergeConflicts } from '../contract/rounds.ts'
import { tasks } from '../server/app.ts'
import type { Person } from '../server/test/app.ts'
import { buildNaturalVillages } from '../server/test/grids.ts'
import { buildMembers } from '../server/test/people.ts'
import { buildTree, type Tree } from '../server/test/tree.ts'
import { addEntry, addHouseholds } from '../server/test/visits.ts'
import { openBrowser } from './support/browser.ts'
import { expectBurden } from './support/burden.ts'
import { countEffort, type Effort } from './support/effort.ts'
import { enter, expectNoSideways, look, type } from './support/hands.ts'
import { dumpStorage, waitForShell } from './support/kept.ts'
import { startSite } from './support/server.ts'

const site = await startSite()
// A phone's clock is held to the server's, and the server's answers bear the day of this machine.
site.test.clock.now = new Date()
const { phone } = await openBrowser()
let tree: Tree
let village: Person
let memberId: string | undefined
let households: string[]

/** What a phone says when its line is cut on purpose. */
const lineCut = { expected: [/ERR_INTERNET_DISCONNECTED|Failed to fetch|status of 409/] }
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

beforeAll(async () => {
  tree = await buildTree(site.test)
  village = await site.test.person('committee-secretary', tree.village, { name: '董长林' })
  const places = await buildNaturalVillages(site.test, { village: tree.village, grid: tree.grid }, ['东溪'])
  ;[memberId] = await buildMembers(site.test, [{ orgId: tree.branch, gridId: tree.grid, name: '许金娣' }])
  households = await addHouseholds(village, tree.grid, 4)
  const [first = ''] = households
  const { body } = await village.ask(listHouseholds, { params: { orgId: tree.grid }, query: {} })
  const sheet = body.rows.find(({ householdId }) => householdId === first)
  if (!sheet) throw new Error('no household')
  await village.ask(changeHousehold, {
    params: { householdId: first },
    body: {
      address: '东溪12号',
      placeId: places[0] ?? null,
      contact: '徐国平',
      headCount: 3,
      version: sheet.version,
    },
  })
  await addEntry(village, first, { agreedOn: today() })
  await addEntry(village, first, {
    kind: 'phone',
    purpose: 'contact',
    value: '13800005678',
    agreedOn: today(),
  })
})

const worker = () =>
  site.invite([{ role: 'grid-worker', orgId: tree.grid }], { name: '许金娣', memberId: memberId ?? null })

/** The pages of the round are on the phone, so that the line may go. */
async function carryRound(page: Page): Promise<void> {
  await page.getByRole('link', { name: '记一笔', exact: true }).click()
  await page.getByRole('link', { name: /今天走访/ }).click()
  await page.getByText('手机里带着 4 户').waitFor()
}

async function find(page: Page, typed: string): Promise<void> {
  await type(page, '找一户', typed)
}

async function openCase(): Promise<string> {
  const { rows } = (await village.ask(listCases, { query: { kind: 'request' } })).body
  return rows.find(({ title }) => title.includes('路灯'))?.caseId ?? ''
}

test('[002-19] a visit is noted without a line, becomes a case when there is one, and is closed by the resident', async () => {
  const page = await phone(lineCut)
  await enter(page, (await worker()).phone)
  const effort = await countEffort(page)
  await carryRound(page)
  await page.getByText('换手机以前没交的记录').waitFor()
  await waitForShell(page, /note-page/)
  await look(page, 'phone-round')
  await page.context().setOffline(true)
  await find(page, '徐国平')
  await page.getByRole('link', { name: '记走访：东溪12号 徐国平' }).click()
  await page.getByLabel('进了门').check()
  await page.getByLabel('谈了话').check()
  expect(await page.getByLabel('见到人').isChecked()).toBe(true)
  await page.getByLabel('他说了什么，原话最好').click()
  await page.keyboard.type('渠边路灯两盏不亮')
  await page.getByText('要办：转成民情').click()
  await page.getByText(/已存在手机里/).waitFor()
  await look(page, 'phone-visit-note')
  await expectNoSideways(page)
  const context = page.context()
  await page.goto('about:blank')
  await page.goto(`${site.url}/m/round/${households[0]}/visit`)
  await page.getByText('写到一半的还在').waitFor()
  expect(await page.getByLabel(/他说了什么/).inputValue()).toBe('渠边路灯两盏不亮')
  await page.getByRole('button', { name: '存好，去下一户' }).click()
  await page.getByText('存在手机里了：东溪12号 徐国平。').waitFor()
  await page.getByRole('link', { name: '1 条没同步' }).waitFor()
  const measured = effort.stop()
  await find(page, '徐国平')
  await page.getByText('今天记了，还没送出').waitFor()
  await look(page, 'phone-round-offline')
  const lying = await dumpStorage(page)
  expect(lying).not.toMatch(/路灯|徐国平|东溪/)
  expect(await openCase()).toBe('')
  await context.setOffline(false)
  await page.getByText('已同步').waitFor({ timeout: 20_000 })
  const caseId = await openCase()
  const closing = await closeCase(page, caseId)
  await expectBurden('visit without a line, a demand in it, on a phone', measured)
  await expectBurden(
    'visit without a line to the closed case: whoever visits, handles and raised it together, on phones',
    addUp([measured, ...closing]),
  )
})

test('[002-19] a note of a visit takes four taps and one text', async () => {
  const page = await phone()
  await enter(page, (await worker()).phone)
  await page.goto(`${site.url}/m/round`)
  await page.getByRole('link', { name: /没写自然村的/ }).click()
  const effort = await countEffort(page)
  await page
    .getByRole('link', { name: /^记走访：/ })
    .first()
    .click()
  await page.getByLabel('进了门').check()
  await page.getByLabel('谈了话').check()
  await page.getByLabel('他说了什么，原话最好').click()
  await page.keyboard.type('家里都好，老人在家')
  await page.getByRole('button', { name: '存好，去下一户' }).click()
  await page
    .getByText(/存在手机里了|记下了|已同步/)
    .first()
    .waitFor()
  await expectBurden('note of a visit, from the list of a natural village, on a phone', effort.stop())
})

/** The village takes it, does it, and the resident says on a page without an account that it is done. */
const addUp = (all: readonly Effort[]): Effort => ({
  taps: all.reduce((sum, one) => sum + one.taps, 0),
  fields: all.flatMap((one) => one.fields),
})

/** By who handles it and by the resident; answers what it cost each of them. */
async function closeCase(page: Page, caseId: string): Promise<Effort[]> {
  const desk = await site.invite([{ role: 'committee-secretary', orgId: tree.village }], { name: '董长林' })
  const office = await phone()
  await enter(office, desk.phone)
  const handling = await countEffort(office)
  await office.getByRole('link', { name: /民情.*路灯|路灯/ }).click()
  await office.waitForURL(`${site.url}/m/cases/${caseId}`)
  await office.getByRole('button', { name: '受理', exact: true }).click()
  await office.getByText('记下了：受理。').waitFor()
  await office.getByLabel('办的结果，群众看得到').fill('路灯换好了')
  await office.getByRole('button', { name: '先看公开的样子' }).click()
  await office.getByRole('button', { name: '写办理结果', exact: true }).click()
  await office.getByText('记下了：写办理结果。').waitFor()
  await office.reload()
  await office.getByRole('button', { name: '给本人一个地址' }).click()
  const address = /http\S+/.exec(await office.locator('.handed code').innerText())?.[0] ?? ''
  const handled = handling.stop()
  const resident = await phone()
  await resident.goto(address)
  const answering = await countEffort(resident)
  await resident.getByText('路灯换好了').waitFor()
  await resident.getByRole('button', { name: '办好了', exact: true }).click()
  await resident.getByText('您的话收到了，正在记下。', { exact: false }).waitFor()
  const { app, county } = site.test
  await tasks(app.runtime)['take-case-letters']?.({ county: county.county }, {} as never)
  await resident.goto(resident.url())
  await resident.getByText('本人确认，办结').first().waitFor()
  await page.bringToFront()
  return [handled, answering.stop()]
}

/** How much of the households lies on the phone: records of the register, entries in clear, keys to open them. */
const countCarried = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number[]>((resolve, reject) => {
        const asked = indexedDB.open('zhibutong-carried')
        asked.addEventListener('error', () => reject(new Error('not opened')))
        asked.addEventListener('success', () => {
          const names = ['state', 'rows', 'entries']
          const transaction = asked.result.transaction(names)
          const counts = names.map((name) => transaction.objectStore(name).count())
          transaction.addEventListener('complete', () => {
            asked.result.close()
            resolve(counts.map(({ result }) => result))
          })
        })
      }),
  )

/** The page as it is with letters of twice the size, and in the large print of 长者版. */
async function lookLarge(page: Page, name: string): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%'
  })
  await look(page, `${name}-200`)
  await expectNoSideways(page)
  await page.evaluate(() => {
    document.documentElement.style.fontSize = ''
    localStorage.setItem('zhibutong:display', JSON.stringify({ large: true, contrast: false }))
  })
  await page.reload()
  await look(page, `${name}-elder`)
  await expectNoSideways(page)
  await page.evaluate(() => localStorage.removeItem('zhibutong:display'))
  await page.reload()
}

async function openHousehold(page: Page): Promise<void> {
  await carryRound(page)
  await find(page, '徐国平')
  await page.getByRole('link', { name: '东溪12号 徐国平', exact: true }).click()
  await page.getByRole('link', { name: '记走访' }).waitFor()
}

test('what is taken along stands in clear for its person, lies sealed on the phone, and goes with them', async () => {
  const page = await phone(lineCut)
  await enter(page, (await worker()).phone)
  await openHousehold(page)
  await page.getByText('138****5678').waitFor()
  await page.getByRole('button', { name: '带上电话和约定的原文' }).click()
  await page.getByRole('link', { name: '13800005678' }).waitFor()
  await look(page, 'phone-household')
  await expectNoSideways(page)
  expect(await dumpStorage(page)).not.toMatch(/13800005678|每周看望|徐国平/)
  await waitForShell(page, /note-page/)
  await page.context().setOffline(true)
  await page.reload()
  await page.getByRole('link', { name: '13800005678' }).waitFor()
  await page.context().setOffline(false)
  expect(await countCarried(page)).toEqual([1, 4, 1])
  await lookLarge(page, 'phone-household')
  await page.goto(`${site.url}/m/round/${households[1]}/visit`)
  await page.getByLabel('进了门').waitFor()
  await lookLarge(page, 'phone-visit-note')
  await page.goto(`${site.url}/m/me`)
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByLabel('登录名').waitFor()
  await expect.poll(() => countCarried(page)).toEqual([0, 0, 0])
})

test('what two people changed without knowing of each other is asked of a person, with both sides in sight', async () => {
  const page = await phone(lineCut)
  await enter(page, (await worker()).phone)
  await openHousehold(page)
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '更正住户信息' }).click()
  await page.getByLabel('人口').fill('5')
  await look(page, 'phone-household-change')
  await page.getByRole('button', { name: '存好' }).click()
  await page.getByText('存在手机里了，有信号自己送出。').waitFor()
  await page.getByText('5 口人').waitFor()
  const query = { params: { orgId: tree.grid }, query: {} }
  const sheetOf = async () =>
    (await village.ask(listHouseholds, query)).body.rows.find((row) => row.householdId === households[0])
  const sheet = await sheetOf()
  if (!sheet) throw new Error('no household')
  const { address, placeId, version } = sheet
  const body = { address, placeId, contact: '徐建平', headCount: 4, version }
  await village.ask(changeHousehold, { params: { householdId: households[0] ?? '' }, body })
  await page.context().setOffline(false)
  await page.getByText('已同步').waitFor({ timeout: 20_000 })
  expect((await village.ask(listMergeConflicts)).body.rows).toHaveLength(1)
  await page.goto(`${site.url}/m/round`)
  await page.getByText('有 1 处两边都改过').waitFor()
  await page.getByRole('button', { name: '去选' }).click()
  await page.getByText('东溪12号 · ').waitFor()
  await look(page, 'phone-conflicts')
  await expectNoSideways(page)
  await page.getByRole('radio', { name: /^5/ }).check()
  await page.getByRole('button', { name: '按选的存' }).click()
  await page.getByText('1 处定下了。').waitFor()
  expect(await sheetOf()).toMatchObject({ headCount: 5, contact: '徐建平' })
})

const countVisits = (accountId: string) =>
  site.test.system(async ({ db, county }) => {
    const visits = await db
      .selectFrom('visits')
      .select('visit_id')
      .where('county_id', '=', county)
      .where('visited_by', '=', accountId)
      .execute()
    return visits.length
  })

test('a replaced phone says what only the old one has, and where; the old one is made to forget from there', async () => {
  const links = await worker()
  const old = await phone({ expected: [...lineCut.expected, /status of 401/] })
  await enter(old, links.phone)
  await carryRound(old)
  await waitForShell(old, /note-page/)
  await old.context().setOffline(true)
  await find(old, '石桥')
  await old
    .getByRole('link', { name: /^记走访/ })
    .first()
    .click()
  await old.getByLabel('进了门').check()
  await old.getByRole('button', { name: '存好，去下一户' }).click()
  await old.getByRole('link', { name: '1 条没同步' }).waitFor()
  const replaced = await phone()
  await enter(replaced, links.office.replace('/enter#', '/m/enter#'))
  await carryRound(replaced)
  await replaced.getByText('换手机以前没交的记录').waitFor()
  await replaced.getByText(/，最近用过：/).waitFor()
  await look(replaced, 'phone-replaced')
  await expectNoSideways(replaced)
  await old.context().setOffline(false)
  await old.getByText('已同步').waitFor({ timeout: 20_000 })
  expect(await countVisits(links.accountId)).toBe(1)
  await replaced.goto(`${site.url}/m/credentials`)
  await replaced.getByRole('button', { name: /^让.*退出登录$/ }).click()
  await replaced.getByText('那一台退出了。').waitFor()
  await old.reload()
  await old.getByLabel('登录名').waitFor()
  await expect.poll(() => countCarried(old)).toEqual([0, 0, 0])
  await replaced.goto(`${site.url}/m/round`)
  await replaced.getByRole('button', { name: '知道了' }).click()
  await replaced.reload()
  await replaced.getByText('手机里带着 4 户').waitFor()
  expect(await replaced.getByText('换手机以前没交的记录').count()).toBe(0)
})

test('a phone that is full says so, and keeps the note on the screen until there is a line', async () => {
  const page = await phone(lineCut)
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await enter(page, (await worker()).phone)
  await carryRound(page)
  await page.getByText('这台手机存不下住户册').waitFor()
  await waitForShell(page, /note-page/)
  await find(page, '石桥')
  await page
    .getByRole('link', { name: /^记走访/ })
    .first()
    .click()
  await page.getByLabel('进了门').check()
  await page.getByText('写的只在这一页里').waitFor()
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '存好，去下一户' }).click()
  await page.getByText('没有信号，这台手机也存不下了，没有存。').waitFor()
  await look(page, 'phone-visit-full')
  expect(await page.getByLabel('进了门').isChecked()).toBe(true)
  await page.context().setOffline(false)
  await page.getByRole('button', { name: '存好，去下一户' }).click()
  await page.getByText(/^记下了：石桥/).waitFor()
})

test('a visit that the server did not take is told with why, and is written once more', async () => {
  const page = await phone(lineCut)
  await enter(page, (await worker()).phone)
  await carryRound(page)
  await waitForShell(page, /note-page/)
  await page.context().setOffline(true)
  await find(page, '石桥')
  await page
    .getByRole('link', { name: /^记走访/ })
    .last()
    .click()
  await page.getByRole('button', { name: '换一天' }).click()
  await page.getByLabel('哪天走的').fill('2020-01-01')
  await page.getByRole('button', { name: '存好，去下一户' }).click()
  await page.getByText(/^存在手机里了/).waitFor()
  await page.context().setOffline(false)
  await page.getByRole('link', { name: '1 条没同步' }).click()
  await page.getByText('走访过去四百多天了').waitFor({ timeout: 20_000 })
  await look(page, 'phone-outbox-visit')
  expect(await page.getByRole('button', { name: '改了再存' }).count()).toBe(1)
  await page.getByRole('button', { name: '改了再存' }).click()
  await page.getByText('写到一半的还在').waitFor()
  await page.getByRole('button', { name: '换一天' }).click()
  await page.getByLabel('哪天走的').fill(today())
  await page.getByRole('button', { name: '存好，去下一户' }).click()
  await page.getByText(/^记下了：石桥/).waitFor()
})
