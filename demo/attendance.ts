import type { AbsenceReason } from '../contract/rolls.ts'
import type { PersonPlan } from './person-plan.ts'
import type { Random } from './random.ts'
import { type Chance, reachTarget } from './reach-target.ts'
import type { Absence, OccasionPlan } from './record-plan.ts'

export type People = ReadonlyMap<string, PersonPlan>

/** For each occasion, who came. */
export type Turnout = Map<string, Set<string>>

/**
 * Who comes to what. Without a target everybody for whom it is likely enough; with one, the likeliest until the points
 * are exactly that. `pointsOf`: what coming counts, in hundredths.
 */
export function turnOut(
  random: Random,
  occasions: readonly OccasionPlan[],
  people: People,
  target: { points: number; pointsOf: (occasion: OccasionPlan) => number } | null,
): Turnout {
  const slots = occasions.flatMap((occasion) =>
    occasion.called.map((person) => {
      const diligence = people.get(person)?.diligence ?? 0
      // A draw near nought is a day on which one comes whatever else there is to do.
      const likelihood = (diligence * occasion.appeal) / Math.max(random.next(), 0.001)
      return { occasion, person, likelihood, points: target?.pointsOf(occasion) ?? 0 }
    }),
  )
  const came = target ? reachTarget(slots satisfies Chance[], target.points) : likely(slots)
  const turnout: Turnout = new Map(occasions.map((occasion) => [occasion.key, new Set()]))
  for (const i of came) {
    const slot = slots[i]
    if (slot) turnout.get(slot.occasion.key)?.add(slot.person)
  }
  return turnout
}

function likely(slots: readonly Chance[]): Set<number> {
  return new Set(slots.flatMap((slot, i) => (slot.likelihood >= 1 ? [i] : [])))
}

/** The rows of a roll that are not simply present: who stayed away and why, and who came late. */
export function exceptionsOf(
  random: Random,
  occasion: OccasionPlan,
  came: ReadonlySet<string>,
  people: People,
): Absence[] {
  return occasion.called.flatMap((person): Absence[] => {
    const note = null
    if (came.has(person))
      return random.chance(0.02) ? [{ person, state: 'late', reason: 'no-reason', note }] : []
    const reason = people.get(person)?.away ?? random.pick(reasons)
    const asked = reason !== 'no-reason' && random.chance(0.7)
    return [{ person, state: asked ? 'leave' : 'absent', reason, note }]
  })
}

const reasons: readonly AbsenceReason[] = ['family', 'family', 'official', 'away-working', 'ill', 'no-reason']
