import { readFile } from 'node:fs/promises'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { assembly, buildVoteTest, record, type VoteTest } from '../server/test/votes.ts'
import { openBrowser } from './support/browser.ts'
import { enter, expectNoSideways, look } from './support/hands.ts'
import { startSite } from './support/server.ts'

const site = await startSite()
const { office, phone } = await openBrowser()
let at: VoteTest

beforeAll(async () => {
  at = await buildVoteTest(site.test)
})

type Role = 'branch-secretary' | 'committee-secretary' | 'township-officer' | 'county-officer'

async function sit(role: Role, orgId: number, name: string, expected: RegExp[] = []): Promise<Page> {
  const page = await office({ expected })
  await enter(page, (await site.invite([{ role, orgId }], { name })).office)
  return page
}

async function carry(): Promise<Page> {
  const page = await phone()
  const grants = [{ role: 'branch-secretary' as const, orgId: at.tree.branch }]
  await enter(page, (await site.invite(grants, { name: '沈国良' })).phone)
  return page
}

async function fill(page: Page, label: string, value: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(value)
}

async function say(page: Page, verb: string | RegExp, why: string, send?: string): Promise<void> {
  await page.getByRole('button', { name: verb }).first().click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('textbox').fill(why)
  await sheet.getByRole('button', { name: send ?? verb }).click()
  await sheet.waitFor({ state: 'detached' })
}

test('a vote by hands and a secret ballot on the phone: who counts, the sums, the result, and a correction with its reason', async () => {
  const activityId = await assembly(at.secretary, at.tree.branch)
  const page = await carry()
  await page.goto(`${site.url}/m/activities/${activityId}?view=plan`)
  await page.getByText('有表决权的应到 15 人，实到 15 人，够法定人数（8 人）。').waitFor()
  await look(page, 'votes-phone-activity')
  await page.getByRole('link', { name: '表决、选举' }).click()
  await page.getByText('没有表决过。').waitFor()
  await fill(page, '表决什么', '村口修路')
  await page.getByRole('button', { name: '开始表决' }).click()
  await page.getByText('可以表决了，数完票来记。').waitFor()
  await fill(page, '赞成', '8')
  await fill(page, '反对', '3')
  await look(page, 'votes-phone-count')
  await expectNoSideways(page)
  await page.getByRole('button', { name: '记“村口修路”的票数' }).click()
  await page.getByText('赞成 8，反对 3，弃权 0：通过。').first().waitFor()

  await fill(page, '表决什么', '处分决定')
  await page.getByText('只记总数，不记谁投了什么').click()
  await page.getByRole('button', { name: '开始表决' }).click()
  await page.getByLabel('发出几张').waitFor()
  await fill(page, '发出几张', '15')
  await fill(page, '收回几张', '14')
  await fill(page, '赞成', '7')
  await fill(page, '反对', '7')
  await page.getByLabel('谁计票（1）').selectOption({ index: 3 })
  await page.getByLabel('谁计票（2）').selectOption({ index: 4 })
  await look(page, 'votes-phone-ballot')
  await page.locator('html').evaluate((html) => html.style.setProperty('font-size', '200%'))
  await expectNoSideways(page)
  await page.locator('html').evaluate((html) => html.style.setProperty('font-size', ''))
  await page.getByRole('button', { name: '记“处分决定”的票数' }).click()
  await page.getByText('赞成 7，反对 7，弃权 0：没有通过。').first().waitFor()

  await say(page, '重新记票数：村口修路', '数错了', '重新记票数')
  await page.getByText('重新记：数错了').waitFor()
  await fill(page, '赞成', '5')
  await page.getByRole('button', { name: '记“村口修路”的票数' }).click()
  await page.getByText('赞成 5，反对 0，弃权 0：没有通过。').first().waitFor()
  await look(page, 'votes-phone-corrected')
})

