import { beforeAll, expect, test } from 'vitest'
import { addArea, contractArea } from '../contract/areas.ts'
import { givePostTag } from '../contract/posts.ts'
import { registerServiceUnits } from '../contract/service-units.ts'
import { register } from '../server/test/members.ts'
import { buildTree, type Tree } from '../server/test/tree.ts'
import { openBrowser } from './support/browser.ts'
import { takeScreen } from './support/browser-checks.ts'
import { enter, expectNoSideways, look, type } from './support/hands.ts'
import { startSite } from './support/server.ts'

const site = await startSite()
const { office, phone } = await openBrowser()
let tree: Tree
let memberId: string

beforeAll(async () => {
  tree = await buildTree(site.test)
  const [id = ''] = await register(site.test, [{ orgId: tree.branch, gridId: tree.grid, name: '沈国良' }])
  memberId = id
  const village = await site.test.person('committee-secretary', tree.village)
  await village.ask(registerServiceUnits, {
    params: { orgId: tree.village },
    body: { rows: [{ name: '县自来水公司党支部', registeredOn: '2026-01-05' }] },
  })
})

test('[001-04] a post is set up, asked for on the phone, agreed on at the desk, and logged without a line', async () => {
  const desk = await office()
  const { office: deskLink } = await site.invite([{ role: 'branch-secretary', orgId: tree.branch }])
  await enter(desk, deskLink)
  await desk.goto(`${site.url}/posts`)
  await desk.getByText('这里还没有岗位。').waitFor()
  await desk.getByRole('button', { name: '设岗位' }).click()
  await desk.getByLabel('哪一种').selectOption('patrol')
  await look(desk, 'office-post-new')
  await desk.getByRole('dialog').getByRole('button', { name: '设岗位' }).click()
  await desk.getByText('岗位设好了，可以认领了。').waitFor()

  const hand = await phone({ expected: [/ERR_INTERNET_DISCONNECTED|Failed to fetch/] })
  const { phone: link } = await site.invite([{ role: 'member', orgId: tree.branch }], { memberId })
  await enter(hand, link)
  await hand.goto(`${site.url}/m/own-work`)
  await hand.getByRole('link', { name: '看看有什么岗位' }).click()
  await hand.getByRole('button', { name: '认领义务巡逻岗' }).click()
  await type(hand, '拿手的', '熟路')
  await look(hand, 'phone-post-claim')
  await hand.getByRole('dialog').getByRole('button', { name: '认领', exact: true }).click()
  await hand.getByText('认领了义务巡逻岗，等支部定。').waitFor()
  await look(hand, 'phone-posts')

  await desk.goto(`${site.url}/posts`)
  await desk.getByRole('button', { name: '同意沈国良上岗', exact: true }).click()
  await look(desk, 'office-post-agree')
  await desk.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).click()
  await desk.getByText('沈国良上岗了。').waitFor()
  await look(desk, 'office-posts')
  await desk.getByRole('link', { name: '义务巡逻岗' }).click()
  await desk.getByRole('heading', { name: '谁认领过' }).waitFor()
  await look(desk, 'office-post')
  await desk.goBack()
  await desk.getByRole('link', { name: '打印岗位公示' }).click()
  await desk.getByRole('heading', { name: '石桥支部岗位公示' }).waitFor()
  await takeScreen(desk, 'print-post-board')
  expect(await desk.locator('tbody tr').innerText()).toContain('沈国良')

  await hand.goto(`${site.url}/m/own-work`)
  await hand.getByRole('button', { name: '给义务巡逻岗记一次' }).click()
  await type(hand, '巡了几趟', '3')
  await look(hand, 'phone-work-log')
  await hand.context().setOffline(true)
  await hand.getByRole('button', { name: '记下', exact: true }).click()
  await hand.getByText('没有信号。写下的在手机里，有信号就送出。').waitFor()
  await hand.context().setOffline(false)
  await hand.goto(`${site.url}/m/own-work`)
  await hand.getByText('3 趟').waitFor()
  await look(hand, 'phone-own-work')
  await expectNoSideways(hand)

  await desk.goto(`${site.url}/duty-logs`)
  await desk.getByRole('button', { name: '1 次，义务巡逻岗，看每一次' }).click()
  await desk.getByText('3 趟').waitFor()
  await look(desk, 'office-duty-logs')
})

