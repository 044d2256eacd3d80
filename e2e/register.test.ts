import { expect, test } from 'vitest'
import { newIdNumber } from '../server/test/members.ts'
import { buildOrg } from '../server/test/tree.ts'
import { checkAccessibility, takeScreen } from './support/browser-checks.ts'
import { ownTable, sendRegister as send, useRegister } from './support/register.ts'

const at = useRegister()

test('a secretary imports the own table: dry run, ticks, written, in the list, and taken back', async () => {
  const page = await at.enter('branch-secretary', at.tree.branch)
  const file = await ownTable(
    '石桥党支部党员信息采集表',
    ['备注', '家庭地址', '身份证号码', '党员姓名', '入党时间', '转正时间', '手机', '人员类别'],
    [
      [
        '',
        '石桥 18 号',
        at.people.林秀兰.idNumber,
        '林秀兰',
        '2013.06.18',
        '2014年6月18日',
        '13800005652',
        '正式党员',
      ],
      ['', '石桥 3 号', at.people.周水根.idNumber, '周水根', '2013-06-18', '2014-06-18', '', '正式党员'],
      [
        '新来的',
        '河埠 1 号',
        newIdNumber('1990-05-01'),
        '季晚晴',
        '2020.07.01',
        '2021.07.01',
        '',
        '正式党员',
      ],
      ['', '', newIdNumber('1995-02-03'), '江永明', '2019-02-30', '', '', '正式党员'],
      ['', '', at.people.高仁德.idNumber, '高仁德', '', '', '', '正式党员'],
    ],
  )
  await send(page, '石桥名册.xlsx', file)
  // Whoever closes the page or loads it anew finds the work where it is.
  await page.getByText('关了页也接着做').waitFor()
  await page.reload()
  await page.getByRole('heading', { name: /正在读/ }).waitFor()
  await checkAccessibility(page)
  await takeScreen(page, 'office-import-progress')
  await at.runJobs()
  await page.getByRole('heading', { name: '导入党员名册：试运行' }).waitFor()
  await page.getByText('还没有写入任何东西').waitFor()
  const tiles = await page.getByRole('group', { name: '按类别看' }).innerText()
  expect(tiles.replace(/\s+/g, ' ')).toMatch(
    /有差别 4 .*新增 1 .*更改 1 .*拒收 1 .*重复 0 .*报上级核对 1 没有变化 1/,
  )
  expect(tiles).toContain('现在在册 5 人，写入后 6 人')
  expect(tiles).toContain('3 人在册但文件里没有：不动')
  const lineOf = (name: string) => page.getByRole('row', { name: new RegExp(name) })
  expect(await lineOf('江永明').innerText()).toMatch(/入党时间\s+没有这一天/)
  expect(await lineOf('季晚晴').innerText()).toContain('石桥支部，正式党员')
  expect(await page.content()).not.toContain('13800005652')
  await checkAccessibility(page)
  await takeScreen(page, 'office-import-dry-run')
  const foot = page.locator('.page-foot')
  await foot.getByText('收 3 行：新增 1，更改 1，报上级核对 1。').waitFor()
  await lineOf('高仁德').getByRole('checkbox').uncheck()
  await foot.getByRole('button', { name: '写入 2 行' }).waitFor()
  await page.getByRole('link', { name: /新增/ }).click()
  await page.getByRole('checkbox', { name: '新增：能收的全收' }).uncheck()
  await foot.getByText('收 1 行：更改 1。不收 2 行，拒收和重复 1 行。').waitFor()
  await page.getByRole('checkbox', { name: '收下第 5 行' }).check()
  await foot.getByRole('button', { name: '写入 2 行' }).click()
  await page.getByText('写入了：新增 1，更改 1。').waitFor()
  await page.getByText('今天以内可以整批撤销').waitFor()
  await checkAccessibility(page)
  await takeScreen(page, 'office-import-written')

  await page.getByRole('link', { name: '党员', exact: true }).click()
  await page.getByText('石桥支部，6 人').waitFor()
  await page.getByRole('link', { name: '季晚晴' }).waitFor()
  await page.getByRole('link', { name: '导入', exact: true }).first().click()
  await page.getByText('石桥名册.xlsx 已写入').waitFor()
  await checkAccessibility(page)
  await takeScreen(page, 'office-imports')
  await page.getByRole('link', { name: '看改了什么' }).click()
  await page.getByRole('button', { name: '撤销这次导入' }).click()
  await page.getByText('写入的 2 行全部退回').waitFor()
  await checkAccessibility(page)
  await takeScreen(page, 'office-import-undo')
  await page.getByRole('dialog').getByRole('button', { name: '撤销这次导入' }).click()
  await page.getByText('名册回到写入以前').waitFor()
  await checkAccessibility(page)
  await page.getByRole('link', { name: '党员', exact: true }).click()
  await page.getByText('石桥支部，5 人').waitFor()
  expect(await page.getByRole('link', { name: '季晚晴' }).count()).toBe(0)
})