test('an election at the desk: too few candidates are told, a tie goes to a run-off, the result is confirmed and entered as posts', async () => {
  const activityId = await assembly(at.secretary, at.tree.branch, { title: '换届大会' })
  const desk = await sit('branch-secretary', at.tree.branch, '沈国良', [/status of (400|409)/])
  await desk.goto(`${site.url}/activities/${activityId}`)
  await desk.getByRole('link', { name: '表决、选举' }).click()
  await desk.getByRole('button', { name: '开始一项选举' }).click()
  const name = (index: number) => at.names[index] ?? ''
  for (const index of [0, 1, 2]) await desk.getByLabel(name(index), { exact: true }).check()
  await desk.getByRole('button', { name: '开始选举' }).click()
  await desk.getByText('选 3 人，候选人至少要 4 人。').waitFor()
  await look(desk, 'votes-office-open')
  await desk.getByLabel(name(3), { exact: true }).check()
  await desk.getByRole('button', { name: '开始选举' }).click()
  await desk.getByText('等计票').waitFor()
  const ballot = async (ayes: Record<number, number>) => {
    await fill(desk, '发出几张', '15')
    await fill(desk, '收回几张', '15')
    for (const [index, given] of Object.entries(ayes)) {
      const row = desk.getByRole('group', { name: name(Number(index)) })
      await row.getByRole('textbox').nth(0).fill(String(given))
      await row
        .getByRole('textbox')
        .nth(1)
        .fill(String(15 - given))
    }
    await desk.getByLabel('谁计票（1）').selectOption({ label: name(8) })
    await desk.getByLabel('谁计票（2）').selectOption({ label: name(9) })
  }
  await ballot({ 0: 15, 1: 13, 2: 8, 3: 8 })
  await look(desk, 'votes-office-ballot')
  await desk.getByRole('button', { name: '记票数' }).click()
  await desk.getByText('2 人票数相等，请就这几个人再投一次。').first().waitFor()
  await look(desk, 'votes-office-tie')
  await desk.getByRole('button', { name: '就票数相等的再投一次' }).click()
  await desk.getByText('数票：选 1 人').waitFor()
  await ballot({ 2: 9, 3: 6 })
  await desk.getByRole('button', { name: '记票数' }).click()
  await desk.getByText('选完了，等确认').waitFor()
  await record(at.secretary, activityId, [], '按选举办法选举支部委员会。')
  await desk.reload()
  await desk.getByRole('button', { name: '确认选举结果' }).click()
  await desk.getByText('任期 2026年11月20日 到 2031年11月20日').waitFor()
  await desk.getByRole('button', { name: `登记${name(0)}为支部委员` }).click()
  await desk.getByText(`${name(0)}登记为支部委员了。`).waitFor()
  await look(desk, 'votes-office-elected')

  const small = await carry()
  await small.goto(`${site.url}/m/elections/${desk.url().split('/').at(-1)}`)
  await small.getByText('当选的人').waitFor()
  await look(small, 'votes-phone-election')
  await expectNoSideways(small)
})

