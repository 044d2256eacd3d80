import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { close, planned } from '../server/test/activities.ts'
import { type Branch, look, startBranch } from './support/branch.ts'
import { expectNoSideways, type } from './support/hands.ts'

let branch: Branch
let lecture: string

beforeAll(async () => {
  branch = await startBranch()
  const { secretary, tree } = branch.board
  lecture = await planned(secretary, tree.branch, {
    kind: 'party-lecture',
    title: '水利党课',
    day: '2026-11-20',
    startsAt: '19:00',
    segments: [{ kind: 'study', title: '学习' }],
  })
})

const sheet = (page: Page) => page.locator('dialog[open]')

async function say(page: Page, verb: string, label: string, words: string): Promise<void> {
  await page.getByRole('button', { name: verb, exact: true }).click()
  if (words) await sheet(page).getByLabel(label, { exact: false }).fill(words)
  await sheet(page).getByRole('button', { name: '写好了' }).click()
  await sheet(page).waitFor({ state: 'detached' })
}

test('[004-12] [004-13] a township links a leader, who vets, attends and guides; the branch answers on the phone', async () => {
  const { site, board } = branch
  const posted = [{ role: 'resident-cadre' as const, orgId: board.tree.village }]
  const cadre = await site.invite(posted, { name: '石青山' })
  const desk = await branch.atDesk('township')
  await desk.getByRole('link', { name: '联系领导', exact: true }).click()
  await desk.getByText('有 4 个组织还没有人联系。').waitFor()
  await look(desk, 'office-contacts-none')
  await desk.getByRole('button', { name: '给石桥支部定联系领导' }).click()
  await sheet(desk).getByLabel('谁来联系').selectOption({ label: '石青山（临溪村）' })
  await type(desk, '按什么定的', '镇党委 2026 年分工')
  await look(desk, 'office-contact-form')
  await sheet(desk).getByRole('button', { name: '定下来' }).click()
  await desk.getByText('定好了，联系领导的首页上会有石桥支部的活动。').waitFor()
  await desk.getByText('石青山，11月20日').waitFor()
  await look(desk, 'office-contacts')
  await desk.getByRole('link', { name: '石桥支部历任联系领导' }).click()
  await desk.getByText('镇党委 2026 年分工').waitFor()
  await look(desk, 'office-contact-history')

  const leader = await branch.enter(await branch.phone(), cadre.phone)
  await leader.getByText('今天开会：水利党课').waitFor()
  await leader.goto(`${site.url}/m/contacts/mine`)
  await leader.getByRole('link', { name: '水利党课' }).waitFor()
  await look(leader, 'phone-contacts-mine')
  await leader.getByRole('link', { name: '水利党课' }).click()
  await leader.getByText('没有审。支部照样可以开。').waitFor()
  await look(leader, 'phone-stage-review')
  await expectNoSideways(leader)
  await say(leader, '请支部改', '请支部改什么', '加一段防火')
  await leader.getByText('已经告诉支部。').waitFor()

  const secretary = await branch.onPhone('secretary')
  await secretary.getByText('联系领导请改主题：水利党课').waitFor()
  await secretary.goto(`${site.url}/m/stage-reviews/${lecture}`)
  await say(secretary, '告诉怎么改了', '改了什么', '加了，放在学习后面')
  await leader.reload()
  await leader.getByRole('button', { name: '同意主题' }).click()
  await leader.getByText('支部看得到您同意了。').waitFor()
  await say(leader, '我到会了', '', '')
  expect((await close(board.secretary, lecture, { minutes: '讲了水利' })).status).toBe(200)
  await say(leader, '写问题和指导', '有什么问题', '分工没有写到人')
  await leader.getByText('写好了，等支部答复。').waitFor()
  await secretary.reload()
  await say(secretary, '答复做了什么', '做了什么', '已经补上谁做什么')
  await secretary.getByText('答复好了。').waitFor()
  await look(secretary, 'phone-stage-review-answered')

  await desk.getByRole('link', { name: '三审记录', exact: true }).click()
  await desk.getByText('支部答复了', { exact: true }).last().waitFor()
  await look(desk, 'office-stage-reviews')
  await desk.getByRole('link', { name: '水利党课' }).click()
  await desk.getByText('分工没有写到人').waitFor()
  await look(desk, 'office-stage-review')
  const own = await branch.enter(await branch.desk(), cadre.office)
  await own.getByRole('link', { name: '我联系的支部', exact: true }).click()
  await own.getByRole('link', { name: '水利党课' }).waitFor()
  await look(own, 'office-contacts-mine')
  await desk.getByRole('link', { name: '看这次活动' }).click()
  await desk.getByText('石青山').first().waitFor()
  await desk.getByRole('link', { name: '三审：支部答复了' }).click()
  await desk.getByText('分工没有写到人').waitFor()
  await secretary.goto(`${site.url}/m/activities/${lecture}`)
  await secretary.getByRole('link', { name: '三审：支部答复了' }).click()
  await secretary.getByText('分工没有写到人').waitFor()
})
