import { beforeAll, expect, test } from 'vitest'
import { planned } from '../server/test/activities.ts'
import { goRound } from '../server/test/reminders.ts'
import { type Branch, startBranch } from './support/branch.ts'
import { expectNoSideways, look, type } from './support/hands.ts'

let branch: Branch
let activityId: string

beforeAll(async () => {
  branch = await startBranch()
  const { test: app } = branch.site
  const { tree } = branch.board
  const secretary = await app.person('branch-secretary', tree.branch)
  const tomorrow = new Date(app.clock.now.getTime() + 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)
  activityId = await planned(secretary, tree.branch, {
    title: '主题党日：整治河道',
    day: tomorrow,
    startsAt: '14:30',
    place: '文化礼堂',
    invited: { whom: 'everyone', withApplicants: false },
  })
})

test('the county sets up its ways out; what is secret is not shown again', async () => {
  const { site, board, desk } = branch
  const root = site.test.county.rootId
  const admin = await site.invite([{ role: 'county-admin', orgId: root }], { name: '管理员' })
  const page = await branch.enter(await desk(), admin.office)
  await page.goto(`${site.url}/channels`)
  const mail = page.locator('form').filter({ has: page.getByRole('heading', { name: '邮件服务器' }) })
  await mail.getByText('用', { exact: true }).click()
  await mail.getByLabel('服务器地址').fill('smtp.example.cn')
  await mail.getByLabel('发信人地址').fill('dangjian@example.cn')
  await mail.getByLabel('登录名').fill('dangjian')
  await mail.getByLabel('密码').fill('geheim-1234')
  await mail.getByRole('button', { name: '存好' }).click()
  await page.getByText('存好了。').waitFor()
  await mail.getByText('不填就用原来的。').waitFor()
  expect(await page.content()).not.toContain('geheim')
  const push = page.locator('form').filter({ has: page.getByRole('heading', { name: '浏览器推送' }) })
  await push.getByText('用', { exact: true }).click()
  await push.getByLabel('联系邮箱').fill('dangjian@example.cn')
  await push.getByRole('button', { name: '存好' }).click()
  await page.getByRole('button', { name: '关掉：活动提前 1 天' }).waitFor()
  await look(page, 'office-channels')
  expect(board.tree.branch).toBeGreaterThan(0)
})

test('a branch joins a robot to its group, by the address that the group shows', async () => {
  const page = await branch.atDesk('secretary', [/400/])
  await page.goto(`${branch.site.url}/robots`)
  await page.getByText('还没有接群机器人。').waitFor()
  await type(page, '群的名字', '石桥支部群')
  await type(page, '机器人的地址', 'https://10.0.0.1/send')
  await page.getByRole('button', { name: '接上' }).click()
  await page.getByText('这不是群机器人的地址，请从群设置里整条复制。').waitFor()
  await page
    .getByLabel('机器人的地址')
    .fill('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7aaa-4bc4-97a0-0ec2aaaaaaaa')
  await page.getByRole('button', { name: '接上' }).click()
  await page.getByText('接上了，下一次活动提醒会发到群里。').waitFor()
  expect(await page.content()).not.toContain('693a91f6')
  await look(page, 'office-robots')
  await page.getByRole('button', { name: '停用 石桥支部群' }).click()
  await page.getByText('还没有接群机器人。').waitFor()
})

test('the same on a phone, from 我的', async () => {
  const page = await branch.onPhone('secretary')
  await page.goto(`${branch.site.url}/m/me`)
  await page.getByRole('link', { name: '群机器人' }).click()
  await page.getByText('还没有接群机器人。').waitFor()
  await type(page, '群的名字', '石桥支部群')
  await page
    .getByLabel('机器人的地址')
    .fill('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7aaa-4bc4-97a0-0ec2bbbbbbbb')
  await page.getByRole('button', { name: '接上' }).click()
  await page.getByText('接上了，下一次活动提醒会发到群里。').waitFor()
  await look(page, 'phone-robots')
  await expectNoSideways(page)
  await page.getByRole('button', { name: '停用 石桥支部群' }).click()
  await page.getByText('还没有接群机器人。').waitFor()
})

test('[004-11] words for the group: one touch from the activity, and nobody is counted', async () => {
  const page = await branch.onPhone('secretary')
  await page.goto(`${branch.site.url}/m/activities/${activityId}?view=plan`)
  await page.getByRole('button', { name: '复制通知，发到群里' }).click()
  const text = await page.getByLabel('发到群里的通知').inputValue()
  expect(text).toContain('【石桥支部】主题党日：整治河道')
  expect(text).toContain('地点：文化礼堂')
  await look(page, 'phone-copy-words')
})

test('a member is reminded on the start page, puts it away, and chooses how to be told', async () => {
  const page = await branch.memberOnPhone('方志明')
  await goRound(branch.site.test)
  await page.reload()
  await page.getByRole('heading', { name: '提醒', exact: true }).waitFor()
  await page.getByText('11月21日 星期六，14:30，文化礼堂').waitFor()
  await look(page, 'phone-reminders')
  await expectNoSideways(page)
  await page.getByRole('button', { name: '知道了：主题党日：整治河道' }).click()
  await page.getByText('主题党日：整治河道').waitFor({ state: 'detached' })

  await page.goto(`${branch.site.url}/m/me`)
  await page.getByRole('link', { name: '收提醒的办法' }).click()
  await page.getByText('一件一件发').click()
  await page.getByLabel('工作清单，要办页上的提醒').uncheck()
  await page.getByRole('button', { name: '存好' }).click()
  await page.getByText('存好了，从下一次起照这样发。').waitFor()
  await page.getByLabel('邮箱地址').fill('fang@example.cn')
  await page.getByRole('button', { name: '用这个' }).click()
  await page.getByText('f***@example.cn').waitFor()
  await look(page, 'phone-reminder-settings')
  await expectNoSideways(page)
  await page.getByRole('button', { name: '停用 f***@example.cn' }).click()
  await page.getByText('f***@example.cn').waitFor({ state: 'detached' })
})

test('a calendar’s address is told once, opens, and is revoked', async () => {
  const page = await branch.memberOnPhone('方志明')
  await page.goto(`${branch.site.url}/m/reminders/calendar`)
  await page.getByRole('button', { name: '要一个地址' }).click()
  const address = (await page.locator('.feed-address').textContent()) ?? ''
  expect(address).toMatch(/\/calendar\/[\w-]{43}\.ics$/)
  expect(await (await fetch(address)).text()).toContain('SUMMARY:主题党日：整治河道')
  await look(page, 'phone-calendar')
  await expectNoSideways(page)
  await page.getByRole('button', { name: '停用 我自己的 的地址' }).click()
  await page.getByText('停用了，这个地址打不开了。').waitFor()
  expect((await fetch(address)).status).toBe(404)

  const atDesk = await branch.atDesk('secretary')
  await atDesk.getByRole('link', { name: '收提醒的办法' }).first().click()
  await atDesk.getByRole('button', { name: '存好' }).waitFor()
  await look(atDesk, 'office-reminder-settings')
  await atDesk.getByRole('link', { name: '放进手机日历' }).click()
  await atDesk.getByRole('button', { name: '要一个地址' }).waitFor()
  await look(atDesk, 'office-calendar')
})
