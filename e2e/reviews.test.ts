import { beforeAll, expect, test } from 'vitest'
import { buildScheme, draftFact } from '../server/test/points.ts'
import { type Branch, look, startBranch } from './support/branch.ts'
import { expectNoSideways, type } from './support/hands.ts'

let branch: Branch

const conduct = { factKind: 'conduct', class: 'bonus' } as const

/** The township's stars: 方志明 comes to 70 with two stars, 王阿根 to 58, and one deed of 丁小红's has no points named. */
beforeAll(async () => {
  branch = await startBranch()
  const { site, board } = branch
  await buildScheme(site.test, board.tree.township, {
    validFrom: '2026-01-01',
    startPoints: 6000,
    whereSilent: 'person',
    rules: [
      {
        ...conduct,
        code: 'A',
        name: '帮困',
        pattern: { matter: 'good-deed' },
        mode: 'per-unit',
        points: 100,
      },
      { ...conduct, code: 'D', name: '迟交党费', pattern: { matter: 'dues-late' }, points: -200 },
      {
        ...conduct,
        code: 'B',
        name: '义务劳动',
        pattern: { matter: 'model-deed' },
        mode: 'bands',
        bands: [
          { from: 100, to: 200, points: 100 },
          { from: 400, to: 500, points: 300 },
        ],
      },
      { code: 'H', name: '人工记分', class: 'bonus', factKind: 'hand-entry', mode: 'per-unit', points: 100 },
    ],
    grades: [
      { name: '一星', from: 6000, to: 6900 },
      { name: '两星', from: 7000, to: 7900 },
    ],
    flags: [{ name: '低于60分，请支部谈话', below: 6000, outcome: 'talk' }],
  })
  const deed = (name: string, matter: string, quantity: number) =>
    draftFact({
      kind: 'conduct',
      day: '2026-11-10',
      memberId: board.ids[name] ?? '',
      quantity,
      attrs: { matter },
    })
  await site.test.system(async (ctx) => {
    ctx.facts.record(deed('方志明', 'good-deed', 1000))
    ctx.facts.record(deed('王阿根', 'dues-late', 100))
    ctx.facts.record(deed('丁小红', 'model-deed', 300))
  })
})

test('what a scheme leaves to people is looked at by the secretary, and known to whom it is about', async () => {
  const page = await branch.atDesk('secretary')
  await page.getByRole('link', { name: '看看：有 2 件事方案要人来研究' }).click()
  await page.getByText('低于60分，请支部谈话：现在 58 分').waitFor()
  await page.getByText('11月10日“义务劳动”记的是 3，方案没有写这样给几分').waitFor()
  await look(page, 'office-reviews')
  await page.getByRole('button', { name: '记下看过了，王阿根' }).click()
  await type(page, '结果', '党费已经补上，家里有病人')
  await type(page, '下一步', '月底去看看')
  await look(page, 'office-reviews-form')
  await page.getByRole('button', { name: '记下', exact: true }).click()
  await page.getByText('记下了：王阿根的事看过了。').waitFor()
  await page.getByText('下一步：月底去看看').waitFor()

  await page.getByRole('button', { name: '定几分，丁小红' }).click()
  await page.getByLabel(/^给几分/).fill('2')
  await type(page, '为什么', '下大雨也来了')
  await page.getByRole('button', { name: '定下来' }).click()
  await page.getByText('提了，等另一个人批：丁小红。').waitFor()
  await page.getByText(/给 2 分（等人批）/).waitFor()
  await look(page, 'office-reviews-after')

  const own = await branch.memberOnPhone('王阿根')
  await own.getByRole('link', { name: /^我的/ }).click()
  await own.getByRole('link', { name: /支部研究过我的事/ }).click()
  await own.getByText('党费已经补上，家里有病人').waitFor()
  await expectNoSideways(own)
  await look(own, 'phone-reviews-own')

  const above = await branch.atDesk('township')
  await above.getByRole('link', { name: '待人研究', exact: true }).click()
  await above.getByText('0 件等人看，1 件看过了').waitFor()
  expect(await above.innerText('main')).not.toContain('王阿根')
  await look(above, 'office-reviews-above')
})

test('a grade stands beside its figure, which opens to the lines that make it up', async () => {
  const page = await branch.atDesk('secretary')
  await page.goto(`${branch.site.url}/members/${branch.board.ids['方志明'] ?? ''}/booklet`)
  const figure = page.getByRole('button', { name: /分，两星，看是哪几条记的/ })
  await figure.click()
  const behind = page.getByRole('table', { name: /记的$/ })
  expect((await behind.innerText()).split('\n').filter((line) => line.includes('平时表现'))).toHaveLength(1)
  expect(await behind.innerText()).not.toContain('党员大会')
  await look(page, 'office-booklet-grade')
  const own = await branch.memberOnPhone('方志明')
  await own.goto(`${branch.site.url}/m/booklet`)
  await own.getByRole('button', { name: /分，两星，看是哪几条记的/ }).waitFor()
  await expectNoSideways(own)
  await look(own, 'phone-booklet-grade')
})
