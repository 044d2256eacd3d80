import { beforeAll, expect, test } from 'vitest'
import { buildRegister } from '../server/test/activities.ts'
import { buildScheme } from '../server/test/points.ts'
import { buildTree, type Tree } from '../server/test/tree.ts'
import { openBrowser } from './support/browser.ts'
import { enter, look, type } from './support/hands.ts'
import { startSite } from './support/server.ts'

const site = await startSite()
const { office, phone } = await openBrowser()
let tree: Tree

beforeAll(async () => {
  tree = await buildTree(site.test)
  const names = ['金小妹', '林秀兰']
  await buildRegister(
    site.test,
    names.map((name) => ({ orgId: tree.branch, name })),
  )
  await buildScheme(site.test, tree.village)
})

const secretary = () => site.invite([{ role: 'branch-secretary', orgId: tree.branch }], { name: '沈国良' })

/** Every entry that an honour gave, in the order of posting, in hundredths. */
function pointsOfHonours(): Promise<number[]> {
  return site.test.system(async (ctx) => {
    const rows = await ctx.db
      .selectFrom('point_entries as e')
      .innerJoin('facts as f', (join) =>
        join.onRef('f.fact_id', '=', 'e.fact_id').on('f.county_id', '=', ctx.county),
      )
      .select('e.points')
      .where('e.county_id', '=', ctx.county)
      .where('f.kind', '=', 'honour')
      .orderBy('e.revision')
      .execute()
    return rows.map((row) => row.points)
  })
}

test('[001-10] an honour is recorded by its certificate and can be taken back; its points follow', async () => {
  const { office: link } = await secretary()
  const page = await office()
  await enter(page, link)
  await page.getByRole('link', { name: '荣誉', exact: true }).click()
  await page.getByText('还没有记过荣誉。').waitFor()
  await page.getByRole('link', { name: '记一项荣誉' }).click()
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await page.getByText('请选是谁的荣誉。').waitFor()
  await type(page, '谁的荣誉', '林秀兰')
  await page.getByRole('button', { name: '选林秀兰，石桥支部' }).click()
  await type(page, '荣誉名称', '优秀共产党员')
  await type(page, '谁发的', '中共青禾镇委员会')
  await type(page, '证书编号', '2026-018')
  await look(page, 'office-honour-form')
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await page.getByText('记下了：林秀兰的“优秀共产党员”。').waitFor()
  expect(await pointsOfHonours()).toEqual([1000])
  await look(page, 'office-honours')
  await page.getByRole('button', { name: '撤销林秀兰的“优秀共产党员”' }).click()
  await type(page, '为什么撤销', '重复了')
  await page.getByRole('button', { name: '撤销这项荣誉' }).click()
  await page.getByText('撤销了，加过的分已经冲销。').waitFor()
  await page.getByText('沈国良撤销：重复了').waitFor()
  expect(await pointsOfHonours()).toEqual([1000, -1000])

  const onPhone = await phone()
  await enter(onPhone, (await secretary()).phone)
  await onPhone.goto(`${site.url}/m/honours`)
  await onPhone.getByText('优秀共产党员').waitFor()
  await look(onPhone, 'phone-honours')
  await onPhone.goto(`${site.url}/m/honours/new`)
  await onPhone.getByLabel('荣誉名称').waitFor()
  await look(onPhone, 'phone-honour-form')
})

test('points by hand are proposed by one and decided by another, a no with its reason', async () => {
  const page = await office()
  await enter(page, (await secretary()).office)
  for (const [points, reason] of [
    ['2', '冒雨给独居老人送药'],
    ['-1', '约好的值守没有来'],
  ] as const) {
    await page.goto(`${site.url}/hand-entries/new`)
    await type(page, '谁做的', '金小妹')
    await page.getByRole('button', { name: '选金小妹，石桥支部' }).click()
    await page.getByRole('radio', { name: '规则没写到的，直接写几分' }).check()
    await type(page, '几分', points)
    await type(page, '一句话说清楚', reason)
    if (points === '2') await look(page, 'office-hand-entry-form')
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('批了才记，三个工作日里有答复。').first().waitFor()
  }
  await look(page, 'office-hand-entries')
  // Nobody decides on what they proposed themselves.
  expect(await page.getByRole('button', { name: /^同意金/ }).count()).toBe(0)

  const other = await phone({ expected: [/status of 400/] })
  const deputy = await site.invite([{ role: 'branch-deputy', orgId: tree.branch }], { name: '林秀兰' })
  await enter(other, deputy.phone)
  await other.getByRole('link', { name: '去批：2 件事等您批' }).click()
  await look(other, 'phone-hand-entries')
  await other.getByRole('button', { name: '同意金小妹的+2 分', exact: true }).click()
  await other.getByText('批了：金小妹，+2 分，已经记下。').waitFor()
  await other.getByRole('button', { name: '不同意金小妹的−1 分' }).click()
  await other.getByRole('button', { name: '不同意，写明理由' }).click()
  await other.getByText('不批请写明理由。').waitFor()
  await look(other, 'phone-hand-entry-decline')
  await type(other, '为什么不同意', '那天他请过假')
  await other.getByRole('button', { name: '不同意，写明理由' }).click()
  await other.getByText('林秀兰：那天他请过假').waitFor()
})
