import type { RollPerson, RollReason } from '../../ui/roll.tsx'
import type { Absent, RollCount } from '../../ui/roll-state.ts'
import { messages } from './messages.ts'

const mostNames = 12

/** A roll in a few lines, to be held beside what somebody else wrote of it: the count, and who was said to be away. */
export function saysOf(
  people: readonly RollPerson[],
  absent: Absent,
  reasons: readonly RollReason[],
  { present, away }: RollCount,
): string[] {
  const named = people.flatMap(({ id, name }) => {
    const choice = absent[id]
    if (choice === undefined) return []
    return [`${name}，${reasons.find((reason) => reason.id === choice)?.label ?? messages.awayShort}`]
  })
  const more = named.length > mostNames ? [messages.andMore(named.length - mostNames)] : []
  return [messages.rollCount(present, away), ...named.slice(0, mostNames), ...more]
}
