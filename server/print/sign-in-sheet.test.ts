import { expect, it } from 'vitest'
import { columnsFor, layOut, renderSignInSheet } from './sign-in-sheet.ts'

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i)

it.each([1, 24, 25, 28, 29, 48, 49, 71, 72, 73, 84, 85, 200, 2000])(
  'puts %i people on sheets once each, down the columns, with room for the notes',
  (count) => {
    const columns = columnsFor(count)
    const pages = layOut(numbers(count), columns)
    const down = pages.flatMap((rows) =>
      numbers(columns).flatMap((column) => rows.map((row) => row[column]).filter((one) => one !== undefined)),
    )
    expect(down).toEqual(numbers(count))
    pages.forEach((rows, at) => {
      const room = (at === 0 ? 28 : 31) - (at === pages.length - 1 ? 4 : 0)
      expect(rows.length).toBeGreaterThan(0)
      expect(rows.length).toBeLessThanOrEqual(room)
    })
  },
)

it('escapes what people typed', () => {
  const sheet = {
    orgName: '石桥支部',
    day: '2026-11-20',
    startsAt: '08:30',
    endsAt: null,
    place: '<b>礼堂</b>',
  }
  const text = renderSignInSheet({
    ...sheet,
    title: '学习 & 义务',
    people: [{ name: '李明', onLeave: true }],
  })
  expect(text).toContain('&lt;b&gt;礼堂&lt;/b&gt;')
  expect(text).toContain('学习 &amp; 义务')
  expect(text).toContain('<td class="name">李　明</td><td class="hand">请假</td>')
  expect(text).toContain('2026 年 11 月 20 日 星期五　08:30')
})
