/**
 * A cell that begins so is run as a formula when a spreadsheet program opens a CSV made of it, and a cell of a
 * workbook may become one. The full-width forms count in East Asian versions (OWASP, CSV Injection).
 */
const DANGEROUS = /^'*[=+\-@\t\r\n＝＋－＠]/

/** Puts an apostrophe before text that could be run. Exactly undone by `unescapeFormula`. */
export function escapeFormula(text: string): string {
  return DANGEROUS.test(text) ? `'${text}` : text
}

/** Takes away the apostrophe that `escapeFormula` put; text that never had one stays as it is. */
export function unescapeFormula(text: string): string {
  return text.startsWith("'") && DANGEROUS.test(text) ? text.slice(1) : text
}