test('[000-29][000-16] a team takes in a volunteer and is put on a roster for the wall', async () => {
  const desk = await office()
  const { office: link } = await site.invite([{ role: 'branch-secretary', orgId: tree.branch }])
  await enter(desk, link)
  await desk.goto(`${site.url}/teams`)
  await desk.getByRole('button', { name: '建队伍' }).click()
  await type(desk, '名称', '采摘季引导队')
  await desk.getByRole('dialog').getByRole('button', { name: '建队伍' }).click()
  await desk.getByText('队伍建好了，请加人。').waitFor()
  await desk.getByRole('button', { name: '加人' }).click()
  await desk.getByRole('radio', { name: '志愿者' }).check()
  await type(desk, '名字', '陈阿福')
  await desk.getByLabel('留到哪天').fill('2027-10-31')
  await look(desk, 'office-team-add')
  await desk.getByRole('button', { name: '加进队里' }).click()
  await desk.getByText('陈阿福在队里了。').waitFor()
  await desk.getByRole('button', { name: '排一张班' }).click()
  await type(desk, '叫什么', '周末引导')
  await desk.getByLabel('到哪天止').fill('2026-12-31')
  await look(desk, 'office-roster-new')
  await desk.getByRole('button', { name: '排好' }).click()
  await desk.getByText(/^排好了，一共 \d+ 班。$/).waitFor()
  await look(desk, 'office-team')
  await desk.getByRole('link', { name: '打印周末引导排班表' }).click()
  await desk.getByRole('heading', { name: '采摘季引导队周末引导排班表' }).waitFor()
  await takeScreen(desk, 'print-roster')
  expect(await desk.locator('tbody tr').first().innerText()).toContain('陈阿福')
  await desk.goBack()
  await desk.getByRole('link', { name: '看周末引导的排班' }).click()
  await desk.getByRole('heading', { name: '周末引导' }).waitFor()
  await desk.getByRole('link', { name: '采摘季引导队' }).waitFor()
  await look(desk, 'office-roster')
  await desk.goto(`${site.url}/teams`)
  await look(desk, 'office-teams')
})

test('[002-10][002-24] an area without an owner stands first and is handed to somebody; units report', async () => {
  const desk = await office()
  const { office: link } = await site.invite([{ role: 'committee-secretary', orgId: tree.village }])
  await enter(desk, link)
  await desk.goto(`${site.url}/duty-areas`)
  await desk.getByRole('button', { name: '划责任区' }).click()
  await type(desk, '从哪里到哪里', '石桥 12 号门前')
  await desk.getByRole('button', { name: '划好了' }).click()
  await desk.getByText('责任区划好了，还没有人管，请定人。').waitFor()
  expect(await desk.locator('tbody tr').first().innerText()).toContain('没有人管')
  await look(desk, 'office-areas')
  await desk.getByRole('button', { name: '给石桥 12 号门前定人' }).click()
  await look(desk, 'office-area-sign')
  await desk.goto(`${site.url}/service-units`)
  await desk.getByText('县自来水公司党支部').waitFor()
  await look(desk, 'office-service-units')
  await desk.getByRole('link', { name: '县自来水公司党支部' }).click()
  await desk.getByRole('heading', { name: '谁报了名' }).waitFor()
  await look(desk, 'office-service-unit')
})

test('[002-24][002-21] an area tells who had it when, a tag hangs until a day, and a place adds a kind of its own', async () => {
  const [other = ''] = await register(site.test, [{ orgId: tree.branch, gridId: tree.grid, name: '林秀兰' }])
  const secretary = await site.test.person('branch-secretary', tree.branch)
  const added = await secretary.ask(addArea, {
    params: { orgId: tree.branch },
    body: { kind: 'river', name: '石桥河道东段' },
  })
  const params = { areaId: added.body.areaId }
  const sign = (owner: string, manager: string, validFrom: string) =>
    secretary.ask(contractArea, {
      params,
      body: { memberId: owner, managerId: manager, task: '每周捞一次', validFrom },
    })
  expect((await sign(memberId, other, '2026-03-01')).status).toBe(200)
  expect((await sign(other, memberId, '2026-09-01')).status).toBe(200)

  const desk = await office()
  const { office: link } = await site.invite([{ role: 'branch-secretary', orgId: tree.branch }])
  await enter(desk, link)
  await desk.goto(`${site.url}/duty-areas`)
  await desk.getByRole('link', { name: '石桥河道东段' }).click()
  await desk.getByRole('heading', { name: '谁包干过' }).waitFor()
  const rows = desk.locator('tbody tr')
  expect(await rows.count()).toBe(2)
  expect(await rows.nth(1).innerText()).toContain('8月31日')
  await look(desk, 'office-area')
  await desk.getByRole('button', { name: '不再包干' }).click()
  await type(desk, '为什么', '搬去县城')
  await desk.getByRole('dialog').getByRole('button', { name: '不再包干' }).click()
  await desk.getByText('记下了，这里没有人管了，请定人。').waitFor()
  await desk.getByText('搬去县城').waitFor()

  await desk.goto(`${site.url}/post-tags`)
  await desk.getByText('还没有挂过牌。').waitFor()
  await desk.getByRole('button', { name: '挂一块牌' }).click()
  await look(desk, 'office-tag-new')
  await desk.keyboard.press('Escape')
  const tag = { memberId: other, kind: 'pioneer' as const, title: '护河先锋岗' }
  const term = { validFrom: '2026-11-01', validTo: '2027-10-31' }
  await secretary.ask(givePostTag, { params: { orgId: tree.branch }, body: { ...tag, ...term } })
  await desk.reload()
  await desk.getByRole('button', { name: '摘林秀兰的牌：护河先锋岗' }).waitFor()
  await look(desk, 'office-tags')

  await desk.goto(`${site.url}/post-kinds`)
  await desk.getByRole('button', { name: '加一种' }).click()
  await type(desk, '岗位', '采茶引导岗')
  await type(desk, '做什么', '采茶季带路、看车')
  await desk.getByRole('dialog').getByRole('button', { name: '加一种' }).click()
  await desk.getByText('目录里有了：采茶引导岗。').waitFor()
  await look(desk, 'office-post-kinds')
})
