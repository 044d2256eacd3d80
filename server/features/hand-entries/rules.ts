import { isService } from '../../../contract/claim-matters.ts'
import type { FactKind } from '../../../contract/facts.ts'
import type { Foreseen } from '../points/foresight-commands.ts'

/** How often the same may be proposed: once, and once anew after a no. */
export const mostProposals = 2

/** How many people's yes a claim needs: as many as the strictest rule that would count it. */
export function stepsOf(rules: readonly Pick<Foreseen, 'steps'>[]): 1 | 2 {
  return rules.some((rule) => rule.steps > 1) ? 2 : 1
}

export function sayAmount(hundredths: number): string {
  return String(hundredths / 100)
}

/** What a claim would give, in one sentence, before it is sent. */
export function sayForeseen(rules: readonly Foreseen[], hasGroup: boolean): string {
  const who = stepsOf(rules) === 2 ? (hasGroup ? '党小组长和支部都同意' : '支部两个人都同意') : '支部同意'
  const giving = rules.filter((rule) => rule.points !== 0)
  if (giving.length === 0) return `现在的规则没有给这件事定分，${who}以后只留一条记录，不加分也不扣分。`
  const parts = giving.map((rule) => `“${rule.name}”${sayGain(rule.points)}`)
  const limited = giving.some((rule) => rule.limited) ? '到了封顶就不再加。' : ''
  return `按规则${parts.join('，')}，${who}以后记入。${limited}`
}

function sayGain(points: number): string {
  return points > 0 ? `加 ${sayAmount(points)} 分` : `扣 ${sayAmount(-points)} 分`
}

export type Claimed = { matter: string | null; quantity: number | null; points: number | null }

/** The fact that a claim is of: points by hand, a service as an activity would record it, or a matter of conduct. */
export function factOfClaim({ matter, quantity, points }: Claimed): {
  kind: FactKind
  quantity: number | null
  attrs: Record<string, unknown>
} {
  if (matter === null) return { kind: 'hand-entry', quantity: points, attrs: {} }
  if (!isService(matter)) return { kind: 'conduct', quantity, attrs: { matter } }
  const attrs = { activity: matter, category: 'service', host: 'branch', late: false }
  return { kind: 'attendance', quantity: null, attrs }
}
