import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { type Branch, look, startBranch } from './support/branch.ts'

let branch: Branch

beforeAll(async () => {
  branch = await startBranch()
})

test('a scheme is drafted by one with its flaws in place, and published by another', async () => {
  const author = await branch.atDesk('committee')
  await author.getByRole('link', { name: '积分方案' }).click()
  await look(author, 'schemes-office')
  await author.getByRole('link', { name: '起草新一版' }).click()
  await author.getByText('参加邻里纠纷调解，每次记 3 分').waitFor()
  await author.getByLabel('从哪天起').fill('2027-01-01')
  await author.getByRole('button', { name: '改：环境卫生' }).click()
  await author.getByLabel('每人最多几分').fill('1')
  await author.getByLabel('多久以内').selectOption('季度')
  await author.getByText('每人每季度最多 1 分').first().waitFor()
  await look(author, 'scheme-rule-form')
  await author.getByRole('button', { name: '放进草案' }).click()
  await author.getByRole('button', { name: '加一条规则' }).click()
  await author.getByLabel('记什么事').selectOption('不能设：每天登录、打卡')
  await author.getByText('登录、时长、点赞、转发、连续天数、定位都不许计分').first().waitFor()
  expect(await author.getByRole('button', { name: '放进草案' }).count()).toBe(0)
  await look(author, 'scheme-refused')
  await author.getByLabel('记什么事').selectOption('参加活动')
  await author.getByLabel('叫什么').fill('义务巡逻')
  await author.getByLabel('哪种活动').selectOption('义务巡逻')
  await author.getByLabel('记几分').fill('2')
  await author.getByText('参加义务巡逻，每次记 2 分').waitFor()
  await author.getByRole('button', { name: '放进草案' }).click()
  await author.getByText('和现行的比，改了 2 条').waitFor()
  await author.getByRole('button', { name: '存草案' }).click()
  await author.getByText('有 1 处不对').waitFor()
  await author.getByText('封顶比“环境卫生”一次的分还少').first().waitFor()
  await look(author, 'scheme-draft')
  await author.getByRole('button', { name: '改：环境卫生' }).click()
  await author.getByLabel('每人最多几分').fill('4')
  await author.getByRole('button', { name: '放进草案' }).click()
  await author.getByRole('button', { name: '存草案' }).click()
  await author.getByText('草案存好了。要生效').waitFor()
  await author.getByRole('link', { name: '看草案' }).click()
  await author.getByText('每人每季度最多 4 分').waitFor()
  const path = new URL(author.url()).pathname

  const publisher = await branch.atDesk('township')
  await publisher.goto(branch.site.url + path)
  await publisher.getByRole('button', { name: '发布这一版' }).waitFor()
  await look(publisher, 'scheme-publish')
  await publisher.getByRole('button', { name: '发布这一版' }).click()
  await publisher.getByText('2027年1月1日起照这一版计分').waitFor()
  await publisher.getByRole('heading', { level: 1, name: /第 2 版/ }).waitFor()

  await publisher.goto(`${branch.site.url}/schemes`)
  await publisher.getByRole('button', { name: '用到一个组织' }).click()
  await publisher.getByLabel('哪个组织用').selectOption(String(branch.board.tree.sibling))
  await publisher.getByRole('button', { name: '用起来' }).click()
  await publisher.getByText(/东溪支部从2026年11月20日起用这个方案/).waitFor()
})

test('a scheme of another organisation is begun on one that stands, and read back as a draft', async () => {
  const page = await branch.atDesk('township')
  await page.goto(`${branch.site.url}/schemes`)
  await page.getByRole('link', { name: '起草一个方案' }).click()
  await page.getByLabel('方案的名称').fill('青禾镇积分办法')
  await page.getByLabel('照着哪一个起草').selectOption({ index: 1 })
  await page.getByText('参加邻里纠纷调解，每次记 3 分；2027年1月1日起。').waitFor()
  await page.getByRole('button', { name: '去掉：人工记分' }).click()
  await page.getByRole('button', { name: '加一个合起来的限额' }).click()
  await page.getByLabel('叫什么').fill('会议封顶')
  await page.getByText('党委会议、活动', { exact: true }).last().click()
  await page.getByText('支部会议、活动', { exact: true }).last().click()
  await page.getByLabel('最多几分').fill('60')
  await look(page, 'scheme-new')
  await page.getByRole('button', { name: '放进草案' }).click()
  await page.getByRole('button', { name: '起草', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '青禾镇积分办法：草案' }).waitFor()
  await page.getByText('会议封顶：党委会议、活动、支部会议、活动，每人每年最多 60 分').waitFor()
  expect(await page.getByText('人工记分').count()).toBe(0)
})

