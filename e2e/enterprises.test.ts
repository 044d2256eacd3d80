import { beforeAll, expect, test } from 'vitest'
import { register } from '../server/test/members.ts'
import { buildTree, type Tree } from '../server/test/tree.ts'
import { openBrowser } from './support/browser.ts'
import { enter, look, type } from './support/hands.ts'
import { startSite } from './support/server.ts'

const site = await startSite()
const { office, phone } = await openBrowser()
let tree: Tree

beforeAll(async () => {
  tree = await buildTree(site.test)
  await register(site.test, [{ orgId: tree.branch, name: '沈国良' }])
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
