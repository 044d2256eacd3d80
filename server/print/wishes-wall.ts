import { encode } from 'uqr'
import type { Wall } from '../features/cases/page-queries.ts'
import { minutesCss, printCss, wishesWallCss } from '../public/assets.ts'
import { type Html, html } from '../public/html.ts'
import { linkStyles, renderPaper } from '../public/paper.ts'
import { sayDay, sayFullDay } from '../public/words.ts'

export type WishesWall = {
  placeName: string
  today: string
  wall: Wall
  /** The page at which anybody may raise something; null while the place has none. */
  door: string | null
}

/** What hangs at the door (微心愿墙): words that were published, by number, with a line to take one by hand. */
export function renderWishesWall({ placeName, today, wall, door }: WishesWall): string {
  const title = `${placeName}微心愿墙`
  return renderPaper(
    title,
    linkStyles(printCss, minutesCss, wishesWallCss),
    html`<section class="sheet minutes wishes" aria-label="微心愿墙">
<div class="head"><div><h1 class="title">${title}</h1>
<p>${sayFullDay(today)}</p>
<p class="how">想帮哪一个，在后面写上名字，或者和支部说。不写是谁的心愿，帮的时候支部带您去。</p></div>
${door && renderDoor(door)}</div>
${wall.length === 0 ? html`<p>现在没有等人认领的心愿。</p>` : renderTable(wall)}
${door && html`<p class="how address">有事要提、有心愿要说：${door}</p>`}
</section>`,
  )
}

function renderTable(wall: Wall): Html {
  return html`<table>${wall.map(
    ({ no, text, claimed, since }) => html`<tr><th scope="row">${no} 号</th><td>${text}</td><td>${
      claimed ? '有人认领了' : html`我来：＿＿＿＿＿＿`
    }<br>${sayDay(since)}公布</td></tr>
`,
  )}</table>`
}

function renderDoor(door: string): Html {
  const { data, size } = encode(door, { ecc: 'M', border: 0 })
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x + 4} ${y + 4}h1v1h-1z`] : [])))
  const side = size + 8
  return html`<div class="qr"><svg viewBox="0 0 ${side} ${side}" role="img" aria-label="提事的页面"><path d="${dark.join('')}"/></svg>
<p>用手机扫，不用账号</p></div>`
}
