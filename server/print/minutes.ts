import type { Photo } from '../features/activities/photos/commands.ts'
import type { Minutes } from '../features/votes/ledger.ts'
import { minutesCss, minutesStyles, printCss } from '../public/assets.ts'
import { type Html, html } from '../public/html.ts'
import { linkStyles, renderPaper } from '../public/paper.ts'
import { padName, sayFullDay } from '../public/words.ts'

/** Names and values of the head of minutes, a line each; the Word file has the same. */
export function headOf(minutes: Minutes): [name: string, value: string][] {
  const { day, startsAt, endsAt, place, chair, recorder, expected, present, absent, quorum } = minutes
  const time = [startsAt, endsAt].filter(Boolean).join('–')
  return [
    ['会议名称', minutes.title],
    ['时间', `${sayFullDay(day)}${time && `　${time}`}`],
    ['地点', place ?? ''],
    ['主持人', chair ?? ''],
    ['记录人', recorder ?? ''],
    ['到会', `应到 ${expected} 人，实到 ${present} 人，缺席：${absent}`],
    ...(quorum ? ([['表决权', quorum]] as [string, string][]) : []),
  ]
}

/** Paragraphs under their headings, in the order in which an office writes them. */
export function partsOf(minutes: Minutes): { title: string; lines: string[] }[] {
  const numbered = (lines: readonly string[]) => lines.map((line, at) => `${at + 1}．${line}`)
  const parts = [
    { title: '出席', lines: minutes.there.length > 0 ? [minutes.there.map(padName).join('、')] : [] },
    { title: '缺席', lines: minutes.away.length > 0 ? [minutes.away.map(padName).join('、')] : [] },
    { title: '议程', lines: numbered(minutes.topics) },
    { title: '会议内容', lines: minutes.minutes.split(/\n+/).filter(Boolean) },
    { title: '表决和选举', lines: numbered(minutes.votes) },
  ]
  return parts.filter(({ lines }) => lines.length > 0)
}

const dataUrl = ({ bytes }: Photo) => `data:image/jpeg;base64,${bytes.toString('base64')}`

function renderPhotos(photos: readonly Photo[]): Html {
  return html`<div class="photos">${photos.map(
    (photo, at) =>
      html`<img src="${dataUrl(photo)}" width="${photo.width}" height="${photo.height}" alt="会议照片 ${at + 1}">`,
  )}</div>`
}

function renderBody(minutes: Minutes, photos: readonly Photo[]): Html {
  return html`<section class="sheet minutes" aria-label="会议记录">
<h1 class="title">${minutes.heading}</h1>
<p class="no">${minutes.number}</p>
<table>${headOf(minutes).map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>
`,
  )}</table>
${partsOf(minutes).map(
  ({ title, lines }) => html`<h2>${title}</h2>
${lines.map(
  (line) => html`<p class="in">${line}</p>
`,
)}`,
)}
${photos.length > 0 && renderPhotos(photos)}
${photos.length === 0 && minutes.photo && html`<p class="photo"><span>照片可以贴在这里，不贴也行</span></p>`}
<p class="by">${minutes.signatures.map((one) => html`<span>${one}：</span>`)}</p>
${minutes.foot && html`<p class="foot">${minutes.foot}</p>`}
</section>`
}

/** Minutes on A4, to be signed by hand. */
export function renderMinutes(minutes: Minutes, photos: readonly Photo[]): string {
  return renderPaper(minutes.heading, linkStyles(printCss, minutesCss), renderBody(minutes, photos))
}

/** The same in a page that fetches nothing. */
export function renderMinutesToPrint(minutes: Minutes, photos: readonly Photo[]): string {
  return renderPaper(minutes.heading, html`<style>${minutesStyles}</style>`, renderBody(minutes, photos))
}
