import { letterCss, letterStyles, printCss } from '../public/assets.ts'
import { type Html, html } from '../public/html.ts'
import { linkStyles, renderPaper } from '../public/paper.ts'

export type TalkLetter = { orgName: string; memberName: string; words: string }

/** More than this does not fit on the page in large type. */
const longFrom = 420

const marker = '/* styles */'

/** As a page of its own, to be printed by the browser that shows it. */
export function renderTalkLetter(letter: TalkLetter): string {
  return render(letter, linkStyles(printCss, letterCss))
}

/** With its styles in it, for a printer that fetches nothing. */
export function renderTalkLetterToPrint(letter: TalkLetter): string {
  return render(letter, html`<style>/* styles */</style>`).replace(marker, () => letterStyles)
}

/** A letter on one page: the first paragraph is whom it is to, the last who writes it and when. */
function render({ orgName, memberName, words }: TalkLetter, styles: Html): string {
  const paragraphs = words.split(/\n\s*\n/).map((one) => one.split('\n'))
  const [to, ...rest] = paragraphs
  const from = rest.length > 1 ? rest.pop() : undefined
  const lines = (text: readonly string[]) => text.map((line, at) => (at === 0 ? line : html`<br>${line}`))
  return renderPaper(
    `${orgName}给${memberName}同志的信`,
    styles,
    html`<section class="sheet letter ${words.length > longFrom ? 'long' : ''}" aria-label="信">
<h1 class="title">一封信</h1>
<p class="to">${lines(to ?? [])}</p>
${rest.map((text) => html`<p class="say">${lines(text)}</p>`)}
${from ? html`<p class="from">${lines(from)}</p>` : ''}
</section>`,
  )
}
