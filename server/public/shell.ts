import { publicCss } from './assets.ts'
import { type Html, html, toText } from './html.ts'

/** How the reader wants to see it; travels in the address, since there is no script and no cookie. */
export type View = { size?: 'large' | undefined; contrast?: 'high' | undefined }

export function viewQuery({ size, contrast }: View): string {
  const wanted = [...(size ? [`size=${size}`] : []), ...(contrast ? [`contrast=${contrast}`] : [])]
  return wanted.length > 0 ? `?${wanted.join('&')}` : ''
}

export type Shell = {
  title: string
  /** Beside the seal, at the head of the page. */
  place: string
  view: View
  /** The page itself, for the links that change the view; none where it could not be asked for again. */
  path: string | null
  body: Html
}

/** A whole page that needs no script: head, masthead with 大字 and 高对比, main. */
export function shell({ title, place, view, path, body }: Shell): string {
  const mode = view.size === 'large' ? 'elder' : 'phone'
  const contrast = view.contrast === 'high' ? 'high' : 'normal'
  return toText(html`<!doctype html>
<html lang="zh-CN" data-mode="${mode}" data-contrast="${contrast}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="robots" content="noindex, noarchive">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${publicCss}">
</head>
<body>
<a class="skip" href="#main">直接看正文</a>
<header class="mast"><div class="wrap"><span class="seal" aria-hidden="true">支</span><b>${place}</b>${path !== null && switches(path, view)}</div></header>
<main class="wrap" id="main">
${body}
</main>
</body>
</html>
`)
}

function switches(path: string, view: View): Html {
  const { size, contrast } = view
  const larger = viewQuery({ contrast, size: size ? undefined : 'large' })
  const clearer = viewQuery({ size, contrast: contrast ? undefined : 'high' })
  return html`<a href="${path}${larger}">${size ? '正常大小' : '大字'}</a><a href="${path}${clearer}">${contrast ? '正常对比' : '高对比'}</a>`
}
