import type { SelectionSnapshot } from '../../contract/selections.ts'
import { type Html, html } from './html.ts'
import { shell, type View, viewQuery } from './shell.ts'
import { sayDay, sayFullDay } from './words.ts'

export type PublicSelection = {
  address: string
  snapshot: SelectionSnapshot
  /** Rows somebody objects to and has no answer yet; null: the list as a whole. */
  open: readonly (number | null)[]
  reviewerName: string
  publishedOn: string
  closesOn: string
  expiresOn: string
}

export function selectionPath(address: string): string {
  return `/public/selections/${address}`
}

/** Who was chosen, as anyone reads it: names in stroke order, no points, no counts of votes. */
export function renderSelection(list: PublicSelection, view: View, today: string): string {
  const { snapshot, address } = list
  return shell({
    title: `${snapshot.year} 年${snapshot.title}名单 · ${snapshot.placeName}公开栏`,
    place: `${snapshot.placeName}公开栏`,
    view,
    path: selectionPath(address),
    body: html`<h1>${snapshot.year} 年${snapshot.title}名单</h1>
<p class="period">${snapshot.orgName}</p>
${renderTerms(list, today)}
${renderNames(list)}
${renderWays(list, view, today)}
<footer class="end"><p>${snapshot.orgName}　${sayFullDay(list.publishedOn)}</p>
<p>纸质的名单和这里内容一样。</p></footer>`,
  })
}

function renderTerms(list: PublicSelection, today: string): Html {
  const { snapshot, reviewerName, publishedOn, closesOn, expiresOn } = list
  const left =
    today < closesOn ? '' : today === closesOn ? html`，<b>今天是最后一天</b>` : html`，<b>公示期已满</b>`
  return html`<dl class="facts-line">
<div><dt>公示期</dt><dd>${sayDay(publishedOn)}至${sayDay(closesOn)}，5 个工作日${left}</dd></div>
<div><dt>怎么产生</dt><dd>${snapshot.how}</dd></div>
<div><dt>经办、复核</dt><dd>${snapshot.preparedBy}经办，${reviewerName}复核</dd></div>
<div><dt>撤下</dt><dd>${sayDay(expiresOn)} 以后自动撤下</dd></div>
</dl>`
}

function renderNames({ snapshot, open }: PublicSelection): Html {
  const { rows } = snapshot
  return html`<h2 id="board">${rows.length} 名同志</h2>
<p class="how">按姓氏笔画排列，不分先后。积分只决定谁能参评，不在这里公布。</p>
${open.includes(null) && html`<p class="receipt receipt-late">有人对这张名单提了意见，正在核对。</p>`}
<table class="bd" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">姓名</th><th role="columnheader" scope="col">支部</th></tr></thead>
<tbody role="rowgroup">
${rows.map(
  ({ name, branchName }, at) =>
    html`<tr role="row"><th role="rowheader" scope="row">${name}</th><td role="cell" data-l="支部">${branchName}${open.includes(at) && html`<span class="mk">有意见，核对中</span>`}</td></tr>
`,
)}</tbody>
</table>`
}

function renderWays({ snapshot, address, closesOn }: PublicSelection, view: View, today: string): Html {
  const { place, hours, telephone } = snapshot.contact
  const inPerson = html`<li><p><b>当面说</b>${place || `到${snapshot.orgName}`}${hours && `，${hours}`}。不用带东西，有人帮您写</p></li>`
  const call = html`<li><p><b>打电话</b>${telephone}</p><a class="btn" href="tel:${telephone}">打电话</a></li>`
  if (today > closesOn)
    return html`<h2>有不同意见</h2>
<p class="how">公示期已满。还有话说，可以当面说。</p>
<ul class="ways">${inPerson}${telephone && call}</ul>`
  return html`<h2>有不同意见</h2>
<p class="how">${today < closesOn ? `${sayDay(closesOn)}以前` : '今天之内'}，用哪种办法都行：</p>
<ul class="ways">${inPerson}${telephone && call}
<li><p><b>在这里写</b>写清是谁、为什么，不用登录</p><a class="btn btn-go" href="${selectionPath(address)}/objections/new${viewQuery(view)}">写意见</a></li></ul>
<p class="promise">3 个工作日内答复。提意见的人，只有经办的人知道。</p>`
}
