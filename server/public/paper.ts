import { type Html, html, toText } from './html.ts'

/** The stylesheets of a page that is opened at its address. */
export function linkStyles(...addresses: readonly string[]): Html {
  return html`${addresses.map((address) => html`<link rel="stylesheet" href="${address}">`)}`
}

/** A page that is there to be printed: nothing on it but its sheets; `styles` are linked, or written out for a PDF. */
export function renderPaper(title: string, styles: Html, sheets: Html): string {
  return toText(html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="robots" content="noindex, noarchive">
<link rel="icon" href="data:,">
${styles}
</head>
<body>
<main>
${sheets}
</main>
</body>
</html>
`)
}
