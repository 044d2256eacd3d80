import { expect, it } from 'vitest'
import type { BookletEntry } from '../../contract/booklets.ts'
import { layoutOf, linesOf, paginate } from './booklet-lines.ts'

function entry(day: string, balance: number, more: Partial<BookletEntry> = {}): BookletEntry {
  return {
    factId: '0198c7a2-1111-7000-8000-000000000001',
    ruleId: 1,
    schemeId: '0198c7a2-1111-7000-8000-000000000003',
    revision: 1,
    reversalOf: null,
    reversedBy: null,
    day,
    bookedOn: day,
    postedAt: `${day}T09:00:00.000Z`,
    what: '清理河道',
    ruleName: '环境卫生',
    points: 200,
    balance,
    source: {
      kind: 'activity',
      id: '0198c7a2-1111-7000-8000-000000000002',
      title: '清理',
      serial: '第 3 号',
    },
    reason: null,
    underObjection: false,
    ...more,
  }
}

const days = Array.from({ length: 36 }, (_, i) => `2026-09-${String((i % 28) + 1).padStart(2, '0')}`)
const long = {
  year: 2026,
  today: '2026-11-20',
  start: 0,
  grade: null,
  found: [],
  months: [{ month: '2026-09', points: 7200, entries: days.map((day, i) => entry(day, (i + 1) * 200)) }],
}

it('carries the balance over to each page, and leaves room for the signatures on the last', () => {
  for (const size of ['plain', 'large'] as const) {
    const layout = layoutOf(size)
    const pages = paginate(linesOf(long, size), layout)
    const rows = pages.map((page) => page.reduce((sum, line) => sum + line.rows, 0))
    for (const sum of rows.slice(0, -1)) expect(sum).toBeLessThanOrEqual(layout.full)
    expect(rows.at(-1)).toBeLessThanOrEqual(layout.last)
    expect(pages[0]?.[0]).toMatchObject({ kind: 'carried', what: '年初', balance: 0 })
    for (const [before, page] of pages.slice(0, -1).map((one, at) => [one, pages[at + 1]] as const)) {
      const carried = before.findLast((line) => line.balance !== undefined)?.balance
      expect(page?.[0]).toMatchObject({ kind: 'carried', what: '承前页', balance: carried })
    }
    // Every line of the book stands in it once.
    const entries = pages.flat().filter((line) => line.kind === 'entry')
    expect(entries).toHaveLength(36)
    expect(pages.flat().at(-1)).toMatchObject({ what: '今年到 11月20日', points: 7200, balance: 7200 })
  }
})

it('one page when it fits, also when it only just fits with the signatures', () => {
  const few = (count: number) => ({
    ...long,
    months: [{ month: '2026-09', points: 0, entries: long.months[0]?.entries.slice(0, count) ?? [] }],
  })
  const { last } = layoutOf('plain')
  expect(paginate(linesOf(few(last - 3), 'plain'), layoutOf('plain'))).toHaveLength(1)
  expect(paginate(linesOf(few(last - 2), 'plain'), layoutOf('plain'))).toHaveLength(2)
  expect(paginate(linesOf({ ...long, months: [] }, 'plain'), layoutOf('plain'))).toHaveLength(1)
})

it('says a correction as the line that was wrong and the one that takes it back, with its reason', () => {
  const wrong = entry('2026-08-20', 200, { reversedBy: 2 })
  const back = entry('2026-08-20', 0, {
    revision: 2,
    reversalOf: 1,
    bookedOn: '2026-09-02',
    points: -200,
    reason: '记了两遍',
  })
  const months = [
    { month: '2026-08', points: 200, entries: [wrong] },
    { month: '2026-09', points: -200, entries: [back] },
  ]
  const said = linesOf({ ...long, months }, 'plain').filter((line) => line.kind === 'entry')
  expect(said.map(({ month, day, what, rule, points }) => [month, day, what, rule, points])).toEqual([
    ['8', '20', '清理河道（已冲销）', '环境卫生', 200],
    ['9', '2', '冲销 8月20日 清理河道（记了两遍）', '更正', -200],
  ])
})

it('what a revisit found stands below the year’s end, in its own words and without points', () => {
  const what = '2026年11月19日回查，指导员，一般，没有做到：做了什么有记录'
  const lines = linesOf({ ...long, found: [{ day: '2026-11-19', what }] }, 'plain')
  expect(lines.slice(-2).map(({ kind }) => kind)).toEqual(['closes-year', 'found'])
  expect(lines.at(-1)).toMatchObject({ month: '11', day: '19', what, rule: '两员工作回查' })
  expect(lines.at(-1)).not.toHaveProperty('points')
  expect(
    paginate(lines, layoutOf('plain'))
      .flat()
      .filter(({ kind }) => kind === 'found'),
  ).toHaveLength(1)
})
