import { beforeAll, expect, test } from 'vitest'
import { type Branch, everyName, look, startBranch } from './support/branch.ts'
import { expectNoSideways, type } from './support/hands.ts'

let branch: Branch

beforeAll(async () => {
  branch = await startBranch()
})

test('[000-31] what was given is logged with its reason; a name waits for its owner and can be taken back', async () => {
  const page = await branch.atDesk('secretary')
  await page.getByRole('link', { name: '关爱激励', exact: true }).click()
  await page.getByText('还没有记过。').waitFor()
  for (const [kind, what] of [
    ['study', '区委党校农技班名额'],
    ['media', '县融媒体报道'],
  ] as const) {
    await page.getByRole('link', { name: '记一件关爱激励' }).click()
    await type(page, '给谁', '方志明')
    await page.getByRole('button', { name: '选方志明，石桥支部' }).click()
    await page.getByLabel('哪一种').selectOption(kind)
    await type(page, '给的什么', what)
    await type(page, '为什么', '调解了张家李家的墙')
    if (kind === 'study')
      await page.getByLabel('和哪件事有关').selectOption({ label: '9月11日 调解张家李家的墙' })
    if (kind === 'media') {
      await page.getByText('这一种要公开名字').waitFor()
      await look(page, 'office-recognition-form')
    }
    await page.getByRole('button', { name: '记下', exact: true }).click()
    await page.getByText('记下了').first().waitFor()
  }
  await page.getByText('因为调解了张家李家的墙　调解张家李家的墙').waitFor()
  await look(page, 'office-recognitions')
  expect(await page.getByRole('button', { name: '方志明的“县融媒体报道”已经公开' }).count()).toBe(0)

  const own = await branch.memberOnPhone('方志明')
  await own.getByRole('link', { name: '看看：石桥支部想公开您的名字，请您说同不同意' }).click()
  await own.getByText('区委党校农技班名额').waitFor()
  await look(own, 'phone-recognitions-own')
  await expectNoSideways(own)
  await own.getByRole('button', { name: '同意公开名字：县融媒体报道', exact: true }).click()
  await own.getByText('您同意公开名字了，随时可以不再同意。').waitFor()

  await page.reload()
  await page.getByRole('button', { name: '方志明的“县融媒体报道”已经公开' }).click()
  await page.getByRole('button', { name: '记下公开的日子' }).click()
  await page.getByText('石桥支部，11月20日').first().waitFor()
  await own.getByRole('button', { name: '不再同意公开名字：县融媒体报道' }).click()
  await own.getByText('好，支部会把名字撤下。').waitFor()
  await page.goto(branch.site.url)
  await page.getByRole('link', { name: '去撤：方志明不再同意公开，请把名字撤下' }).click()
  await page.getByRole('button', { name: '方志明的名字撤下了' }).click()
  await type(page, '怎么撤的', '请融媒体删去了名字')
  await page.getByRole('button', { name: '记下撤下' }).click()
  await page.getByText('名字撤下了：请融媒体删去了名字').waitFor()
  await look(page, 'office-recognition-taken-down')

  const above = await branch.onPhone('township')
  await above.goto(`${branch.site.url}/m/recognitions`)
  await above.getByText('只有件数，没有名字。').waitFor()
  await look(above, 'phone-recognition-counts')
  expect(await above.locator('main').innerText()).not.toMatch(everyName)
})
