import { checkCharacter } from '../contract/id-number.ts'
import type { PersonPlan } from './person-plan.ts'

export type Numbers = (person: Pick<PersonPlan, 'birthOn' | 'sex'>) => { idNumber: string; mobile: string }

/**
 * Numbers in good form that cannot be anybody's: 330299 is no division of the national list, and 154 no prefix that
 * carriers give to people.
 */
export function createNumbers(): Numbers {
  const born = new Map<string, number>()
  let lines = 0
  return ({ birthOn, sex }) => {
    const key = `${birthOn}/${sex}`
    const nth = born.get(key) ?? 0
    born.set(key, nth + 1)
    lines += 1
    const order = String(nth * 2 + (sex === 'male' ? 1 : 2)).padStart(3, '0')
    const digits = `330299${birthOn.replaceAll('-', '')}${order}`
    return {
      idNumber: digits + checkCharacter(digits),
      mobile: `154${String(20_000_000 + ((lines * 7919) % 60_000_000)).padStart(8, '0')}`,
    }
  }
}
