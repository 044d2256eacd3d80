import { minutesCss, printCss } from '../public/assets.ts'
import { type Html, html } from '../public/html.ts'
import { linkStyles, renderPaper } from '../public/paper.ts'
import { sayDay, sayFullDay } from '../public/words.ts'

type BoardPost = {
  title: string
  orgName: string
  duty: string
  vacant: number
  claims: readonly { name: string | null; validFrom: string | null }[]
}
export type PostBoard = { placeName: string; today: string; posts: readonly BoardPost[] }

/** The posts of a place with who holds each; an empty seat is said, so that somebody may take it. */
export function renderPostBoard({ placeName, today, posts }: PostBoard): string {
  const names = ({ claims }: BoardPost) => claims.flatMap((claim) => claim.name ?? []).join('、')
  const rows = posts.map(
    (post) =>
      html`<tr><th scope="row">${post.title}</th><td>${post.orgName}</td><td>${post.duty}</td><td>${names(post)}${post.vacant > 0 && `（缺 ${post.vacant} 人）`}</td></tr>`,
  )
  return sheet(
    `${placeName}岗位公示`,
    html`<p>${sayFullDay(today)}</p>
<table class="meeting"><thead><tr><th scope="col">岗位</th><th scope="col">在哪里</th><th scope="col">做什么</th><th scope="col">谁在岗</th></tr></thead>
<tbody>${rows}</tbody></table>${posts.length === 0 && html`<p class="none">还没有设岗位。</p>`}`,
  )
}

export type PrintedRoster = {
  teamName: string
  roster: { title: string; startsAt: string | null; endsAt: string | null }
  turns: readonly { day: string; name: string | null }[]
}

const weekdays = ['日', '一', '二', '三', '四', '五', '六']

/** One line a day, with room to sign. */
export function renderRoster({ teamName, roster, turns }: PrintedRoster): string {
  const days = [...new Set(turns.map((turn) => turn.day))]
  const hours = [roster.startsAt, roster.endsAt].filter(Boolean).join('—')
  const names = (day: string) =>
    turns
      .filter((turn) => turn.day === day)
      .flatMap((turn) => turn.name ?? [])
      .join('、')
  const weekday = (day: string) => weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''
  const rows = days.map(
    (day) =>
      html`<tr><th scope="row">${sayDay(day)}　周${weekday(day)}</th><td>${names(day)}</td><td></td></tr>`,
  )
  return sheet(
    `${teamName}${roster.title}排班表`,
    html`${hours !== '' && html`<p>${hours}</p>`}
<table class="meeting"><thead><tr><th scope="col">哪天</th><th scope="col">谁值班</th><th scope="col">签名</th></tr></thead>
<tbody>${rows}</tbody></table>`,
  )
}

function sheet(title: string, body: Html): string {
  return renderPaper(
    title,
    linkStyles(printCss, minutesCss),
    html`<section class="sheet minutes" aria-label="${title}">
<h1 class="title">${title}</h1>
${body}
</section>`,
  )
}
