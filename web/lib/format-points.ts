/**
 * Points travel in hundredths and are never floating point: 300 is 3 points, 250 is 2.5.
 * Printed with the typographic minus, which is as wide as the plus and is read aloud as 减.
 */
const minus = '\u2212'

function group(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ',')
}

/** 318200 → 3,182 · 250 → 2.5 · −200 → −2 */
export function formatPoints(hundredths: number): string {
  const size = Math.abs(hundredths)
  const whole = group(String(Math.trunc(size / 100)))
  const rest = String(size % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return (hundredths < 0 ? minus : '') + whole + (rest && `.${rest}`)
}

/** As one entry of a booklet: +3, −2, 0. */
export function formatGain(hundredths: number): string {
  return (hundredths > 0 ? '+' : '') + formatPoints(hundredths)
}

/** Reads what a person types, full-width digits too, into hundredths; nothing when it is no such number. */
export function parsePoints(typed: string): number | undefined {
  const plain = typed
    .trim()
    .normalize('NFKC')
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/,/g, '')
  const parts = /^([+-]?)(\d{1,7})(?:\.(\d{1,2}))?$/.exec(plain)
  if (!parts) return undefined
  const [, sign, whole = '', rest = ''] = parts
  const size = Number(whole) * 100 + Number(rest.padEnd(2, '0'))
  return sign === '-' && size !== 0 ? -size : size
}

/** A plain count with thousands: 3182 → 3,182. */
export function formatCount(count: number): string {
  return (count < 0 ? minus : '') + group(String(Math.abs(Math.trunc(count))))
}
