/** Who is there on a busy evening, in hundredths of all; each role does the jobs of bench/load/jobs/. */
export const shares = {
  member: 60,
  'branch-deputy': 4,
  'grid-worker': 12,
  'branch-secretary': 16,
  'committee-secretary': 5,
  'township-officer': 2,
  'county-officer': 1,
} as const
export type LoadRole = keyof typeof shares
export const loadRoles = Object.keys(shares) as LoadRole[]

/** Mean milliseconds between an answer and the next tap: a person reads, types, looks up. */
export const thinkMs = 9_000
/** So many times the people, and so the requests, while the burst lasts. */
export const burstTimes = 10

/** So many people of each role, at least one; what rounding leaves over are members. */
export function peopleOf(count: number): Record<LoadRole, number> {
  const each = Object.fromEntries(
    loadRoles.map((role) => [role, Math.max(1, Math.floor((count * shares[role]) / 100))]),
  ) as Record<LoadRole, number>
  each.member += count - Object.values(each).reduce((sum, one) => sum + one, 0)
  if (each.member < 1) throw new Error(`${count} people are too few for the roles that there are`)
  return each
}

/** Milliseconds until the next act: exponential, so that nobody keeps step with anybody. */
export function drawThink(mean: number, random: () => number = Math.random): number {
  return -mean * Math.log(1 - random())
}

/** One of them by its weight. */
export function draw<T>(weighted: readonly (readonly [number, T])[], random: () => number = Math.random): T {
  const sum = weighted.reduce((all, [weight]) => all + weight, 0)
  let left = random() * sum
  for (const [weight, one] of weighted) {
    left -= weight
    if (left < 0) return one
  }
  return (weighted.at(-1) as readonly [number, T])[1]
}
