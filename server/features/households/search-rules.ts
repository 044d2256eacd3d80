/** Full-width letters and digits, spaces and case are typed by accident and mean nothing. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
}

export function wordsOf(typed: string): string[] {
  return typed.split(/\s+/).map(plain).filter(Boolean)
}

/** Has each word its place somewhere in one of the texts? A number is looked for from its first digit on. */
export function hasWords(words: readonly string[], texts: readonly (string | null)[]): boolean {
  const said = texts.map((text) => plain(text ?? ''))
  return words.every((word) => said.some((text) => standsIn(text, word)))
}

function standsIn(text: string, word: string): boolean {
  const isNumber = /^\d/.test(word)
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isNumber || !/\d/.test(text[at - 1] ?? '')) return true
  }
  return false
}
