/** Reads an amount in yuan as a person types it, full-width digits too, into fen; nothing when it is none. */
export function parseYuan(typed: string): number | undefined {
  const match = /^(\d{1,6})(?:\.(\d{1,2}))?$/.exec(typed.trim().normalize('NFKC'))
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined
}

/** 20050 → 200.50, 20000 → 200 */
export function printYuan(fen: number): string {
  const rest = fen % 100
  return String(Math.trunc(fen / 100)) + (rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`)
}
