import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '../server/core/db/embedded/roles.ts'
import { startKeeping } from '../server/features/above/keep.ts'
import { allowAbove, buildPlaced, liveOn, type Placed } from '../server/test/above.ts'
import { recorded } from '../server/test/cases.ts'
import { openBrowser } from './support/browser.ts'
import { enter, expectNoSideways, look } from './support/hands.ts'
import { startSite } from './support/server.ts'

const site = await startSite()
const browser = await openBrowser()
let yong: Placed
let keeper: ReturnType<typeof startKeeping>

beforeAll(async () => {
  yong = await buildPlaced(site.test, { name: '甬江县', code: '330299', members: 5 })
  await liveOn(site.test, yong, ['2026-10-09', '2026-11-10'])
  await buildPlaced(site.test, { name: '海曙县', code: '330298', members: 3 })
  await buildPlaced(site.test, { name: '皖东县', code: '340199', members: 2 })
  keeper = startKeeping(site.test.app.runtime, {
    ...{ every: 50, gap: 100, rest: 500 },
    unseen: { every: 50, gap: 100 },
  })
}, 60_000)
afterAll(() => keeper?.stop())

const reader = async (prefix: string) => {
  const invited = await site.invite([{ role: 'county-officer', orgId: site.test.county.rootId }])
  await allowAbove(site.test, invited.accountId, prefix)
  return invited.office
}
const row = (name: string) => new RegExp(`^${name}`)

test('the country opens to a province, a prefecture and a county, and follows what is written there', async () => {
  const desk = await browser.office()
  await enter(desk, await reader(''))
  await desk.getByRole('link', { name: '县以上看板' }).click()
  await desk.getByRole('rowheader', { name: '浙江省' }).waitFor()
  await look(desk, 'above-country')
  await desk.getByRole('link', { name: '浙江省' }).click()
  await desk.getByRole('link', { name: '3302' }).click()
  const county = desk.getByRole('row', { name: row('甬江县') })
  await county.waitFor()
  expect(await desk.getByRole('link', { name: '甬江县' }).count()).toBe(0)
  await look(desk, 'above-prefecture')

  const open = county.getByRole('cell').nth(6)
  expect(await open.innerText()).toBe('2')
  await recorded(yong.secretary, yong.tree.branch)
  await expect
    .poll(
      async () => {
        await desk.getByRole('button', { name: '再看一次' }).click()
        return open.innerText()
      },
      { timeout: 20_000, interval: 300 },
    )
    .toBe('3')

  // By members: the larger first, then the smaller.
  const names = () => desk.locator('.ledger tbody tr:not(.closes) th').allInnerTexts()
  expect(await names()).toEqual(['海曙县', '甬江县'])
  await desk.getByRole('button', { name: '党员' }).click()
  expect(await names()).toEqual(['甬江县', '海曙县'])
  await desk
    .getByRole('columnheader', { name: '党员' })
    .and(desk.locator('[aria-sort="descending"]'))
    .waitFor()
  await desk.getByRole('button', { name: '党员' }).click()
  expect(await names()).toEqual(['海曙县', '甬江县'])

  await desk.getByLabel('哪个月').fill('2026-10')
  await expect.poll(() => county.getByRole('cell').nth(2).innerText()).toBe('1')
  await desk.getByRole('link', { name: '全国' }).click()
  await desk.getByRole('rowheader', { name: '安徽省' }).waitFor()
  expect(await desk.getByLabel('哪个月').inputValue()).toBe('2026-10')
})

test('one province is all that its reader sees, and nobody without a grant is led there', async () => {
  const desk = await browser.office({ expected: [/status of 403/, /status of 404/] })
  await enter(desk, await reader('34'))
  await desk.getByRole('link', { name: '县以上看板' }).click()
  await desk.getByRole('rowheader', { name: '3401' }).waitFor()
  expect(await desk.getByText('浙江省').count()).toBe(0)
  await desk.goto(`${site.url}/above?part=33`)
  await desk.getByText('没有找到').waitFor()

  const other = await browser.office({ expected: [/status of 403/] })
  await enter(other, (await site.invite([{ role: 'county-officer', orgId: site.test.county.rootId }])).office)
  expect(await other.getByRole('link', { name: '县以上看板' }).count()).toBe(0)
  await other.goto(`${site.url}/above`)
  await other.getByText('这件事您办不了').waitFor()
})

test('the whole country with figures of its size stands on a township’s PC and on a narrow screen', async () => {
  // Lines of counties that nobody counts here: as large as they come.
  await withClient(site.test.database.adminUrl, async (client) => {
    await client.query(
      `insert into county_figures (county_id, division_code, name, branches, members, cases_open, cases_late, refreshed_at)
       select 1000 + n, p || '0101', '县' || n, 160000 + n * 997, 3100000 + n * 13001, 90000 + n * 71, 12000 + n, now()
         from unnest(string_to_array('11 12 13 14 15 21 22 23 31 32 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65', ' '))
              with ordinality as x(p, n)`,
    )
    await client.query(
      `insert into county_month_figures (county_id, month, activities, duties_due, duties_done, duties_late, refreshed_at)
       select county_id, '2026-11-01', branches * 5, branches * 6, branches * 5, branches / 9, now()
         from county_figures where county_id > 1000`,
    )
  })
  const link = await reader('')
  const desk = await browser.office()
  await enter(desk, link)
  await desk.goto(`${site.url}/above`)
  await desk.getByRole('rowheader', { name: '新疆维吾尔自治区' }).waitFor()
  await expectNoSideways(desk)
  await look(desk, 'above-large')
  await desk.setViewportSize({ width: 360, height: 740 })
  await expectNoSideways(desk)
  await look(desk, 'above-narrow')
})
