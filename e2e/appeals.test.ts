import { beforeAll, expect, test } from 'vitest'
import { answerObjection } from '../contract/objections.ts'
import { published } from '../server/test/boards.ts'
import { type Branch, look, startBranch } from './support/branch.ts'
import { expectNoSideways } from './support/hands.ts'

let branch: Branch

beforeAll(async () => {
  branch = await startBranch()
})

test('whoever objected on the public page finds it again by the receipt, and takes the answer one level up', async () => {
  const { path } = await published(branch.board, { contact: { place: '', hours: '', telephone: '' } })
  const page = await branch.phone()
  await page.goto(`${branch.site.url}${path}/objections/new`)
  await page.getByLabel('哪一条，为什么不对').fill('王阿根那天来了')
  await page.getByRole('button', { name: '送出意见' }).click()
  await page.getByRole('link', { name: '我提的意见' }).click()
  await page.getByText('正在核对，还没有答复。').waitFor()
  const objectionId = page.url().split('/').at(-1) ?? ''
  const body = { upheld: false, answer: '查了，那天他请了假。', correction: null }
  const answered = await branch.board.secretary.ask(answerObjection, { params: { objectionId }, body })
  expect(answered.status).toBe(200)
  await page.reload()
  await page.getByLabel('不满意，请上一级再看一遍：哪里不对').fill('签到簿上有他的名字')
  await look(page, 'public-appeal')
  await expectNoSideways(page)
  await page.getByRole('button', { name: '申请复议' }).click()
  await page.getByText('您申请的复议收到了，马上交给上一级党组织。').waitFor()
  await look(page, 'public-appeal-sent')
})
