import type { Asked } from '../features/access/provider-sign-in.ts'
import { type Html, html } from './html.ts'
import { shell } from './shell.ts'

const head = { place: '支部通', view: {}, path: null }

const ways = html`<p class="how"><a href="/m/sign-in">手机登录页</a>　<a href="/sign-in">电脑登录页</a></p>`

/** What is still owed after the service has said who it is. Works without a script. */
export function renderProof(
  asked: Asked,
  problem: { field: 'password' | 'code'; words: string } | null,
): string {
  return shell({
    ...head,
    title: '还差一步',
    body: html`<h1>还差一步</h1>
${asked.password && html`<p class="how">第一次这样登录，请填支部通的密码，证明账号是您的。以后不用再填。</p>`}
${asked.code && html`<p class="how">这个账号还要动态口令：手机口令应用里现在显示的六位数字。</p>`}
<form class="form" method="post" action="/api/oidc/proof">
${asked.password && field('password', html`<input id="password" name="password" type="password" required maxlength="256" autocomplete="current-password">`, problem)}
${asked.code && field('code', html`<input id="code" name="code" required maxlength="9" inputmode="numeric" autocomplete="one-time-code">`, problem)}
<p class="send"><button class="btn btn-go" type="submit">登录</button></p>
</form>
${ways}`,
  })
}

const labels = { password: '支部通的密码', code: '动态口令' }

function field(
  name: 'password' | 'code',
  input: Html,
  problem: { field: string; words: string } | null,
): Html {
  const words =
    problem?.field === name && html`<p class="receipt receipt-error" role="alert">${problem.words}</p>`
  return html`${words}<p><label for="${name}">${labels[name]}</label>
${input}</p>`
}

export function renderRefused(message: string): string {
  return shell({
    ...head,
    title: '没有登录',
    body: html`<h1>没有登录</h1>
<p class="receipt receipt-error" role="alert">${message}</p>
${ways}`,
  })
}
