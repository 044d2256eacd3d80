import { beforeAll, expect, test } from 'vitest'
import { setYearThreshold } from '../server/test/talks.ts'
import { type Branch, everyName, look, startBranch } from './support/branch.ts'
import { expectNoSideways, type } from './support/hands.ts'

let branch: Branch

beforeAll(async () => {
  branch = await startBranch()
})

test('[001-23] the branch sets its number, the secretary thinks, writes and talks, and the member reads and answers', async () => {
  const page = await branch.atDesk('secretary')
  await page.getByRole('link', { name: '谈心', exact: true }).click()
  await page.getByText('支部没有定数，现在不提醒。').waitFor()
  await page.getByRole('button', { name: '定这个数' }).click()
  await type(page, '低于几分提醒', '3')
  await page.getByRole('button', { name: '定这个数' }).click()
  await page.getByText('今年到现在低于 3 分的，11月20日起提醒').waitFor()
  await look(page, 'office-talks')
  await page.goto(branch.site.url)
  await page.getByRole('link', { name: '看看：想一想要不要和 1 位同志谈心' }).click()

  await page.getByRole('button', { name: '开始和王阿根谈心' }).click()
  await page.getByText('和王阿根的谈心开始了。').waitFor()
  const letter = page.getByLabel('信的内容')
  expect(await letter.inputValue()).not.toMatch(/落后|排名|\d分/)
  await letter.press('Control+Home')
  await page.keyboard.type('落后的')
  await look(page, 'office-talk-letter')
  await letter.press('Control+Home')
  for (let at = 0; at < 3; at += 1) await page.keyboard.press('Delete')
  await page.getByRole('button', { name: '信写好了' }).click()
  await page.getByText('信写好了，可以打印。').waitFor()
  const [paper] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: '打印这封信' }).click(),
  ])
  await paper.getByRole('heading', { name: '一封信' }).waitFor()
  await look(paper, 'print-talk-letter')
  await paper.close()

  await page.getByRole('button', { name: '记一次谈心' }).click()
  await type(page, '谈到的原因', '老伴住院，走不开。')
  await type(page, '商量好的办法', '每周有人去家里看看。')
  await page.getByRole('button', { name: '记下这次谈心' }).click()
  await page.getByText('到回访的日子会提醒您。').waitFor()
  await look(page, 'office-talk')

  const own = await branch.memberOnPhone('王阿根')
  await own.goto(`${branch.site.url}/m/me`)
  await own.getByRole('link', { name: '和我谈心的记录' }).click()
  await own.getByRole('link', { name: '看和王阿根的谈心' }).click()
  await type(own, '我想说的', '谢谢支部，出院了我就来。')
  await own.getByRole('button', { name: '写好了' }).click()
  await own.getByText('写好了，支部书记看得到。').waitFor()
  await look(own, 'phone-talk-own')
  await expectNoSideways(own)

  const onPhone = await branch.onPhone('secretary')
  await onPhone.goto(`${branch.site.url}/m/talks`)
  await onPhone.getByRole('link', { name: '看和王阿根的谈心' }).first().click()
  await onPhone.getByText('谢谢支部，出院了我就来。').waitFor()
  await onPhone.getByRole('button', { name: '回访怎么样' }).click()
  await onPhone.getByRole('radio', { name: '好起来了' }).check()
  await look(onPhone, 'phone-talk-outcome')
  await onPhone.getByRole('button', { name: '记下结果' }).click()
  await onPhone.getByText('记下了。').waitFor()
  await onPhone.goto(`${branch.site.url}/m/talks`)
  await onPhone.getByText('支部自己定的数').waitFor()
  await look(onPhone, 'phone-talks')
  await expectNoSideways(onPhone)
})

test('somebody is left out with a reason; above the branch there are counts and no name', async () => {
  await setYearThreshold(branch.board.secretary, branch.board.tree.branch, 5)
  const page = await branch.atDesk('secretary')
  await page.goto(`${branch.site.url}/talks`)
  await page.getByRole('button', { name: '林秀兰先不谈' }).click()
  await type(page, '为什么', '七十多了，腿脚不便')
  await look(page, 'office-talk-leave-out')
  await page.getByRole('button', { name: '先不谈，写明理由' }).click()
  await page.getByText('沈国良写了先不谈，到12月31日：七十多了，腿脚不便').waitFor()
  await look(page, 'office-talks-left-out')

  const above = await branch.atDesk('township')
  await above.goto(`${branch.site.url}/talks`)
  await above.getByText('只有件数，没有名字。').waitFor()
  await look(above, 'office-talk-counts')
  expect(await above.locator('main').innerText()).not.toMatch(everyName)
})
