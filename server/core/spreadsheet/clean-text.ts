// With the flag `u` a whole pair is one character; what is left of this kind is half a pair.
const unholdable = /[\0\p{Surrogate}]/u

/**
 * Text that any column and any JSON can hold: NUL, which nobody sees, is gone, and half of a character is the mark for one
 * that could not be read. A workbook can write both by their numbers, `&#0;`, `&#xD800;`, `_xD800_`.
 */
export function cleanText(text: string): string {
  return unholdable.test(text) ? text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd') : text
}
