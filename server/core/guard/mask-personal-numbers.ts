import { findPersonalNumbers } from './find-personal-numbers.ts'

/** The text with every ID, phone and bank number in it masked: for papers that are handed round. */
export function maskPersonalNumbers(text: string, today: string): string {
  const found = findPersonalNumbers(text, { today }).toSorted((a, b) => b.at - a.at)
  return found.reduce(
    (masked, { at, length, shown }) => masked.slice(0, at) + shown + masked.slice(at + length),
    text,
  )
}
