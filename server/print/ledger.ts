import type { SheetToWrite } from '../core/spreadsheet/write-workbook.ts'
import type { LedgerOfYear } from '../features/votes/ledger.ts'
import { minutesCss, printCss } from '../public/assets.ts'
import { html } from '../public/html.ts'
import { linkStyles, renderPaper } from '../public/paper.ts'
import { sayFullDay } from '../public/words.ts'

type Meeting = LedgerOfYear['parts'][number]['meetings'][number]
type Line = [name: string, value: string]

export const titleOfLedger = ({ orgName, year }: LedgerOfYear) => `${orgName}${year}年组织生活台账`

/** One meeting as the paper ledger has it; what was not recorded has no line. */
export function linesOf(meeting: Meeting): Line[] {
  const { day, title, group, serial, place, chair, recorder, expected, present, absent } = meeting
  const lines: Line[] = [
    ['时间', `${sayFullDay(day)}${serial === null ? '' : `　第 ${serial} 号`}`],
    ['名称', title],
    ['党小组', group ?? ''],
    ['地点', place ?? ''],
    // Where nobody said who led, there is room to write it.
    ['主持', chair ?? ''],
    ['记录人', recorder ?? ''],
    ['到会', `应到 ${expected} 人，实到 ${present} 人，缺席：${absent}`],
    ['表决权', meeting.quorum ?? ''],
    ['议题', meeting.topics.join('；')],
    ['表决', meeting.votes.join('\n')],
    ['记录', meeting.minutes],
  ]
  const always = ['时间', '名称', '主持', '到会']
  return lines.filter(([name, value]) => always.includes(name) || value !== '')
}

export const emptyLedger = '这一年还没有记好的组织生活。'

/** 三会一课 and all other organisational life of a year, to be handed to who inspects it. */
export function renderLedger(ledger: LedgerOfYear): string {
  const title = titleOfLedger(ledger)
  return renderPaper(
    title,
    linkStyles(printCss, minutesCss),
    html`<section class="sheet minutes" aria-label="组织生活台账">
<h1 class="title">${title}</h1>
${ledger.parts.length === 0 && html`<p class="none">${emptyLedger}</p>`}
${ledger.parts.map(
  ({ kindLabel, meetings }) => html`<h2>${kindLabel}（${meetings.length} 次）</h2>
${meetings.map(
  (meeting) => html`<table class="meeting">${linesOf(meeting).map(
    ([
      name,
      value,
    ]) => html`<tr><th scope="row">${name}</th><td>${value.split('\n').map((line, at) => (at === 0 ? line : html`<br>${line}`))}</td></tr>
`,
  )}</table>
`,
)}`,
)}
</section>`,
  )
}

/** A sheet a kind would scatter the year: one sheet, the kind in its first column. */
export function ledgerSheet(ledger: LedgerOfYear): SheetToWrite {
  const text = (header: string, width: number) => ({ header, width })
  const number = (header: string) => ({ header, kind: 'number' as const })
  return {
    name: `${ledger.year}年组织生活`,
    columns: [
      text('类别', 14),
      text('日期', 12),
      number('号'),
      text('名称', 24),
      text('党小组', 14),
      text('地点', 18),
      text('主持', 10),
      text('记录人', 10),
      number('应到'),
      number('实到'),
      text('缺席', 18),
      text('表决权', 40),
      text('议题', 30),
      text('表决', 50),
      text('会议记录', 60),
    ],
    rows: ledger.parts.flatMap(({ kindLabel, meetings }) =>
      meetings.map((one) => [
        kindLabel,
        one.day,
        one.serial,
        one.title,
        one.group,
        one.place,
        one.chair,
        one.recorder,
        one.expected,
        one.present,
        one.absent,
        one.quorum,
        one.topics.join('；'),
        one.votes.join('；'),
        one.minutes,
      ]),
    ),
  }
}
