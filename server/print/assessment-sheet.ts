import type { AssessmentScale } from '../../contract/assessment-terms.ts'
import { assessmentSheetCss, assessmentSheetStyles, printCss } from '../public/assets.ts'
import { type Html, html } from '../public/html.ts'
import { linkStyles, renderPaper } from '../public/paper.ts'
import { padName, sayFullDay } from '../public/words.ts'

export type AssessmentSheet = {
  orgName: string
  title: string
  from: string
  to: string
  assessorsLabel: string
  questions: readonly string[]
  scale: AssessmentScale
  /** Whom it is about, in the order of the register. Nobody else's name stands on a sheet. */
  names: readonly string[]
}

/** Rows of 9 mm on A4 under the heading, with room for what is said below. */
const rowsOfAPage = 21

type Column = { head: string; narrow: boolean }

/** Of one question a box for each grade; of several a place to write the grade; of a range one for the mark. */
function ballotColumns({ questions, scale }: AssessmentSheet): Column[] {
  if (scale.kind === 'grades' && questions.length === 1)
    return scale.grades.map((grade) => ({ head: grade.label, narrow: true }))
  return questions.map((question) => ({ head: question, narrow: false }))
}

/** What the tellers write of each member: of each question every grade, or how many marks and their sum. */
function countColumns({ questions, scale }: AssessmentSheet): Column[] {
  const figures = scale.kind === 'grades' ? scale.grades.map((grade) => grade.label) : ['几票', '共几分']
  return questions.flatMap((question) =>
    figures.map((figure) => ({
      head: questions.length > 1 ? `${question} ${figure}` : figure,
      narrow: true,
    })),
  )
}

function sayHow({ questions, scale }: AssessmentSheet): string {
  if (scale.kind === 'range') return `每人写一个 ${scale.least} 到 ${scale.most} 的整数。`
  const grades = scale.grades.map((grade) => grade.label).join('、')
  return questions.length === 1 ? '每人在一格里打“√”。' : `每格写一档：${grades}。`
}

const marker = '/* styles */'

/**
 * The sheet on which a member is assessed without a name of who does it, and the one on which two people count (评议票,
 * 计票单).
 */
export function renderAssessmentSheet(sheet: AssessmentSheet): string {
  const styles = linkStyles(printCss, assessmentSheetCss)
  return render(sheet, styles)
}

/** For a printer that fetches nothing: its styles stand in it. */
export function renderAssessmentSheetToPrint(sheet: AssessmentSheet): string {
  return render(sheet, html`<style>/* styles */</style>`).replace(marker, () => assessmentSheetStyles)
}

function render(sheet: AssessmentSheet, styles: Html): string {
  const pages = pagesOf(sheet)
  return renderPaper(
    `${sheet.orgName}${sheet.title}评议票`,
    styles,
    html`${pages.map((names, at) => renderBallot(sheet, names, { at, count: pages.length }))}
${pages.map((names, at) => renderCount(sheet, names, { at, count: pages.length }))}`,
  )
}

function pagesOf({ names }: AssessmentSheet): string[][] {
  const count = Math.max(1, Math.ceil(names.length / rowsOfAPage))
  return Array.from({ length: count }, (_, at) => names.slice(at * rowsOfAPage, (at + 1) * rowsOfAPage))
}

type Where = { at: number; count: number }

function renderHead(sheet: AssessmentSheet, name: string): Html {
  return html`<h1 class="title">${sheet.title}${name}</h1>
<p class="facts"><span>${sheet.orgName}　${sheet.assessorsLabel}</span><span>评 ${sayFullDay(sheet.from)}到 ${sayFullDay(sheet.to)}的平时表现</span></p>`
}

function renderTable(names: readonly string[], columns: readonly Column[]): Html {
  return html`<table>
<thead><tr><th scope="col" class="name">姓名</th>${columns.map(({ head, narrow }) => html`<th scope="col" class="${narrow ? 'box' : ''}">${head}</th>`)}</tr></thead>
<tbody>${names.map(
    (
      name,
    ) => html`<tr><th scope="row" class="name">${padName(name)}</th>${columns.map(() => html`<td></td>`)}</tr>
`,
  )}</tbody>
</table>`
}

function pageNumber({ at, count }: Where): Html | string {
  return count > 1 ? html`<p class="pno">— ${at + 1} —</p>` : ''
}

function renderBallot(sheet: AssessmentSheet, names: readonly string[], where: Where): Html {
  return html`<section class="sheet assess-sheet" aria-label="评议票 第 ${where.at + 1} 页">
${renderHead(sheet, '评议票')}
${renderTable(names, ballotColumns(sheet))}
<p class="tell">不写自己的名字，自己那一行不填。${sayHow(sheet)}不想评的空着。同一行打了两个，或者看不清的，那一行不算。</p>
${pageNumber(where)}
</section>
`
}

function renderCount(sheet: AssessmentSheet, names: readonly string[], where: Where): Html {
  return html`<section class="sheet assess-sheet" aria-label="计票单 第 ${where.at + 1} 页">
${renderHead(sheet, '计票单')}
${renderTable(names, countColumns(sheet))}
${
  where.at === where.count - 1
    ? html`<p class="tell">发出　　　张　　收回　　　张　　废票　　　张</p>
<div class="hand"><span>计票人：</span><span>计票人：</span><span>日期：</span></div>`
    : ''
}
${pageNumber(where)}
</section>
`
}