test('a scheme is begun on a ready one, taken away as a workbook, brought back, and published by another', async () => {
  const author = await branch.atDesk('committee', [/status of 400/])
  await author.goto(`${branch.site.url}/schemes`)
  await author.getByRole('link', { name: '从现成方案开始' }).click()
  await author.getByText('每天首次登录加1分').waitFor()
  await author.getByText('国办函〔2026〕12号').first().waitFor()
  await look(author, 'schemes-ready')
  await author.getByRole('button', { name: '用这个起草：五项十分（村级通用本）' }).click()
  await author.getByLabel('哪个组织的方案').first().selectOption(String(branch.board.tree.committee))
  await author.getByLabel('从哪天起').fill('2027-01-01')
  await look(author, 'scheme-begin')
  await author.getByRole('button', { name: '起草', exact: true }).click()
  await author.getByText('草案起好了，可以接着改').waitFor()

  await author.getByRole('button', { name: '改：没有参加义务劳动' }).click()
  await author.getByLabel('怎么记').selectOption('按数量分段')
  await author.getByLabel('第 1 段从').fill('1')
  await author.getByLabel('第 1 段到').fill('3')
  await author.getByLabel('第 1 段几分').fill('-2')
  await author.getByRole('button', { name: '加一段' }).click()
  await author.getByLabel('第 2 段从').fill('4')
  await author.getByLabel('第 2 段几分').fill('-5')
  await author.getByText('按数量分段：1 至 3 次扣 2 分，4 次以上扣 5 分').first().waitFor()
  await look(author, 'scheme-bands')
  await author.getByRole('button', { name: '放进草案' }).click()
  await author.getByRole('button', { name: '改：带头参加劳动，扣完10分为止' }).click()
  await author.getByLabel('最少几分').fill('-9')
  await author.getByRole('button', { name: '放进草案' }).click()
  await author.getByRole('button', { name: '加一等' }).click()
  await author.getByLabel('第 1 等叫什么').fill('合格')
  await look(author, 'scheme-all-of-it')
  await author.getByRole('button', { name: '存草案' }).click()
  // Days with hundredths between 3 and 4: the office says who decides.
  await author.getByText('这一段和下一段之间空着（3 到 4）').first().waitFor()
  await author.getByLabel('分段没有写到的').selectOption('由人来定')
  await author.getByRole('button', { name: '存草案' }).click()
  await author.getByText('草案存好了。要生效').waitFor()
  await author.getByRole('link', { name: '看草案' }).click()
  await author.getByText('合格：60 分以上').waitFor()
  await look(author, 'scheme-ready-draft')
  const [download] = await Promise.all([
    author.waitForEvent('download'),
    author.getByRole('button', { name: '下载表格' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('五项十分（村级通用本）-第1版草案.xlsx')
  const bytes = await readFile(await download.path())

  await author.getByRole('link', { name: '改草案' }).click()
  const broken = { name: '坏的.json', mimeType: 'application/json', buffer: Buffer.from('{"format":1}') }
  await author.getByLabel('方案的文件').setInputFiles(broken)
  await author.getByRole('button', { name: '用文件换掉草案' }).click()
  await author.getByText('这不是积分方案的文件').waitFor()
  const whole = { name: '方案.xlsx', mimeType: 'application/octet-stream', buffer: bytes }
  await author.getByLabel('方案的文件').setInputFiles(whole)
  await author.getByRole('button', { name: '用文件换掉草案' }).click()
  await author.getByText('草案换成文件里的了').waitFor()
  await author.getByRole('link', { name: '看草案' }).click()
  await author.getByText('按数量分段：1 至 3 次扣 2 分，4 次以上扣 5 分').waitFor()
  await author.getByText('每人每期最少 −9 分').first().waitFor()
  const path = new URL(author.url()).pathname

  const publisher = await branch.atDesk('township')
  await publisher.goto(branch.site.url + path)
  await publisher.getByRole('button', { name: '发布这一版' }).click()
  await publisher.getByText('2027年1月1日起照这一版计分').waitFor()
})

test('a file with wrong cells is told cell by cell, and nothing comes of it', async () => {
  const author = await branch.atDesk('committee', [/status of 400/])
  await author.goto(`${branch.site.url}/schemes/ready`)
  const version = {
    validFrom: '2027-01-01',
    rules: [{ code: 'R1', name: '每天登录手机', class: 'bonus', factKind: 'attendance', points: 100 }],
  }
  const file = { format: 'zhibutong-scheme', formatVersion: 1, name: '坏方案', version }
  const buffer = Buffer.from(JSON.stringify(file))
  await author
    .getByLabel('方案的文件')
    .setInputFiles({ name: '坏.json', mimeType: 'application/json', buffer })
  await author.getByRole('button', { name: '导入' }).click()
  await author.getByText('文件里有 1 处不对，什么也没有写入').waitFor()
  await author.getByText('规则第 1 条“叫什么”').waitFor()
  await look(author, 'scheme-file-problems')
  await author.goto(`${branch.site.url}/schemes`)
  expect(await author.getByText('坏方案').count()).toBe(0)
})
