import type { VisitNoticeSnapshot } from '../../contract/visit-notices.ts'
import { type Html, html } from './html.ts'
import { shell, type View } from './shell.ts'
import { sayDay, sayFullDay } from './words.ts'

type PublicVisitNotice = {
  address: string
  snapshot: VisitNoticeSnapshot
  publishedOn: string
  expiresOn: string
}

/** How a place was visited in a month, as anyone reads it: counts, and nothing of any house or any visitor. */
export function renderVisitNotice(notice: PublicVisitNotice, view: View): string {
  const { snapshot, address, publishedOn, expiresOn } = notice
  const [year = '', month = ''] = snapshot.month.split('-')
  const title = `${Number(year)} 年 ${Number(month)} 月走访情况`
  return shell({
    title: `${title} · ${snapshot.placeName}公开栏`,
    place: `${snapshot.placeName}公开栏`,
    view,
    path: `/public/visits/${address}`,
    body: html`<h1>${title}</h1>
<p class="period">${snapshot.orgName}</p>
<dl class="facts-line">
<div><dt>公开</dt><dd>${sayDay(publishedOn)}至${sayDay(expiresOn)}，到期自动撤下</dd></div>
<div><dt>数字</dt><dd>按${sayDay(snapshot.asOf)}的走访记录算出来的，只有数，没有哪一家、哪个人</dd></div>
</dl>
${renderTotals(snapshot)}
${renderRows(snapshot)}
<h2>有不同意见</h2>
<p class="how">觉得和看到的不一样，请到${snapshot.orgName}当面说，不用带东西，有人帮您写。</p>
<footer class="end"><p>${snapshot.orgName}　${sayFullDay(publishedOn)}</p></footer>`,
  })
}

function renderTotals({ totals, purposes }: VisitNoticeSnapshot): Html {
  const { households, visited, met, visits, visitors, demands, settled } = totals
  const told = purposes.filter((one) => one.visits > 0).map(({ label, visits: of }) => `${label} ${of} 次`)
  return html`<h2 id="board">走了 ${visited} 户</h2>
<dl class="facts-line">
<div><dt>走访</dt><dd>登记的 ${households} 户里走到 ${visited} 户，见到人的 ${met} 户；${visitors} 个人走了 ${visits} 次</dd></div>
${told.length > 0 && html`<div><dt>为什么去</dt><dd>${told.join('，')}</dd></div>`}
<div><dt>听到的诉求</dt><dd>${demands === 0 ? '没有' : `${demands} 件，办结 ${settled} 件，还在办 ${demands - settled} 件`}</dd></div>
</dl>`
}

function renderRows({ rows }: VisitNoticeSnapshot): Html | false {
  if (rows.length < 2) return false
  return html`<h2>各处走了多少</h2>
<table class="bd" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">哪里</th><th role="columnheader" scope="col">登记户数</th><th role="columnheader" scope="col">走到户数</th><th role="columnheader" scope="col">见到人的</th><th role="columnheader" scope="col">次数</th></tr></thead>
<tbody role="rowgroup">
${rows.map(
  ({ name, households, visited, met, visits }) =>
    html`<tr role="row"><th role="rowheader" scope="row">${name}</th><td role="cell" data-l="登记户数">${households}</td><td role="cell" data-l="走到户数">${visited}</td><td role="cell" data-l="见到人的">${met}</td><td role="cell" data-l="次数">${visits}</td></tr>
`,
)}</tbody>
</table>`
}
