import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type Branch, look, startBranch } from './support/branch.ts'
import { expectNoSideways, type } from './support/hands.ts'

let branch: Branch

beforeAll(async () => {
  branch = await startBranch()
})

/** All of it at once: what the bar at the foot half covers is one scroll away, which a check cannot know. */
async function lookWhole(page: Page, name: string): Promise<void> {
  const seen = page.viewportSize() ?? { width: 360, height: 740 }
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ ...seen, height: Math.max(seen.height, height) })
  await look(page, name)
  await page.setViewportSize(seen)
}

const open = (page: Page, path: string) => page.goto(`${branch.site.url}${path}`)

test('[002-41] [004-03] a township declares agendas from those that stand ready, and keeps who teaches and where', async () => {
  const desk = await branch.atDesk('township')
  await desk.getByRole('link', { name: '议程', exact: true }).click()
  await desk.getByText('还没有定过议程。').waitFor()
  await desk.getByText('主题党日 · 主题党日 5+X').click()
  await look(desk, 'office-agendas-ready')
  await desk.getByRole('link', { name: '拿来用：主题党日，主题党日 5+X' }).click()
  await desk.getByRole('button', { name: '定下来' }).click()
  // The five are not known: whoever declares it writes them.
  await desk.getByText('还有没写内容的项。').waitFor()
  await look(desk, 'office-agenda-blank')

  for (const [kind, name] of [
    ['支委会', '第一议题先学习'],
    ['主题党日', '主题党日 4+14'],
  ]) {
    await open(desk, '/agendas')
    await desk.getByText(`${kind} · ${name}`).click()
    await desk.getByRole('link', { name: `拿来用：${kind}，${name}` }).click()
    await desk.getByRole('button', { name: '定下来' }).click()
    await desk.getByText(`定好了：${name}，`).waitFor()
  }
  await look(desk, 'office-agenda')
  await open(desk, '/agendas')
  await desk.getByText('必办 4 项，自选 14 项').first().waitFor()
  await look(desk, 'office-agendas')
  expect(await desk.getByText('还没有定过议程。').count()).toBe(0)

  await desk.getByRole('link', { name: '老师和实践点' }).click()
  await desk.getByRole('button', { name: '加一个' }).click()
  const sheet = desk.getByRole('dialog')
  await sheet.getByLabel('名称').fill('周教授')
  await sheet.getByLabel(/哪里的/).fill('市委党校，讲党史')
  await sheet.getByRole('button', { name: '加上' }).click()
  await desk.getByText('加好了：周教授。').waitFor()
  await look(desk, 'office-teaching')
})

test('[004-03] a plan has the agenda by itself; what was not done is one press, and lacks until it is put right', async () => {
  const desk = await branch.atDesk('secretary')
  await open(desk, '/activities/new?kind=committee-meeting')
  await desk.getByText('分 2 段').waitFor()
  await desk.locator('.act-rest > summary').click()
  const first = desk.getByRole('group', { name: '第 1 段' })
  expect(await first.getByLabel('内容').inputValue()).toBe('第一议题：学习')
  await first.locator('.act-more > summary').click()
  await first.getByLabel(/谁讲的/).selectOption({ label: '周教授（专家，市委党校，讲党史）' })
  await first.getByLabel(/怎么学/).selectOption({ label: '讲理论' })
  await look(desk, 'office-plan-agenda')
  await desk.getByLabel('哪天', { exact: true }).fill('2026-11-20')
  await desk.getByRole('radio', { name: '只叫几个人' }).check()
  await desk
    .getByLabel(/找|姓名|人/)
    .first()
    .waitFor()
  await desk.getByRole('radio', { name: /^照常/ }).check()
  await desk.getByRole('button', { name: '安排', exact: true }).click()
  await desk.getByText('安排好了').waitFor()
  await desk.getByText('周教授讲').waitFor()
  await look(desk, 'office-planned-agenda')
})

test('[004-03] [000-05] on the phone the agenda stands ticked; a task goes to a person and comes back done', async () => {
  const phone = await branch.onPhone('secretary')
  await open(phone, '/m/activities/record?kind=theme-day')
  await phone.getByText('分 4 段').waitFor()
  await phone.getByRole('button', { name: '点名', exact: true }).click()
  await phone.getByRole('link', { name: '点完了' }).click()
  const study = phone.getByRole('checkbox', { name: '集中学习' })
  expect(await study.isChecked()).toBe(true)
  await look(phone, 'phone-agenda-step')
  await study.uncheck()
  await phone.getByText('没办的会标出来，照样能记。').waitFor()
  await phone.getByRole('button', { name: '记下', exact: true }).click()
  await phone.getByText('没有记“集中学习”。办了就补上。').waitFor()
  await phone.getByText('没有办', { exact: true }).waitFor()

  await phone.getByRole('button', { name: '定一件事' }).click()
  await type(phone, '办什么', '给丁家送米')
  await phone.getByLabel('谁办').selectOption({ label: '丁小红' })
  await look(phone, 'phone-task-sheet')
  await phone.getByRole('button', { name: '定下来' }).click()
  await phone.getByText('定好了：给丁家送米，丁小红办。').waitFor()
  await lookWhole(phone, 'phone-recorded-agenda')
  await expectNoSideways(phone)

  const member = await branch.memberOnPhone('丁小红')
  await member.getByRole('link', { name: '去办：给丁家送米' }).click()
  await look(member, 'phone-tasks')
  await member.getByRole('button', { name: '办好了：给丁家送米' }).click()
  await type(member, '办得怎么样', '送到了')
  await member.getByRole('dialog').getByRole('button', { name: '办好了' }).click()
  await member.getByText('没有要您办的事。').or(member.getByText('丁小红：送到了')).first().waitFor()

  const desk = await branch.atDesk('secretary')
  await desk.getByRole('link', { name: '会上定的事' }).click()
  await desk.getByLabel('看哪些').selectOption({ label: '办好了' })
  await desk.getByText('丁小红：送到了').waitFor()
  await look(desk, 'office-tasks')
  await open(desk, '/activities?lacking=1')
  await desk.getByText('缺集中学习').waitFor()
  await look(desk, 'office-activities-lacking')
  await open(desk, '/activities/participation')
  await desk.getByText('做了什么').first().waitFor()
  await look(desk, 'office-participation')
})