test('an ID number that a spreadsheet turned into a scientific one is refused in words, and comes back as a file', async () => {
  const page = await at.enter('branch-secretary', at.tree.branch)
  const file = await ownTable('名册', ['姓名', '身份证号'], [['汤世昌', '3.30E+17']])
  await send(page, '汤世昌.xlsx', file)
  await at.runJobs()
  await page.getByText('身份证号被表格软件改成了科学计数。请把这一列设成“文本”，重填再导。').waitFor()
  expect(await page.getByRole('button', { name: '写入 0 行' }).isDisabled()).toBe(true)
  await takeScreen(page, 'office-import-refused')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载拒收的行' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('退回的行-汤世昌.xlsx')
  await page.getByRole('button', { name: '不要了' }).click()
  await page.getByText('这次导入不要了，什么也没有写入。').waitFor()
})

test('a file that is no register is refused where it was sent, and nothing of it is kept', async () => {
  const page = await at.enter('branch-secretary', at.tree.branch, [/status of 4/])
  await page.getByRole('link', { name: '导入', exact: true }).first().click()
  await page.getByRole('button', { name: '读一遍看看' }).click()
  await page.getByText('还没有选文件。').waitFor()
  const buffer = Buffer.from('MZ\u0000\u0001this program cannot be run', 'latin1')
  await page
    .getByLabel('名册文件')
    .setInputFiles({ name: '一个程序.xlsx', mimeType: 'application/octet-stream', buffer })
  await page.getByRole('button', { name: '读一遍看看' }).click()
  await page.getByRole('alert').waitFor()
  await takeScreen(page, 'office-import-no-register')
  expect(await page.getByRole('link', { name: '一个程序.xlsx' }).count()).toBe(0)
})

test('a person of another branch goes up to be checked, and a township officer decides', async () => {
  const orgId = await buildOrg(at.site.test, {
    kind: 'branch',
    parentId: at.tree.committee,
    name: '下塘支部',
  })
  const sender = await at.enter('branch-secretary', orgId)
  await send(
    sender,
    '下塘.xlsx',
    await ownTable('名册', ['姓名', '身份证号'], [['高仁德', at.people.高仁德.idNumber]]),
  )
  await at.runJobs()
  await sender.getByText('这个身份证号登记在别处').waitFor()
  expect(await sender.content()).not.toContain('东溪')
  await sender.getByRole('button', { name: '写入 1 行' }).click()
  await sender.getByText('写入了：报上级核对 1。').waitFor()
  await sender.getByText('待核对').waitFor()

  const officer = await at.enter('township-officer', at.tree.township)
  await officer.getByRole('link', { name: /转接核对/ }).click()
  const row = officer.getByRole('row', { name: /高仁德/ }).first()
  expect(await row.innerText()).toMatch(/东溪支部\s+下塘支部/)
  await checkAccessibility(officer)
  await row.getByRole('button', { name: '高仁德不转' }).click()
  await officer.getByText('高仁德还在东溪支部，不动。').waitFor()
  await row.getByRole('button', { name: '把高仁德转到下塘支部' }).click()
  await officer.getByText('高仁德从东溪支部转到下塘支部').waitFor()
  await officer.getByLabel('说明').fill('接转手续办完了')
  await checkAccessibility(officer)
  await takeScreen(officer, 'office-transfer-proposals')
  await officer.getByRole('button', { name: '转过去', exact: true }).click()
  await officer.getByText('高仁德转到了下塘支部。').waitFor()
  await officer.getByText('没有要核对的人。').waitFor()
  await officer.getByLabel('看哪些').selectOption({ label: '转了的' })
  await officer.getByText('接转手续办完了').waitFor()
  await takeScreen(officer, 'office-transfer-decided')
  await sender.reload()
  await sender.getByText('转了。').waitFor()
})

