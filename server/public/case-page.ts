import { caseSorts } from '../../contract/case-words.ts'
import type { ShownCase, Wall } from '../features/cases/page-queries.ts'
import { type Html, html } from './html.ts'
import { shell, type View, viewQuery } from './shell.ts'
import { sayDay } from './words.ts'

const head = { place: '群众的事' }

/** The same whether an address never was or was closed. */
export function renderNoCase(): string {
  return shell({
    ...head,
    view: {},
    path: null,
    title: '这个地址不能用了',
    body: html`<h1>这个地址不能用了</h1>
<p class="how">请打电话，或者到支部当面说，一样会记下来。</p>`,
  })
}

export type Door = { orgName: string; address: string; wall: Wall }

/** What a resident sees at the door of a place: the form, and the wall of wishes below. No account, no script. */
export function renderDoor({ orgName, address, wall }: Door, request: string, view: View): string {
  const path = `/public/cases/${address}`
  return shell({
    ...head,
    view,
    path,
    title: `${orgName} · 有事请说`,
    body: html`<h1>${orgName}：有事请说</h1>
<form class="form" method="post" action="${path}${viewQuery(view)}">
<input type="hidden" name="request" value="${request}">
<p><label for="body">什么事</label>
<textarea id="body" name="body" required maxlength="1000" rows="6"></textarea></p>
<p><label for="sort">哪一类</label>
<select id="sort" name="sort">${optionsOf('请人办、问、提意见', caseSorts.request)}${optionsOf('亮一张卡，请党员来领', caseSorts.card)}${optionsOf('微心愿', caseSorts.wish)}</select></p>
<p><label for="contact">怎么找您（可以不写）</label>
<input id="contact" name="contact" maxlength="100" autocomplete="off"><small>只有这里经办的人看得到，半年以后删掉。不写也会办，用下一页的地址看结果。</small></p>
<p class="send"><button class="btn btn-go" type="submit">送出</button></p>
</form>
${renderWall(wall)}`,
  })
}

function optionsOf(label: string, sorts: Readonly<Record<string, string>>): Html {
  const options = Object.entries(sorts).map(([code, name]) => html`<option value="${code}">${name}</option>`)
  return html`<optgroup label="${label}">${options}</optgroup>`
}

/** By number, those that wait first. Not a word about whose wish it is. */
function renderWall(wall: Wall): Html | null {
  if (wall.length === 0) return null
  return html`<h2>微心愿墙</h2>
<ul class="wall">${wall.map(
    ({ no, text, claimed, since }) =>
      html`<li><b>${no} 号</b> ${text} <small>${sayDay(since)}公布，${claimed ? '有人认领了' : '等人认领'}</small></li>`,
  )}</ul>
<p class="how">想认领的党员请登录后在“群众的事”里领，不用手机的请和支部说。</p>`
}

export function renderSent(page: string, view: View): string {
  return shell({
    ...head,
    view,
    path: null,
    title: '收到了',
    body: html`<h1>收到了</h1>
<p class="receipt" role="status">您说的事记下了，会有人办。</p>
<p class="how">请留着这个地址：<a href="${page}${viewQuery(view)}">我提的事</a>。办到哪一步、办好没有，都在那里看、在那里说。别人没有它，看不到。</p>`,
  })
}

export type CaseOnPage = { shown: ShownCase | null; asks: boolean; isUnderWay: boolean }

/** How far it is, and the question whether it is done: both answers weigh the same. */
export function renderCase(
  address: string,
  { shown, asks, isUnderWay }: CaseOnPage,
  request: string,
  view: View,
): string {
  const path = `/public/case/${address}`
  if (!shown) {
    return shell({
      ...head,
      view,
      path,
      title: '正在登记',
      body: html`<h1>正在登记</h1><p class="receipt" role="status">您说的事收到了，正在编号。过一会儿再打开这个地址。</p>`,
    })
  }
  return shell({
    ...head,
    view,
    path,
    title: `${shown.kindLabel} ${shown.no} 号`,
    body: html`<h1>${shown.kindLabel} ${shown.no} 号</h1>
<p class="period">${shown.orgName}　${shown.stateLabel}</p>
<blockquote>${shown.body}</blockquote>
${shown.result && html`<h2>办的结果</h2><blockquote>${shown.result}</blockquote>`}
${isUnderWay && html`<p class="receipt" role="status">您的话收到了，正在记下。过一会儿<a href="${path}${viewQuery(view)}">再看一遍</a>。</p>`}
${asks && !isUnderWay && renderQuestion(path, request, view)}
<h2>办到哪一步</h2>
<ol class="course">${shown.course.map(({ label, day }) => html`<li>${sayDay(day)}　${label}</li>`)}</ol>`,
  })
}

function renderQuestion(path: string, request: string, view: View): Html {
  return html`<form class="form" method="post" action="${path}${viewQuery(view)}">
<input type="hidden" name="request" value="${request}">
<p>这件事办好了吗？您说办好了才算办结；5 个工作日没有回音，也算办结。</p>
<p class="send"><button class="btn" type="submit" name="act" value="confirm">办好了</button><button class="btn" type="submit" name="act" value="reopen">没有办好</button></p>
</form>`
}
