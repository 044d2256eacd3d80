import { beforeAll, expect, test } from 'vitest'
import { getDue } from '../contract/due.ts'
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

test('[000-25] a member claims a deed on the phone in three presses and a sentence; two people agree; it is in the booklet', async () => {
  const { tree, ids } = world
  const member = await phone()
  const { phone: link } = await site.invite([{ role: 'member', orgId: tree.branch }], {
    name: '林秀兰',
    memberId: ids.inGroup,
  })
  await enter(member, link)
  await member.getByRole('link', { name: '我的', exact: true }).click()
  await member.getByRole('link', { name: /我的申报/ }).click()
  await member.getByText('还没有申报过。').waitFor()
  await look(member, 'phone-claims-empty')
  // From here: three presses and one sentence.
  await member.getByRole('link', { name: '申报一件事' }).click()
  await member.getByRole('radio', { name: '先进事迹' }).check()
  await member.getByText('按规则“先进事迹”加 5 分，党小组长和支部都同意以后记入。').waitFor()
  await type(member, '一句话说清楚', '夜里把摔倒的老人送到镇卫生院')
  await look(member, 'phone-claim-form')
  await expectNoSideways(member)
  await member.getByRole('button', { name: '提交' }).click()
  await member.getByText('提好了：林秀兰，先进事迹 1 次。').first().waitFor()
  await member.getByText(/等人批，最晚/).waitFor()
  await look(member, 'phone-claims-waiting')

  const leader = await phone()
  const led = await site.invite([{ role: 'group-leader', orgId: tree.group }], {
    name: '何美凤',
    memberId: ids.leader,
  })
  await enter(leader, led.phone)
  await leader.getByRole('link', { name: '去批：1 件事等您批' }).click()
  await look(leader, 'phone-claims-leader')
  await leader.getByRole('button', { name: '同意林秀兰的先进事迹 1 次', exact: true }).click()
  await leader.getByText('您同意了：林秀兰，先进事迹 1 次。还要支部再批一道。').waitFor()

  const secretary = await office()
  const held = await site.invite([{ role: 'branch-secretary', orgId: tree.branch }], {
    name: '沈国良',
    memberId: ids.secretary,
  })
  await enter(secretary, held.office)
  await secretary.getByRole('link', { name: '去批：1 件事等您批' }).click()
  await secretary.getByText('何美凤已经同意').waitFor()
  await look(secretary, 'office-claims')
  await secretary.getByRole('button', { name: '同意林秀兰的先进事迹 1 次', exact: true }).click()
  await secretary.getByText('批了：林秀兰，先进事迹 1 次，已经记下。').waitFor()
  expect((await world.secretary.ask(getDue)).body.rows.some((row) => row.id === 'hand-entries')).toBe(false)

  await member.reload()
  await member.getByText(/批了，沈国良批的/).waitFor()
  await member.goto(`${site.url}/m/booklet`)
  await member.getByText('夜里把摔倒的老人送到镇卫生院').first().waitFor()
  await look(member, 'phone-claim-in-booklet')
})

test('at a desk a claim for somebody of the branch says beforehand what it gives, and a no can be proposed again once', async () => {
  const { tree } = world
  const page = await office()
  const { office: link } = await site.invite([{ role: 'branch-deputy', orgId: tree.branch }], {
    name: '林副',
  })
  await enter(page, link)
  await page.goto(`${site.url}/hand-entries/new`)
  await type(page, '谁做的', '曾国强')
  await page.getByRole('button', { name: '选曾国强，石桥支部' }).click()
  await page.getByRole('radio', { name: '做好事' }).check()
  await page.getByLabel('做了多少（次）').fill('2')
  await page.getByText('按规则“做好事”加 4 分，支部同意以后记入。到了封顶就不再加。').waitFor()
  await type(page, '一句话说清楚', '修好了村口的路灯')
  await look(page, 'office-claim-form')
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByText('提好了：曾国强，做好事 2 次。').first().waitFor()

  const other = await office()
  const held = await site.invite([{ role: 'branch-secretary', orgId: tree.branch }], { name: '沈国良' })
  await enter(other, held.office)
  await other.goto(`${site.url}/hand-entries`)
  await other.getByRole('button', { name: '不同意曾国强的做好事 2 次' }).click()
  await type(other, '为什么不同意', '路灯是电工修的')
  await other.getByRole('button', { name: '不同意，写明理由' }).click()
  await other.getByText('没有批，曾国强不加分也不扣分。').waitFor()

  await page.reload()
  await page.getByText('沈国良：路灯是电工修的').waitFor()
  await page.getByRole('button', { name: '再提一次：做好事 2 次' }).click()
  await page.getByText('按规则“做好事”加 4 分').waitFor()
  expect(await page.getByLabel('一句话说清楚').inputValue()).toBe('修好了村口的路灯')
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByText('提好了：曾国强，做好事 2 次。').first().waitFor()
  await look(page, 'office-claims-again')
  await page.getByText(/最晚/).waitFor()
  expect(await page.getByRole('button', { name: '再提一次：做好事 2 次' }).count()).toBe(0)
})
