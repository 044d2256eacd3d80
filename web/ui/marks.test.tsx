import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { CallError } from '../lib/call-error.ts'
import { Bars } from './bars.tsx'
import { Chain } from './chain.tsx'
import { DueRow } from './due-row.tsx'
import { Figure } from './figure.tsx'
import { Ledger } from './ledger.tsx'
import { Receipt } from './receipt.tsx'
import { Roll } from './roll.tsx'
import { Stamp } from './stamp.tsx'
import { Answer, Trouble } from './states.tsx'
import { Course } from './steps.tsx'

const html = (element: ReactElement) => renderToStaticMarkup(element)
/** What a person reads, tags away. */
const words = (element: ReactElement) =>
  html(element)
    .replace(/<[^>]+>/g, '|')
    .replace(/\|+/g, '|')

test('a figure says what it opens and whether it is open; as a link it is only a link', () => {
  const closed = html(
    <Figure label="29 分，看 15 条记录" open={false} onToggle={() => {}} controls="f1">
      29
    </Figure>,
  )
  expect(closed).toContain('aria-expanded="false"')
  expect(closed).toContain('aria-label="29 分，看 15 条记录"')
  expect(closed).not.toContain('aria-controls')
  const open = html(
    <Figure label="29" open onToggle={() => {}} controls="f1">
      29
    </Figure>,
  )
  expect(open).toContain('aria-controls="f1"')
  const link = html(
    <Figure label="29" href="/booklet">
      29
    </Figure>,
  )
  expect(link).toBe('<a class="fig" href="/booklet" aria-label="29">29</a>')
})

test('a stamp is ink: never read aloud by itself, and today wears the shape of soon', () => {
  expect(html(<Stamp state="today" />)).toBe('<i class="st st-soon" aria-hidden="true">今</i>')
  expect(html(<Stamp state="error" char="拒" />)).toContain('>拒<')
})

test('a chain is always in the same order', () => {
  expect(words(<Chain record="原" by="人" fact="事" rule="规" />)).toBe(
    '|规则|规|事实|事|谁记的|人|原记录|原|',
  )
})

test('an error interrupts, what went well only tells', () => {
  expect(html(<Receipt tone="error">没有收</Receipt>)).toContain('role="alert"')
  expect(html(<Receipt>记下了</Receipt>)).toContain('role="status"')
  const lost = new CallError('network.lost', '没有信号。', 0)
  expect(html(<Trouble error={lost} />)).toContain('receipt-offline')
})

const today = '2026-11-20'
const due = { id: 'a', title: '10 月支委会没有记录', verb: '补记', link: '/activities/new' } as const

test('what is late says how late, in working days where the server says so', () => {
  const plain = { ...due, state: 'late', note: null, dueOn: '2026-10-31' } as const
  expect(words(<DueRow due={plain} today={today} first />)).toBe(
    '|逾|10 月支委会没有记录|晚了 20 天|10月31日到期|补记|',
  )
  const working = { ...plain, note: '晚了 14 个工作日' }
  expect(words(<DueRow due={working} today={today} first={false} />)).toContain(
    '|晚了 14 个工作日|10月31日到期|',
  )
})

test('only the first row has the red button, and each button says what it is about', () => {
  const row = { ...due, state: 'today', note: '五个支部', dueOn: today } as const
  expect(html(<DueRow due={row} today={today} first />)).toContain('btn-go')
  const second = html(<DueRow due={row} today={today} first={false} />)
  expect(second).not.toContain('btn-go')
  expect(second).toContain('aria-label="补记：10 月支委会没有记录"')
  expect(second).toContain('今天到期')
})

test('a course says the days in words, and draws those over the limit apart', () => {
  const steps = [
    { id: '1', title: '受理', state: 'done', used: 3, allowed: 2 },
    { id: '2', title: '办理', state: 'now', stamp: 'late', used: 30, allowed: 25 },
    { id: '3', title: '销号', state: 'next' },
  ] as const
  const course = html(<Course steps={steps} label="经过" />)
  expect(course).toContain('用了 3 个工作日，限 2 个')
  expect(course).toContain('<i class="on"></i><i class="on"></i><i class="over"></i>')
  expect(course.match(/<i class="(on|over|left)">/g)).toHaveLength(3)
  expect(course).toContain('aria-current="step"')
  expect(course).toContain('st-late')
})

test('a ledger names its rows, closes a month with one rule and a year with two', () => {
  const table = html(
    <Ledger
      caption="手册"
      keyOf={(row: { id: number }) => row.id}
      columns={[
        { id: 'what', head: '做了什么', names: true, cell: () => '支部会议' },
        { id: 'points', head: '得分', num: true, cell: () => '+2' },
      ]}
      openKey={1}
      open={(row) => `第 ${row.id} 条`}
      parts={[
        { id: 'm', rows: [{ id: 1 }], closing: { cells: { what: '本月合计', points: '2' } } },
        { id: 'y', rows: [], closing: { cells: { what: '全年合计', points: '29' }, year: true } },
      ]}
    />,
  )
  expect(table).toContain('<th scope="row">支部会议</th><td class="num">+2</td>')
  expect(table).toContain('<tr class="facts"><td colSpan="2">第 1 条</td></tr>')
  expect(table).toContain('<tr class="closes"><th scope="row">本月合计</th>')
  expect(table).toContain('<tr class="closes-year">')
})

test('a roll has one tab stop, says who is absent and why, and never strikes a name', () => {
  const people = [
    { id: 'a', name: '何建平', initial: 'H' },
    { id: 'b', name: '李明', initial: 'L' },
  ]
  const reasons = [{ id: 'away', label: '外出务工', short: '外出' }]
  const roll = html(
    <Roll people={people} reasons={reasons} unsaid="away" absent={{ a: 'away' }} onChange={() => {}} />,
  )
  expect(roll.match(/tabindex="0"/g)).toHaveLength(1)
  expect(roll).toContain('aria-pressed="true" aria-label="何建平，没到，外出务工"')
  expect(roll).toContain('>李　明<')
  expect(roll).toContain('到 1 人，没到 1 人')
  expect(roll).not.toMatch(/<(del|s)\b/)
})

test('bars keep the order they are given in, and the table is what is read', () => {
  const rows = [
    { id: 1, label: '东溪', value: 2, before: 4, printed: '2' },
    { id: 2, label: '石桥', value: 4, printed: '4' },
  ]
  const bars = <Bars caption="各支部" head={{ label: '支部', value: '得分' }} rows={rows} width={102} />
  expect(words(bars)).toContain('|东溪|2|石桥|4|')
  expect(html(bars)).toContain('<rect x="0" y="5" height="8" width="100" class="b1">')
  expect(html(bars)).not.toContain('style=')
})

test('what was read before stays under the trouble of a later reading', () => {
  const error = new CallError('network.lost', '没有信号。', 0)
  const both = words(<Answer of={{ data: '七件', error }}>{(data) => <p>{data}</p>}</Answer>)
  expect(both).toContain('没有信号。')
  expect(both).toContain('七件')
  expect(words(<Answer of={{ data: undefined }}>{() => null}</Answer>)).toContain('正在读')
})
