import { contactCardsCss, printCss } from '../public/assets.ts'
import { type Html, html } from '../public/html.ts'
import { linkStyles, renderPaper } from '../public/paper.ts'

export type ContactCard = {
  memberId: string
  name: string
  /** 支部书记, 护河巡查; none for most. */
  posts: readonly string[]
  branchName: string
  gridName: string | null
}

/** What was typed for the paper: nothing yet, a number, or what is none. */
export type TypedPhone = { typed: string; isWrong: boolean }

const onAPage = 10
const comeWith = '要办的事、要问的政策、家里的难处、对村里的意见，都可以找我。我来记，办到哪一步告诉您。'

/** A page of contact cards (连心卡) to cut and hand over; the number is on the paper alone. */
export function renderContactCards(card: ContactCard, phone: TypedPhone, request: string): string {
  const title = `${card.name}的连心卡`
  const printed = phone.isWrong ? '' : phone.typed
  const cards = Array.from({ length: onAPage }, () => renderCard(card, printed))
  return renderPaper(
    title,
    linkStyles(printCss, contactCardsCss),
    html`${renderAsk({ card, phone, request, title })}
<section class="sheet cards" aria-label="一张 A4 纸，${onAPage} 张卡">
${cards}
</section>`,
  )
}

type Ask = { card: ContactCard; phone: TypedPhone; request: string; title: string }

function renderAsk({ card, phone: { typed, isWrong }, request, title }: Ask): Html {
  const said =
    typed !== '' && !isWrong
      ? '电话印上了。用浏览器的“打印”，纸选 A4。关掉这一页，号码就没有了。'
      : '号码只印在这张纸上，系统不存。不写就留一条横线，印好了用笔写。'
  return html`<section class="ask" aria-label="印之前">
<h1>${title}</h1>
<p role="status">${said}</p>
<form method="post" action="/print/members/${card.memberId}/contact-cards" autocomplete="off">
<input type="hidden" name="request" value="${request}">
<label for="phone">电话</label>
<input id="phone" name="phone" type="tel" maxlength="20" value="${typed}"${isWrong && html` aria-invalid="true" aria-describedby="wrong"`}>
<button type="submit">印上电话</button>
${isWrong && html`<p class="wrong" id="wrong">电话写数字，中间可以空格、加短横，比如 138 0000 5678。</p>`}
</form>
</section>`
}

function renderCard({ name, posts, branchName, gridName }: ContactCard, phone: string): Html {
  return html`<article class="contact-card">
<p class="head"><b>党员连心卡</b><span>${gridName}</span></p>
<p class="who"><b>${name}</b><span>${[branchName, ...posts].join('　')}</span></p>
<p class="phone">电话${phone === '' ? html`<b class="blank"></b>` : html`<b>${phone}</b>`}</p>
<p class="come">${comeWith}</p>
</article>
`
}
