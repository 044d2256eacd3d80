import { parsePoints } from '../../lib/format-points.ts'

/** 1250 分 → 12.5 as a person writes yuan. */
export function formatYuan(fen: number): string {
  return String(fen / 100)
}

/** Yuan as typed, into 分; nothing when it is no such amount. */
export function parseYuan(typed: string): number | undefined {
  const fen = parsePoints(typed)
  return fen === undefined || fen < 0 ? undefined : fen
}

/** A count as typed, of at least one; nothing when it is none. */
export function parseCount(typed: string): number | undefined {
  const hundredths = parsePoints(typed)
  return hundredths === undefined || hundredths < 100 || hundredths % 100 !== 0 ? undefined : hundredths / 100
}
