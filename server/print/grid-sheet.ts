import { type GridRow, gridFigureLabels, gridFigures } from '../../contract/grids.ts'
import { gridSheetCss, printCss } from '../public/assets.ts'
import { type Html, html } from '../public/html.ts'
import { linkStyles, renderPaper } from '../public/paper.ts'
import { sayFullDay } from '../public/words.ts'

export type GridSheet = { placeName: string; today: string; grids: readonly GridRow[] }

/** Grids that fit on one sheet of A3; a village has five to ten. */
export const gridsOnASheet = 12

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']
const patterns = 6

/** 第一网格 is 一 on the wall; a grid with a name of its own keeps it. */
export function shortNumber(name: string, at: number): string {
  return name.match(/^第(.{1,3})网格$/)?.[1] ?? numerals[at] ?? String(at + 1)
}

/** The sum of a figure, or null where one grid has not been counted: half a sum is no figure. */
export function sumOf(grids: readonly GridRow[], figure: (typeof gridFigures)[number]): number | null {
  const known = grids.flatMap((grid) => grid.figures[figure] ?? [])
  return known.length === grids.length ? known.reduce((sum, one) => sum + one, 0) : null
}

/** What hangs on the wall of the village (网格图上墙): the sketch, the six figures and whom to ask. */
export function renderGridSheet(sheet: GridSheet): string {
  const title = `${sheet.placeName}网格图`
  return renderPaper(
    title,
    linkStyles(printCss, gridSheetCss),
    html`<section class="sheet a3" aria-label="网格上墙图">
<div class="wall">
${renderHead(sheet, title)}
${renderSketch(sheet.grids)}
<div>
${renderFigures(sheet.grids)}
${renderStaff(sheet.grids)}
</div>
<p class="say">有事找网格员<span>示意图，不作边界依据。${sayCounted(sheet.grids)}</span></p>
</div>
</section>`,
  )
}

function renderHead({ today, grids }: GridSheet, title: string): Html {
  const places = grids.reduce((sum, grid) => sum + grid.places.length, 0)
  return html`<div class="head"><h1 class="title">${title}</h1>
<p>${grids.length} 个网格${places > 0 && `，${places} 个自然村`}</p><p>${sayFullDay(today).replace(/ \d+ 日$/, '')}</p></div>`
}

function sayCounted(grids: readonly GridRow[]): string {
  const days = grids.flatMap((grid) => grid.countedOn ?? [])
  const oldest = days.toSorted()[0]
  return oldest ? `数字最早的是 ${sayFullDay(oldest)}更新的` : '户数人口还没有登记'
}

type Point = readonly [number, number]

function middleOf(corners: readonly Point[]): Point {
  const mean = (axis: 0 | 1) =>
    Math.round(corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length)
  return [mean(0), mean(1)]
}

function renderSketch(grids: readonly GridRow[]): Html {
  if (!grids.some((grid) => grid.corners)) return html`<p class="bare">网格的轮廓还没有画</p>`
  return html`<svg viewBox="0 0 1000 1000" role="img" aria-label="网格的位置示意，右边有同样内容的表">
<defs>${Array.from({ length: patterns }, (_, at) => renderPattern(at))}</defs>
<rect width="1000" height="1000" fill="#fff"/>
${grids.map((grid, at) => grid.corners && renderOutline(grid.corners, at))}
<g font-family="Microsoft YaHei, SimHei, Noto Sans CJK SC, sans-serif" text-anchor="middle">
${grids.map(renderDots)}
${grids.map((grid, at) => grid.corners && renderNumber(middleOf(grid.corners), shortNumber(grid.name, at)))}
</g>
</svg>`
}

/** Told apart without colour: a wall sheet is printed in black. */
function renderPattern(at: number): Html {
  const lines = ['M0 8 8 0', 'M0 0 8 8', 'M0 4H8', 'M4 0V8', 'M0 4H8M4 0V8', 'M4 4h.1']
  return html`<pattern id="p${at}" width="9" height="9" patternUnits="userSpaceOnUse"><path d="${lines[at] ?? ''}" stroke="#bbb" stroke-linecap="round"/></pattern>`
}

function renderOutline(corners: readonly Point[], at: number): Html {
  const points = corners.map((corner) => corner.join(',')).join(' ')
  return html`<polygon points="${points}" fill="url(#p${at % patterns})" stroke="#000" stroke-width="3" stroke-linejoin="round"/>`
}

function renderDots(grid: GridRow): Html[] {
  return grid.dots.map(({ placeId, at: [x, y] }) => {
    const name = grid.places.find((place) => place.placeId === placeId)?.name ?? ''
    return html`<circle cx="${x}" cy="${y}" r="5"/><text x="${x}" y="${y - 12}" font-size="24" stroke="#fff" stroke-width="5" paint-order="stroke">${name}</text>`
  })
}

function renderNumber([x, y]: Point, number: string): Html {
  return html`<circle cx="${x}" cy="${y}" r="29" fill="#fff" stroke="#000" stroke-width="3"/><text x="${x}" y="${y + 12}" font-size="34" font-weight="700">${number}</text>`
}

function renderFigures(grids: readonly GridRow[]): Html {
  const say = (figure: number | null | undefined) =>
    typeof figure === 'number' ? figure.toLocaleString('en-US') : '—'
  return html`<table>
<thead><tr><th scope="col">网格</th>${gridFigures.map((one) => html`<th scope="col">${gridFigureLabels[one]}</th>`)}</tr></thead>
<tbody>${grids.map(
    (grid, at) =>
      html`<tr><th scope="row">${shortNumber(grid.name, at)}</th>${gridFigures.map((one) => html`<td>${say(grid.figures[one])}</td>`)}</tr>`,
  )}
<tr class="closes"><th scope="row">合计</th>${gridFigures.map((one) => html`<td>${say(sumOf(grids, one))}</td>`)}</tr></tbody>
</table>`
}

function renderStaff(grids: readonly GridRow[]): Html {
  const names = (grid: GridRow, duty: 'head' | 'staff') =>
    grid.staff
      .filter((one) => one.duty === duty)
      .map((one) => one.name)
      .join('、') || '—'
  return html`<ul class="who">${grids.map(
    (grid, at) =>
      html`<li><b>${shortNumber(grid.name, at)}</b><span><small>网格长</small>${names(grid, 'head')}</span><span><small>网格员</small>${names(grid, 'staff')}</span></li>`,
  )}</ul>`
}
