import type { CallOutput } from '../../lib/call-types.ts'
import { measureNames, units } from './messages.ts'

type Amounts = CallOutput<'totalLogs'>['all']['amounts']

/** Hundredths as a person reads them: 150 → 1.5. */
export function sayOne(amount: number | undefined): string {
  return amount === undefined ? '' : (amount / 100).toLocaleString('en-US')
}

export function sayAmounts(amounts: Amounts): string {
  return measureNames
    .flatMap((one) => (amounts[one] === undefined ? [] : `${sayOne(amounts[one])} ${units[one]}`))
    .join('，')
}
