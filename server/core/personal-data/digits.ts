/** Blanks, the marks people part long numbers with, and what cannot be seen. */
const separators = /[\s\p{Cf}\-‐‑‒–—―−_.·•,，、/|()（）]/gu

/** Full-width and circled digits and letters as plain ones (NFKC): １３８ → 138, Ｘ → X. */
export function foldWidth(text: string): string {
  return text.normalize('NFKC')
}

/** A number as it was typed or pasted, without width, blanks and separators: `１３８ 0000-5678` → `13800005678`. */
export function bareNumber(text: string): string {
  return foldWidth(text).replace(separators, '')
}
