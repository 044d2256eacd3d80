import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'

/** Style sheets of pages without a script, each at an address that changes with its content. */
function load(name: string): { href: string; css: string } {
  const css = readFileSync(join(import.meta.dirname, `${name}.css`), 'utf8')
  const hash = createHash('sha256').update(css).digest('base64url').slice(0, 10)
  return { href: `/public/assets/${name}.${hash}.css`, css }
}

const sheets = {
  public: load('public'),
  print: load('print'),
  signInSheet: load('sign-in-sheet'),
  booklet: load('booklet'),
  certificate: load('certificate'),
  letter: load('letter'),
  redemptionList: load('redemption-list'),
  monthlyReport: load('monthly-report'),
  assessmentSheet: load('assessment-sheet'),
  minutes: load('minutes'),
  minutesTemplate: load('minutes-template'),
  gridSheet: load('grid-sheet'),
  wishesWall: load('wishes-wall'),
  householdSheet: load('household-sheet'),
  contactCards: load('contact-cards'),
}

export const publicCss = sheets.public.href
export const printCss = sheets.print.href
export const signInSheetCss = sheets.signInSheet.href
export const bookletCss = sheets.booklet.href
/** The same for a booklet: in a page that fetches nothing. */
export const bookletStyles = `${sheets.print.css}\n${sheets.booklet.css}`
export const certificateCss = sheets.certificate.href

/** The styles of a certificate as they stand in a page that fetches nothing. */
export const certificateStyles = `${sheets.print.css}\n${sheets.certificate.css}`
export const letterCss = sheets.letter.href
/** The same for a letter. */
export const letterStyles = `${sheets.print.css}\n${sheets.letter.css}`
export const redemptionListCss = sheets.redemptionList.href
export const monthlyReportCss = sheets.monthlyReport.href
export const assessmentSheetCss = sheets.assessmentSheet.href
/** The same for a sheet of an assessment, in a page that fetches nothing. */
export const assessmentSheetStyles = `${sheets.print.css}\n${sheets.assessmentSheet.css}`

export const gridSheetCss = sheets.gridSheet.href
export const wishesWallCss = sheets.wishesWall.href
export const householdSheetCss = sheets.householdSheet.href
/** The same for the sheet of a household, in a page that fetches nothing. */
export const householdSheetStyles = `${sheets.print.css}\n${sheets.householdSheet.css}`
export const contactCardsCss = sheets.contactCards.href
export const minutesCss = sheets.minutes.href
/** The same for minutes, in a page that fetches nothing. */
export const minutesStyles = `${sheets.print.css}\n${sheets.minutes.css}`
export const minutesTemplateCss = sheets.minutesTemplate.href
export const templateStyles = `${minutesStyles}\n${sheets.minutesTemplate.css}`

export function registerPublicAssets(server: FastifyInstance): void {
  for (const { href, css } of Object.values(sheets)) {
    server.get(href, { schema: { hide: true } }, (_request, reply) =>
      reply
        .header('content-type', 'text/css; charset=utf-8')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(css),
    )
  }
}
