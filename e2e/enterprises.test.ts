import { beforeAll, expect, test } from 'vitest'
import { addEnterprise, recordRevisit } from '../contract/enterprises.ts'
import { register } from '../server/test/members.ts'
import { buildTree, type Tree } from '../server/test/tree.ts'
import { openBrowser } from './support/browser.ts'
import { enter, expectNoSideways, look, type } from './support/hands.ts'
import { startSite } from './support/server.ts'

const site = await startSite()
const { office, phone } = await openBrowser()
let tree: Tree
let memberId: string

beforeAll(async () => {
  tree = await buildTree(site.test)
  const [id = ''] = await register(site.test, [{ orgId: tree.branch, name: '沈国良' }])
  memberId = id
})

test('[003-06][003-08][003-10] an enterprise is entered at the desk, revisited on the phone, and what follows is done', async () => {
  const desk = await office()
  const { office: link } = await site.invite([{ role: 'committee-secretary', orgId: tree.village }], {
    name: '董长林',
  })
  await enter(desk, link)
  await desk.getByRole('link', { name: '企业', exact: true }).click()
  await desk.getByText('还没有登记企业。').waitFor()
  await desk.getByRole('button', { name: '登记一家' }).click()
  await type(desk, '企业名称', '青禾竹制品厂')
  await type(desk, '地址', '新圩3号')
  await type(desk, '职工人数', '40')
  await type(desk, '党员人数', '2')
  await look(desk, 'office-enterprise-form')
  await desk.getByRole('button', { name: '记下', exact: true }).click()
  await desk.getByText('记下了：青禾竹制品厂。').waitFor()
  await look(desk, 'office-enterprises')

  const hand = await phone()
  const { phone: inHand } = await site.invite([{ role: 'grid-worker', orgId: tree.grid }], { name: '许金娣' })
  await enter(hand, inHand)
  await hand.getByText('本季度还有 1 家企业没有回查').waitFor()
  await hand.goto(`${site.url}/m/enterprises`)
  await hand.getByRole('link', { name: '看青禾竹制品厂' }).click()
  await hand.getByRole('button', { name: '记回查' }).click()
  await hand.getByLabel('现在有党员几人').fill('3')
  await hand.getByLabel('做了什么有记录').check()
  await look(hand, 'phone-enterprise-revisit')
  await hand.getByRole('button', { name: '记下', exact: true }).click()
  await hand.getByText('接着要办：两员集中培训、可以建支部。').waitFor()
  await look(hand, 'phone-enterprise')

  await desk.getByRole('link', { name: '看青禾竹制品厂' }).click()
  await desk.getByRole('button', { name: '两员集中培训办好了' }).click()
  await type(desk, '怎么办的', '镇里办了一天班')
  await desk.getByRole('button', { name: '记下', exact: true }).click()
  await desk.getByText('记下了，办好了。').waitFor()
  await look(desk, 'office-enterprise')
  expect(await desk.getByText('缺：指导员有计划、联络员每月到企业').count()).toBe(1)
})

test('[003-07] what a revisit found of somebody stands in the own book, is objected to there and put right at the desk', async () => {
  const village = await site.test.person('committee-secretary', tree.village)
  const sheet = { address: '前山 2 号', staffCount: 12, memberCount: 0, isOrganised: false }
  const added = await village.ask(addEnterprise, {
    params: { orgId: tree.grid },
    body: { name: '前山茶叶合作社', instructorId: memberId, ...sheet },
  })
  const { enterpriseId } = added.body
  const visitedOn = site.test.clock.now.toISOString().slice(0, 10)
  const answers = { plan: false, talks: true, records: true }
  const body = { visitedOn, memberCount: 0, answers }
  const recorded = await village.ask(recordRevisit, { params: { enterpriseId }, body })
  expect(recorded.status).toBe(200)

  const hand = await phone()
  const { phone: own } = await site.invite([{ role: 'member', orgId: tree.branch }], { memberId })
  await enter(hand, own)
  await hand.goto(`${site.url}/m/booklet`)
  await hand.getByRole('heading', { name: '两员工作回查' }).waitFor()
  await hand.getByText('指导员，一般，没有做到：指导员有计划').waitFor()
  await look(hand, 'phone-booklet-inspection')
  await expectNoSideways(hand)
  await hand.getByRole('link', { name: /^看这次回查/ }).click()
  await hand.getByRole('heading', { name: '一次回查' }).waitFor()
  await hand.getByText('记错了，请网格所在的村更正。').waitFor()
  await look(hand, 'phone-revisit')
  await expectNoSideways(hand)

  const desk = await office()
  const { office: link } = await site.invite([{ role: 'committee-secretary', orgId: tree.village }])
  await enter(desk, link)
  await desk.goto(`${site.url}/enterprises/${enterpriseId}`)
  await desk.getByRole('link', { name: /^看.*的回查$/ }).click()
  await desk.getByRole('button', { name: '更正这次回查' }).click()
  await desk.getByLabel('指导员有计划').check()
  await type(desk, '为什么更正', '计划在村里台账上')
  await look(desk, 'office-revisit-correct')
  await desk.getByRole('button', { name: '更正', exact: true }).click()
  await desk.getByText('更正了，两员的结果跟着改了。').waitFor()
  await desk.getByText('指导员，好').waitFor()
  await look(desk, 'office-revisit')
})
