import { certificateCss, certificateStyles, printCss } from '../public/assets.ts'
import { type Html, html } from '../public/html.ts'
import { linkStyles, renderPaper } from '../public/paper.ts'
import { sayFullDay } from '../public/words.ts'

export type Certificate = {
  name: string
  title: string
  year: number
  issuer: string
  awardedOn: string
  certificateNo: string
}

/** The sentences of a certificate, the same on every paper. */
export function wordsOf({ name, title, year, issuer, awardedOn, certificateNo }: Certificate) {
  return {
    to: `${name} 同志：`,
    before: `在 ${year} 年度评选中，被评为`,
    title: `“${title}”`,
    after: '。特发此证，以资鼓励。',
    issuer,
    day: sayFullDay(awardedOn),
    no: `证书编号：${certificateNo}`,
  }
}

/** From the browser: its styles come from their own address. */
export function renderCertificate(certificate: Certificate): string {
  return render(certificate, linkStyles(printCss, certificateCss))
}

const marker = '/* styles */'

/** For a printer that fetches nothing: its styles stand in it. */
export function renderCertificateToPrint(certificate: Certificate): string {
  const page = render(certificate, html`<style>/* styles */</style>`)
  return page.replace(marker, () => certificateStyles)
}

function render(certificate: Certificate, styles: Html): string {
  const words = wordsOf(certificate)
  return renderPaper(
    `${certificate.name}的证书`,
    styles,
    html`<section class="sheet certificate" aria-label="证书">
<h1 class="title">证书</h1>
<p>${words.to}</p>
<p class="says">${words.before}<b>${words.title}</b>${words.after}</p>
<p class="no">${words.no}</p>
<div class="sign"><p>${words.issuer}</p><p>${words.day}</p><i class="sealplace"><span>盖章处</span></i></div>
</section>`,
  )
}
