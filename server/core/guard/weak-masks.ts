/** Marks that stand for a hidden digit. */
const hidden = '*＊×xX#●○■□◯•?？'
const masked = new RegExp(`(?<![\\d${hidden}])[1-9][\\d${hidden}]{10,18}(?![\\d])`, 'gu')

export type WeakMask = {
  kind: 'id-number' | 'phone' | 'bank-card'
  at: number
  length: number
  digits: string
}

/**
 * Numbers that were masked, but not enough: an ID number with fewer than 8 hidden digits, as in a list that was printed
 * with four, can be completed by trying. A phone needs 4, a card 6. A number without any hidden digit is not meant here.
 */
export function findWeakMasks(text: string): WeakMask[] {
  // Width only; every character keeps its place.
  const plain = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
  return [...plain.matchAll(masked)].flatMap((match) => {
    const [whole] = match
    const shown = whole.replace(/\D/g, '').length
    const missing = whole.length - shown
    const kind = missing === 0 ? undefined : kindOf(whole, missing)
    return kind ? [{ kind, at: match.index, length: whole.length, digits: whole }] : []
  })
}

function kindOf(masked: string, missing: number): WeakMask['kind'] | undefined {
  if (masked.length === 18 && /^[1-9]/.test(masked)) {
    // The X of a whole number is no mask: only its last place may be one.
    const isWhole = missing === 1 && /[xX×]$/.test(masked)
    return missing < 8 && !isWhole ? 'id-number' : undefined
  }
  if (masked.length === 11 && /^1[3-9]/.test(masked)) return missing < 4 ? 'phone' : undefined
  if (masked.length >= 16 && masked.length <= 19 && masked.startsWith('6'))
    return missing < 6 ? 'bank-card' : undefined
  return undefined
}