test('an import is not taken back over what somebody changed since, and says which row', async () => {
  const orgId = await buildOrg(at.site.test, {
    kind: 'branch',
    parentId: at.tree.committee,
    name: '梅园支部',
  })
  const page = await at.enter('branch-secretary', orgId, [/status of 409/])
  await send(page, '梅园.xlsx', await ownTable('名册', ['姓名', '身份证号'], [['金小妹', newIdNumber()]]))
  await at.runJobs()
  await page.getByRole('button', { name: '写入 1 行' }).click()
  await page.getByText('写入了：新增 1。').waitFor()
  const imported = page.url()
  await page.getByRole('link', { name: '看党员名册' }).click()
  await page.getByRole('link', { name: '金小妹' }).click()
  await page.getByRole('link', { name: '更正登记' }).click()
  await page.getByLabel('家庭住址').fill('梅园 2 号')
  await page.getByRole('button', { name: '存好' }).click()
  await page.getByText('改好了。').waitFor()
  await page.goto(imported)
  await page.getByRole('button', { name: '撤销这次导入' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤销这次导入' }).click()
  await page.getByRole('alert').getByText('第 3 行').waitFor()
  await takeScreen(page, 'office-import-undo-refused')
  await page.getByRole('button', { name: '先不撤' }).click()
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('导入党员名册：写入了')
})

test('a long table is read and written while nobody looks, and is there when one comes back', async () => {
  const orgId = await buildOrg(at.site.test, {
    kind: 'branch',
    parentId: at.tree.committee,
    name: '河埠支部',
  })
  const page = await at.enter('branch-secretary', orgId)
  const rows = Array.from({ length: 520 }, (_, i) => [`党员${i + 1}`, newIdNumber('1970-01-01')])
  await send(page, '河埠.xlsx', await ownTable('名册', ['姓名', '身份证号'], rows))
  const address = page.url()
  await page.goto('about:blank')
  await at.runJobs()
  await page.goto(address)
  await page.getByText('第 1 到 100 人，共 520 人').waitFor()
  await page.getByRole('button', { name: '下一页' }).click()
  await page.getByText('第 101 到 200 人，共 520 人').waitFor()
  await checkAccessibility(page)
  await takeScreen(page, 'office-import-long')
  await page.getByRole('button', { name: '写入 520 行' }).click()
  await page.getByRole('heading', { name: '导入党员名册：正在写入' }).waitFor()
  await page.getByText('做了 0 行，共 520 行。').waitFor()
  await checkAccessibility(page)
  await takeScreen(page, 'office-import-writing')
  await page.getByRole('link', { name: '导入过的' }).click()
  await page.getByText('0／520 行').waitFor()
  await at.runJobs()
  await page.getByText('河埠.xlsx 已写入').waitFor()
  await page.getByRole('link', { name: '党员', exact: true }).click()
  await page.getByText('河埠支部，520 人').waitFor()
  await page.getByRole('button', { name: '下一页' }).click()
  await page.getByText('第 51 到 100 人，共 520 人').waitFor()
  expect(new URL(page.url()).search).toBe('?offset=50')
})
