import { beforeAll, expect, test } from 'vitest'
import { recordActivity } from '../contract/activities.ts'
import { buildCrowd } from '../server/test/activities.ts'
import { buildClaims, type ClaimWorld } from '../server/test/claims.ts'
import { openBrowser } from './support/browser.ts'
import { enter, expectNoSideways, look, type } from './support/hands.ts'
import { startSite } from './support/server.ts'

const site = await startSite()
const { office, phone } = await openBrowser()
let world: ClaimWorld

beforeAll(async () => {
  world = await buildClaims(site.test)
})

const secretary = () =>
  site.invite([{ role: 'branch-secretary', orgId: world.tree.branch }], {
    name: '沈国良',
    memberId: world.ids.secretary,
  })

test('the secretary lets a member off for a time and notes kin; the member reads both on the phone and names kin too', async () => {
  const page = await office({ expected: [/status of 400/] })
  await enter(page, (await secretary()).office)
  await page.goto(`${site.url}/members/${world.ids.inGroup}`)
  await page.getByRole('button', { name: '记一段' }).click()
  await page.getByLabel('因为什么').selectOption({ label: '长期在外' })
  await page.getByLabel('说明').fill('胃癌手术')
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await page.getByText('这里不写病情，选“请了假”就够了。').waitFor()
  await page.getByLabel('说明').fill('在杭州带孙子')
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await page.getByText(/在杭州带孙子，沈国良定的/).waitFor()
  await page.getByRole('button', { name: '记一位亲属' }).click()
  await type(page, '哪一位', '沈国良')
  await page.getByRole('button', { name: '选沈国良，石桥支部' }).click()
  await page.getByLabel('是什么人').selectOption({ label: '兄弟姐妹' })
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await page.getByText('记下了：沈国良。从现在起两个人不批对方的事。').waitFor()
  await look(page, 'office-member-personal')

  const member = await phone()
  const { phone: link } = await site.invite([{ role: 'member', orgId: world.tree.branch }], {
    name: '林秀兰',
    memberId: world.ids.inGroup,
  })
  await enter(member, link)
  await member.goto(`${site.url}/m/me/register`)
  await member.getByText('长期在外').waitFor()
  await member.getByText('兄弟姐妹，石桥支部').waitFor()
  await member.getByRole('button', { name: '记一位亲属' }).click()
  await type(member, '姓名', '曾国强')
  await member.getByLabel('是什么人').selectOption({ label: '配偶' })
  await member.getByRole('button', { name: '记下', exact: true }).click()
  await member.getByText('配偶，石桥支部').waitFor()
  await look(member, 'phone-own-personal')
  await expectNoSideways(member)
  await member.getByRole('button', { name: '去掉亲属曾国强' }).click()
  await member.getByText('曾国强不再记作亲属。').waitFor()
})

test('the county adds a matter of its own and is told which it may not', async () => {
  const page = await office({ expected: [/status of 400/] })
  const officer = await site.invite([{ role: 'county-officer', orgId: site.test.county.rootId }])
  await enter(page, officer.office)
  await page.getByRole('link', { name: '本县事项', exact: true }).click()
  await type(page, '叫什么', '每日打卡')
  await page.getByRole('button', { name: '加上' }).click()
  await page.getByText(/打卡和在线时长不能计分/).waitFor()
  await page.getByLabel('叫什么').fill('巡河护水')
  await page.getByRole('button', { name: '加上' }).click()
  await page.getByText('加上了：巡河护水。写进积分方案的规则才记分。').waitFor()
  await look(page, 'office-matters')
  await page.getByRole('button', { name: '不再用“巡河护水”' }).click()
  await page.getByText(/起不用了/).waitFor()
  expect(await page.getByRole('button', { name: '不再用“巡河护水”' }).count()).toBe(0)
})

test('three rolls alike are shown to the secretary with their records, and to those above as a count', async () => {
  const { tree, ids, secretary: recorder } = world
  const memberIds = [...(await buildCrowd(site.test, tree.branch, 5)), ids.alone]
  for (const day of ['2026-11-10', '2026-11-11', '2026-11-12']) {
    const invited = { whom: 'named' as const, memberIds }
    const body = { orgId: tree.branch, kind: 'major-clean-up' as const, title: '大整治', day, invited }
    expect((await recorder.ask(recordActivity, { body })).status).toBe(200)
  }
  const page = await office()
  await enter(page, (await secretary()).office)
  await page.getByRole('link', { name: '记录看一看', exact: true }).click()
  await page.getByText('接连 3 次活动，到场的人一个不差。也许真是每次都到齐，看一眼就好。').waitFor()
  await page.getByText('看这 3 条记录').click()
  await look(page, 'office-signals')
  await page.getByRole('link', { name: /11月10日/ }).click()
  await page.getByRole('heading', { level: 1, name: '大整治' }).waitFor()

  const above = await phone()
  const held = await site.invite([{ role: 'township-officer', orgId: tree.township }], { name: '组织委员' })
  await enter(above, held.phone)
  await above.goto(`${site.url}/m/signals`)
  await above.getByText('点名一模一样 1').waitFor()
  await look(above, 'phone-signals')
  await expectNoSideways(above)
  expect(await above.innerText('body')).not.toMatch(/沈国良|大整治/)
})