test('[004-17] minutes are read above, 记了 or 记得好 with a sentence; the author sees it and has a second view; print, Word, ledger', async () => {
  const activityId = await assembly(at.secretary, at.tree.branch, { title: '十一月党员大会', place: '村部' })
  await record(at.secretary, activityId, at.ids.slice(0, 2), '讨论修路，两人有不同意见。')
  const above = await sit('committee-secretary', at.tree.committee, '董长林')
  await above.getByRole('link', { name: '看会议记录' }).click()
  await above.getByText('讨论修路，两人有不同意见。').waitFor()
  await look(above, 'minutes-office-list')
  await above.getByRole('link', { name: /看.*十一月党员大会/ }).click()
  await above.getByText('还没有人评过。').waitFor()
  await above.getByText('有时间、有人、有结果').click()
  await fill(above, '一句话说明', '谁有不同意见没有写。')
  await look(above, 'minutes-office-review')
  await above.getByRole('button', { name: '评好了' }).click()
  await above.getByText('评好了，写记录的人看得到。').waitFor()

  const desk = await sit('branch-secretary', at.tree.branch, '沈国良')
  await desk.goto(`${site.url}/activities/${activityId}`)
  await desk.getByText('谁有不同意见没有写。').waitFor()
  await say(desk, '请另一个人再看一遍', '写了，在第二段')
  await desk.getByText('沈国良请另一个人再看：写了，在第二段').waitFor()
  await look(desk, 'minutes-office-author')

  const second = await sit('township-officer', at.tree.township, '许组织')
  await second.goto(`${site.url}/activities/${activityId}`)
  await second.getByText('都看得出来').click()
  await fill(second, '一句话说明', '意见写在第二段，清楚。')
  await second.getByRole('button', { name: '评好了' }).click()
  await second.getByText('第二遍').waitFor()

  const small = await carry()
  await small.goto(`${site.url}/m/activities/${activityId}`)
  await small.getByText('意见写在第二段，清楚。').waitFor()
  await look(small, 'minutes-phone-author')

  const [paper] = await Promise.all([
    desk.waitForEvent('popup'),
    desk.getByRole('link', { name: '打印记录' }).click(),
  ])
  await paper.getByText('会议内容').waitFor()
  await look(paper, 'print-minutes')
  await paper.close()
  const [word] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('button', { name: '记录 Word' }).click(),
  ])
  expect(word.suggestedFilename()).toMatch(/^石桥支部十一月党员大会.*\.docx$/)

  await desk.getByRole('link', { name: '组织生活台账' }).click()
  await desk.getByRole('link', { name: '十一月党员大会' }).waitFor()
  await look(desk, 'ledger-office')
  const [book] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('button', { name: 'Excel' }).click(),
  ])
  expect(book.suggestedFilename()).toBe('石桥支部2026年组织生活台账.xlsx')
  const [ledger] = await Promise.all([
    desk.waitForEvent('popup'),
    desk.getByRole('link', { name: '打印' }).click(),
  ])
  await ledger.getByText('石桥支部2026年组织生活台账').first().waitFor()
  await look(ledger, 'print-ledger')
})

test('rules of meetings are a county’s own, with their source; who need not come is asked, consented to above', async () => {
  const county = await sit('county-officer', site.test.county.rootId, '县委干部')
  await county.getByRole('link', { name: '会议规矩' }).click()
  await county.getByRole('button', { name: '定一条自己的' }).click()
  await county.getByLabel('到会多少可以表决').selectOption({ label: '达到三分之二' })
  await fill(county, '依据（文号或者文件名）', '县组〔2026〕5 号')
  await fill(county, '从哪天起', '2027-01-01')
  await look(county, 'rules-office')
  await county.getByRole('button', { name: '定下来' }).click()
  await county.getByText('定下来了，从那天起的会按这一条算。').waitFor()

  const desk = await sit('branch-secretary', at.tree.branch, '沈国良')
  await desk.goto(`${site.url}/roll-exclusions`)
  await desk.getByText('没有不计入应到的党员。').waitFor()
  await desk.getByRole('searchbox').fill(at.names[6] ?? '')
  await desk.getByRole('button', { name: new RegExp(at.names[6] ?? '') }).click()
  await desk.getByRole('button', { name: '提上去' }).click()
  await desk.getByText('提上去了，等上级同意。').waitFor()
  await look(desk, 'exclusions-office')
  const above = await sit('committee-secretary', at.tree.committee, '董长林')
  await above.goto(`${site.url}/roll-exclusions`)
  await say(above, `同意：${at.names[6]}`, '村委〔2026〕8 号', '同意')
  const state = above.getByText('上级同意了，等党员大会通过')
  await state.waitFor()
  expect(await state.textContent()).toContain('村委〔2026〕8 号')
})

