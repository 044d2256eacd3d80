import { beforeAll, expect, test } from 'vitest'
import { type Branch, look, startBranch } from './support/branch.ts'
import { expectNoSideways, type } from './support/hands.ts'

let branch: Branch

beforeAll(async () => {
  branch = await startBranch()
})

test('[000-08] [004-05] a list with a menu goes down, records answer it, one field is filled on the phone, and everybody sees its minutes', async () => {
  const desk = await branch.atDesk('township')
  await desk.getByRole('link', { name: '本周工作', exact: true }).click()
  await desk.getByText('还没有清单。').waitFor()
  await look(desk, 'office-worklists-empty')
  await desk.getByRole('link', { name: '写一份清单' }).click()
  await type(desk, '清单名称', '冬修水利这一周')
  const item = (at: number) => desk.getByRole('group', { name: `第 ${at} 件` })
  await item(1).getByLabel('办什么').fill('报一下巡逻次数')
  await item(1).getByLabel('怎么答').selectOption({ label: '填一个数' })
  await item(1).getByLabel('支部答这一件大约几分钟').fill('4')
  const add = desk.getByRole('button', { name: '再加一件' })
  for (const [at, title, deed] of [
    [2, '清理一段河道', '环境卫生'],
    [3, '夜里走一圈', '义务巡逻'],
  ] as const) {
    await add.click()
    await item(at).getByLabel('办什么').fill(title)
    await item(at).getByLabel('怎么要求').selectOption({ label: '放进菜单一' })
    await item(at).getByLabel('看哪一种记录').selectOption({ label: deed })
  }
  await desk.getByLabel('菜单一叫什么').fill('为民服务')
  await look(desk, 'office-worklist-form')
  await desk.getByRole('button', { name: '存下，看要花多少' }).click()
  await desk.getByText('存下了，还没有下发。').waitFor()
  await desk.getByText('“巡逻”活动记录里已经有了。改成“由记录来答”，支部就不用填。').waitFor()
  await desk.getByText('2 家，每家 4 分钟，一共 8 分钟。').waitFor()
  await look(desk, 'office-worklist-draft')

  // Warned, the officer asks for what nobody has on record instead.
  await desk.getByRole('link', { name: '改一改' }).click()
  await item(1).getByLabel('办什么').fill('缺几台抽水机')
  await item(1).getByLabel('数的单位').fill('台')
  await desk.getByRole('button', { name: '存下，看要花多少' }).click()
  await desk.getByText('存下了，还没有下发。').waitFor()
  expect(await desk.getByText('里已经有了').count()).toBe(0)
  await desk.getByRole('button', { name: '下发' }).click()
  await desk.getByText('下发了，支部的“要办的事”里看得到。').waitFor()
  await desk.getByText('没有回执').first().waitFor()

  const phone = await branch.onPhone('secretary')
  await phone.getByRole('link', { name: '收到：青禾镇的清单：冬修水利这一周' }).click()
  await phone.getByRole('button', { name: '收到', exact: true }).click()
  await phone.getByText('上面知道您收到了。').waitFor()
  await phone.getByRole('button', { name: '选这一件：清理一段河道' }).click()
  await phone.getByText('选好了，没办完还能换。').waitFor()
  await look(phone, 'phone-week')
  await expectNoSideways(phone)
  await phone.getByRole('link', { name: '记一笔：清理一段河道' }).click()
  await phone.getByRole('button', { name: '点名' }).click()
  await phone.getByRole('link', { name: '点完了' }).click()
  await phone.getByRole('button', { name: '记下', exact: true }).click()
  await phone.getByText('记下了').first().waitFor()

  await phone.goto(`${branch.site.url}/m/week`)
  await phone.getByRole('button', { name: '1 次，看清理一段河道的记录' }).click()
  await phone.getByRole('link', { name: /环境卫生/ }).waitFor()
  await type(phone, '缺几台抽水机（台）', '2')
  await phone.getByRole('button', { name: '填好：缺几台抽水机' }).click()
  await phone.getByText('填好了。').waitFor()
  await phone.getByText(/^2（沈国良/).waitFor()
  await look(phone, 'phone-week-done')
  await expectNoSideways(phone)

  await desk.reload()
  await desk.getByRole('button', { name: '2／2，看石桥支部每一件' }).click()
  await desk.getByText(/^2（沈国良/).waitFor()
  await look(desk, 'office-worklist')
  await desk.getByRole('link', { name: '填报分钟数' }).click()
  await desk.getByRole('button', { name: '4 分钟，看石桥支部要填哪几件' }).click()
  await desk.getByText('缺几台抽水机，4 分钟').waitFor()
  await look(desk, 'office-burden')
  await desk.goto(`${branch.site.url}/week?org=${branch.board.tree.branch}`)
  await desk.getByText('这一周要填 4 分钟').waitFor()
  await look(desk, 'office-week')
})
