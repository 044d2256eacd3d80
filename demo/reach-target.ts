/** That somebody comes to something: what it counts, and how likely it is. */
export type Chance = { points: number; likelihood: number }

/**
 * Which chances come true so that their points make exactly `target`: the likeliest do, but for the last few, of which
 * those are chosen that fit. Points are positive whole numbers. Answers the indices; a RangeError when there is no such
 * choice at all.
 */
export function reachTarget(chances: readonly Chance[], target: number): Set<number> {
  const order = chances
    .map(({ likelihood }, i) => ({ likelihood, i }))
    .toSorted((a, b) => b.likelihood - a.likelihood || a.i - b.i)
    .map(({ i }) => i)
  const points = (i: number) => chances[i]?.points ?? 0
  const certain = takeWhileFits(order, points, target)
  for (let rest = target - sum(certain, points); ; ) {
    const fitting = fitExactly(order.slice(certain.length), points, rest)
    if (fitting) return new Set([...certain, ...fitting])
    const given = certain.pop()
    if (given === undefined) throw new RangeError(`no choice of chances makes exactly ${target}`)
    rest += points(given)
  }
}

type Points = (i: number) => number

function sum(indices: readonly number[], points: Points): number {
  return indices.reduce((total, i) => total + points(i), 0)
}

function takeWhileFits(order: readonly number[], points: Points, target: number): number[] {
  let rest = target
  const end = order.findIndex((i) => {
    rest -= points(i)
    return rest < 0
  })
  return order.slice(0, end === -1 ? order.length : end)
}

/** Some of these that make exactly `rest`, the earliest first; null when none do. */
function fitExactly(order: readonly number[], points: Points, rest: number): number[] | null {
  // Of each sum the item that made it first, and what the sum was without it: items stand in the order of likelihood.
  const made = new Map<number, { item: number; before: number } | null>([[0, null]])
  for (const item of order) {
    if (made.has(rest)) break
    for (const before of [...made.keys()]) {
      const after = before + points(item)
      if (after <= rest && !made.has(after)) made.set(after, { item, before })
    }
  }
  if (!made.has(rest)) return null
  const fitting: number[] = []
  for (let step = made.get(rest); step; step = made.get(step.before)) fitting.push(step.item)
  return fitting
}