test('a county sets its own rule for elections and its own form of minutes; each stands where it was set', async () => {
  const page = await sit('county-officer', site.test.county.rootId, '县组织科')
  await page.goto(`${site.url}/meeting-rules`)
  await page.getByRole('button', { name: '定选举的规矩' }).click()
  await page.getByLabel('差额：候选人比应选人数多百分之几').fill('30')
  await page.getByLabel('村、社区的一届几年').fill('4')
  await page.getByLabel('依据（文号或者文件名）').fill('县委组织部通知')
  await look(page, 'votes-office-election-rule')
  await page.getByRole('button', { name: '定下来' }).click()
  await page.getByText('定下来了，从那天起的选举按这一条办。').waitFor()
  await page.getByRole('cell', { name: '县委组织部通知' }).waitFor()

  await page.getByRole('link', { name: '会议记录的样式' }).click()
  await page.getByText('现在用的是自带的样式。').waitFor()
  await fill(page, '标题', '{org}会议记录簿')
  await page.getByLabel('最后请谁签字').fill('主持人\n记录人\n监督员')
  await look(page, 'votes-office-paper-form')
  await page.getByRole('button', { name: '就用这个样式' }).click()
  await page.getByText('定下来了，从现在起打印的会议记录用这个样式。').waitFor()
  const branch = await sit('branch-secretary', at.tree.branch, '沈国良')
  await branch.goto(`${site.url}/minutes-form`)
  await branch.getByText('{org}会议记录簿', { exact: false }).waitFor()
  expect(await branch.getByRole('button', { name: '就用这个样式' }).count()).toBe(0)
})

async function fetched(page: Page, button: string): Promise<Uint8Array> {
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).first().click()
  return readFile(await (await waiting).path())
}

test('an office takes the template to begin from, puts its own words in, tries it, and minutes come out in it', async () => {
  const activityId = await assembly(at.secretary, at.tree.branch)
  await record(at.secretary, activityId, [], '林秀兰：先修东边。')
  const desk = await sit('township-officer', at.tree.township, '许组织', [/400 \(Bad Request\)/])
  await desk.goto(`${site.url}/minutes-form`)
  await desk.getByText('现在没有用 Word 模板，按上面的样式出。').waitFor()
  const start = unzipSync(await fetched(desk, '下载起步的模板'))
  const old = strFromU8(start['word/document.xml'] ?? new Uint8Array())
  const choose = (text: string) =>
    desk.getByLabel('改好的模板').setInputFiles({
      name: '镇里的格式.docx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(zipSync({ ...start, 'word/document.xml': strToU8(text) })),
    })
  await choose(old.replace('{{地点}}', '{{会场}}'))
  await desk.getByRole('button', { name: '传上来试试' }).click()
  await desk.getByText('模板里的 {{会场}} 不认识').waitFor()
  await look(desk, 'minutes-template-refused')
  await choose(old.replace('{{页脚}}', '某某镇党委监制'))
  await desk.getByRole('button', { name: '传上来试试' }).click()
  await desk.getByText('传好了。先看看例子，满意了再启用。').waitFor()
  const textOf = (bytes: Uint8Array) => strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())
  expect(textOf(await fetched(desk, '例子 Word'))).toContain('这是例子，不是真的会议。')
  await desk.getByRole('button', { name: '启用镇里的格式.docx' }).click()
  await desk.getByText('启用了，从现在起会议记录按这份模板出。').waitFor()
  await look(desk, 'minutes-template-office')
  const page = await sit('branch-secretary', at.tree.branch, '沈国良')
  const answer = await page.request.get(`${site.url}/api/v1/activities/${activityId}/minutes.docx`)
  expect(textOf(await answer.body())).toMatch(/林秀兰：先修东边。.*某某镇党委监制/s)
  await page.goto(`${site.url}/print/activities/${activityId}/minutes`)
  await page.getByText('某某镇党委监制').waitFor()
  await page.setViewportSize({ width: 900, height: 1300 })
  await page.screenshot({ path: 'test-results/minutes-template-page.png' })
})
