import { runOnce } from 'graphile-worker'
import { beforeAll, expect, test } from 'vitest'
import * as contract from '../contract/households.ts'
import { tasks } from '../server/app.ts'
import { queueLogger } from '../server/core/jobs/queue-logger.ts'
import type { Person } from '../server/test/app.ts'
import { buildNaturalVillages } from '../server/test/grids.ts'
import { sheetFile } from '../server/test/imports.ts'
import { buildOrg, buildTree, type Tree } from '../server/test/tree.ts'
import { openBrowser } from './support/browser.ts'
import { enter, look, type } from './support/hands.ts'
import { startSite } from './support/server.ts'

const site = await startSite()
const { office, phone } = await openBrowser()
let tree: Tree
let worker: Person

beforeAll(async () => {
  tree = await buildTree(site.test)
  const { village } = tree
  const second = await buildOrg(site.test, { kind: 'grid', parentId: village, name: '第二网格' })
  await buildNaturalVillages(site.test, { village, grid: tree.grid }, ['东溪', '里坞'])
  await buildNaturalVillages(site.test, { village, grid: second }, ['上塘'])
  worker = await site.test.person('grid-worker', tree.grid, { name: '许金娣' })
  const body = { address: '东溪12号', contact: '王阿根', headCount: 3 }
  const added = await worker.ask(contract.addHousehold, { params: { orgId: tree.grid }, body })
  const { householdId } = added.body
  const terms = { basis: 'consent', agreedOn: '2026-11-01', expiresOn: '2027-11-01' } as const
  for (const entry of [
    { kind: 'phone', value: '13800005678', purpose: 'contact' },
    { kind: 'care', value: '每周三看望一次', purpose: 'visit' },
  ] as const)
    await worker.ask(contract.addHouseholdEntry, { params: { householdId }, body: { ...entry, ...terms } })
})

/** The server of a test has no worker of its own. */
const runJobs = () =>
  runOnce({
    pgPool: site.test.app.runtime.platform,
    taskList: tasks(site.test.app.runtime),
    concurrency: 1,
    noHandleSignals: true,
    logger: queueLogger(site.test.app.runtime.log as Parameters<typeof queueLogger>[0]),
  })

test('[001-03][001-27] a list from Excel is tried, looked through row by row, written and taken back', async () => {
  const page = await office()
  const { office: link } = await site.invite([{ role: 'committee-secretary', orgId: tree.village }], {
    name: '董长林',
  })
  await enter(page, link)
  await page.getByRole('link', { name: '住户册', exact: true }).click()
  await page.getByRole('link', { name: '第一网格登记的户的 1 户，打开看' }).waitFor()
  await look(page, 'office-households-by-grid')
  await page.getByRole('link', { name: '从表导入' }).click()
  await page.getByRole('heading', { name: '导入住户册' }).waitFor()
  await look(page, 'office-households-import')
  const bytes = await sheetFile(
    ['序号', '住址', '户主', '家庭人口', '联系电话'],
    ['1', '东溪12号', '王阿根', '4', '13900001234'],
    ['2', '里坞3号', '李招娣', '2', ''],
    ['3', '上塘8号', '赵五', '5', ''],
    ['4', '', '钱六', '1', ''],
    ['5', '荷花9号', '孙七', '2', ''],
  )
  await page.locator('input[type=file]').setInputFiles({
    name: '临溪村住户.xlsx',
    mimeType: 'application/octet-stream',
    buffer: bytes,
  })
  await page.getByRole('button', { name: '读一遍看看' }).click()
  await page.getByText('正在读文件').waitFor()
  await runJobs()
  await page.getByText('还没有写入任何东西。').waitFor()
  await page.getByRole('rowheader', { name: '里坞3号' }).waitFor()
  await look(page, 'office-households-dry-run')
  await page.getByRole('checkbox', { name: '收下第 4 行' }).click()
  await page.getByRole('button', { name: '写入 2 行' }).click()
  await page.getByText('写入了：新增 1，更改 1。').waitFor()
  await look(page, 'office-households-imported')
  await page.goto(`${site.url}/grids/${tree.grid}/households`)
  await page.getByText('里坞3号').waitFor()
  await page.goBack()
  await page.getByRole('button', { name: '撤销这次导入' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤销这次导入' }).click()
  await page.getByText('撤销了，住户册回到写入以前').waitFor()
  await page.goto(`${site.url}/grids/${tree.grid}/households`)
  await page.getByText('东溪12号').first().waitFor()
  expect(await page.getByText('里坞3号').count()).toBe(0)
})

test('[001-27] a household sees its own sheet by an address, corrects it, and the grid worker looks at what is sensitive', async () => {
  const desk = await office()
  const { office: link } = await site.invite([{ role: 'grid-worker', orgId: tree.grid }], { name: '许金娣' })
  await enter(desk, link)
  await desk.goto(`${site.url}/grids/${tree.grid}/households`)
  await desk.getByRole('button', { name: '把登记的给东溪12号看' }).click()
  await desk.getByText('本户还没有自己更正过。').waitFor()
  await look(desk, 'office-household-own')
  await desk.getByRole('button', { name: '给一个地址' }).click()
  const address = await desk.locator('.handed code').innerText()
  await look(desk, 'office-household-link')

  const resident = await phone()
  await resident.goto(address)
  await resident.getByText('每周三看望一次').waitFor()
  await look(resident, 'public-household')
  await resident.getByLabel('人数', { exact: true }).fill('5')
  await type(resident, '新的联系电话，不改就空着', '13900001234')
  await resident.getByLabel('约定的关照（定期看望）').check()
  await resident.getByRole('button', { name: '交上去' }).click()
  await resident.getByRole('heading', { name: '收到了' }).waitFor()
  await look(resident, 'public-household-sent')
  await runJobs()

  const hand = await phone()
  const { phone: inHand } = await site.invite([{ role: 'grid-worker', orgId: tree.grid }])
  await enter(hand, inHand)
  await hand.getByText('第一网格：住户交来 1 处更正，等您看').waitFor()
  await hand.getByRole('link', { name: /看更正/ }).click()
  await hand.getByRole('button', { name: '看东溪12号交来的联系电话' }).waitFor()
  await look(hand, 'phone-households-waiting')
  await hand.getByRole('button', { name: '看东溪12号交来的联系电话' }).click()
  await hand.getByText('13900001234').waitFor()
  await look(hand, 'phone-household-correction')
  await hand.getByRole('button', { name: '收下' }).click()
  await hand.getByText('没有更正要看，都看过了。').waitFor()
  await hand.goto(`${site.url}/m/households`)
  await hand.getByText('第一网格').waitFor()
  await look(hand, 'phone-households-by-grid')

  await desk.goto(`${site.url}/grids/${tree.grid}/households`)
  await desk.getByText('139****1234').waitFor()
  expect(await desk.getByText('约定的关照').count()).toBe(0)
  await desk.goto(`${site.url}/print/households/${await householdId()}`)
  await desk.getByRole('heading', { name: '本户的登记' }).waitFor()
  await look(desk, 'print-household-sheet')
})

async function householdId(): Promise<string> {
  const list = await worker.ask(contract.listHouseholds, { params: { orgId: tree.grid } })
  return list.body.rows[0]?.householdId ?? ''
}
