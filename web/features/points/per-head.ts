/** Points a head to one decimal, for reading only: 318200 hundredths of 114 people are 27.9. */
export function formatPerHead(hundredths: number, people: number): string {
  if (people <= 0) return '—'
  const tenths = Math.round(Math.abs(hundredths) / (people * 10))
  return `${hundredths < 0 && tenths > 0 ? '\u2212' : ''}${Math.trunc(tenths / 10)}.${tenths % 10}`
}
