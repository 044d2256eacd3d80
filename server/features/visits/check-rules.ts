import type { CheckVerdict } from '../../../contract/visit-words.ts'
import type { Actor } from '../../core/context/context.ts'

/** Nobody checks their own visit, nor one of their kin, whichever account it was recorded through. */
export function isNear(actor: Actor, visit: { visited_by: string; member_id: string | null }): boolean {
  return visit.visited_by === actor.accountId || nearMembers(actor).some((one) => one === visit.member_id)
}

export function nearMembers({ memberId, kin }: Actor): string[] {
  return memberId ? [memberId, ...kin] : [...kin]
}

/** A record that does not agree is no use to the visitor without a word of what did not. */
export function needsFeedback(verdict: CheckVerdict, feedback: string | null): boolean {
  return verdict === 'differs' && !feedback
}

/** Where a record was found to hold there is nothing to explain; elsewhere the visitor speaks once. */
export function isToAnswer({
  verdict,
  answer,
}: {
  verdict: CheckVerdict | null
  answer: string | null
}): boolean {
  return verdict !== null && verdict !== 'agrees' && answer === null
}

/** What a check drawn once more comes to. */
export function outcomeOf(
  kept: { pool: number; hash: string; sample: readonly string[] },
  now: { pool: number; hash: string; sample: readonly string[] },
): 'same' | 'pool' | 'other' {
  if (kept.pool !== now.pool || kept.hash !== now.hash) return 'pool'
  const isSame =
    kept.sample.length === now.sample.length && kept.sample.every((one, i) => one === now.sample[i])
  return isSame ? 'same' : 'other'
}

/** The issue: its first line is read above the village as well, so that it names nobody and no house. */
export function sayIssue(
  { visited_on: on, grid_name: grid }: { visited_on: string; grid_name: string },
  said: string,
) {
  const day = `${Number(on.slice(5, 7))}月${Number(on.slice(8))}日`
  return `走访抽查：${day}${grid}的一次走访，记的和实际对不上\n${said}`
}
