const markup = Symbol('markup')

/** Markup that is already safe to send. `html` makes it, so nothing a person typed gets in unescaped. */
export type Html = { readonly [markup]: string }

type Piece = Html | string | number | null | false | undefined | readonly Piece[]

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

function render(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return ''
  if (typeof piece === 'string' || typeof piece === 'number') return escapeHtml(String(piece))
  return markup in piece ? piece[markup] : piece.map(render).join('')
}

/** A template whose values are escaped for text and for quoted attributes; other markup goes in as it is. */
export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): Html {
  return { [markup]: strings.reduce((all, text, at) => all + render(values[at - 1]) + text) }
}

export function toText(page: Html): string {
  return page[markup]
}

/** Markup from a library that has escaped all text in it; for nothing else. */
export function soundMarkup(text: string): Html {
  return { [markup]: text }
}
