import type { LogMeasure } from '../../../contract/log-measures.ts'
import { measures } from './messages.ts'

export const measureNames = Object.keys(measures) as LogMeasure[]

export type Amounts = Partial<Record<LogMeasure, number>>

/** Hundredths as a person reads them: 150 → 1.5. */
export function sayAmount(measure: LogMeasure, hundredths: number): string {
  return `${(hundredths / 100).toLocaleString('en-US')} ${measures[measure].unit}`
}

export function sayAmounts(amounts: Amounts): string {
  return measureNames
    .flatMap((one) => (amounts[one] === undefined ? [] : sayAmount(one, amounts[one])))
    .join('，')
}

/** What was typed, in hundredths; undefined where it is no number of at most two places. */
export function readAmount(typed: string): number | undefined {
  const text = typed.trim()
  if (!/^\d{1,5}(\.\d{1,2})?$/.test(text)) return undefined
  const amount = Math.round(Number(text) * 100)
  return amount > 0 ? amount : undefined
}
