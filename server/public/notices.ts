import type { ErrorBody } from '../../contract/errors.ts'
import { html } from './html.ts'
import { shell } from './shell.ts'

const nowhere = { place: '公开栏', view: {}, path: null }

/** After the withdrawal or the last day: calm, and what may be done instead. */
export function renderGone(): string {
  return shell({
    ...nowhere,
    title: '这里没有公示了',
    body: html`<h1>这里没有公示了</h1>
<p class="how">公示过了期会自己撤下，个人的分不一直挂着。想看自己的分，可以登录，也可以到支部当面查。</p>`,
  })
}

/** What could not be done, in one sentence, and the reference when it is a fault of the system. */
export function renderError({ code, message, reference }: ErrorBody['error']): string {
  if (code === 'not-found') return renderGone()
  return shell({
    ...nowhere,
    title: '没有办成',
    body: html`<h1>没有办成</h1>
<p class="receipt receipt-error" role="alert">${message}</p>
<p class="how">用浏览器的“后退”回到上一页，写过的还在。${reference && ' 也可以到支部当面说。'}</p>`,
  })
}
