/** Everyone is there unless said otherwise: who is not, by id, with the reason's id. */
export type Absent = Readonly<Record<string, string>>

export function markAbsent(absent: Absent, personId: string, reasonId: string): Absent {
  return { ...absent, [personId]: reasonId }
}

export function markPresent(absent: Absent, personId: string): Absent {
  const { [personId]: _gone, ...rest } = absent
  return rest
}

/** What a reason says of somebody: did not come; came, but late; was never expected. */
export type RollMeaning = 'away' | 'late' | 'unexpected'
type Meant = { id: string; means?: RollMeaning }

/** What is said of one person; nothing of whoever simply came. A reason that nobody knows any more is an absence. */
export function meaningOf(
  absent: Absent,
  personId: string,
  reasons: readonly Meant[],
): RollMeaning | undefined {
  const reasonId = absent[personId]
  if (reasonId === undefined) return undefined
  return reasons.find(({ id }) => id === reasonId)?.means ?? 'away'
}

export type RollCount = { expected: number; present: number; away: number; late: number }

/** Only people on the roll count: an old draft may hold somebody who has since left it. */
export function countRoll(
  absent: Absent,
  people: readonly { id: string }[],
  reasons: readonly Meant[],
): RollCount {
  const meanings = people.map((person) => meaningOf(absent, person.id, reasons))
  const count = (meaning: RollMeaning) => meanings.filter((one) => one === meaning).length
  const [away, late, expected] = [count('away'), count('late'), people.length - count('unexpected')]
  return { expected, away, late, present: expected - away }
}

export type RollMove = 'left' | 'right' | 'up' | 'down' | 'home' | 'end'

const moves: Record<string, RollMove> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'home',
  End: 'end',
}

export function moveOf(key: string): RollMove | undefined {
  return moves[key]
}

/** Where the focus goes in a grid of `count` people, `columns` wide; it stays at the edges. */
export function moveTo(at: number, move: RollMove, count: number, columns: number): number {
  const steps: Record<RollMove, number> = {
    left: -1,
    right: 1,
    up: -columns,
    down: columns,
    home: -at,
    end: count,
  }
  const next = at + steps[move]
  if (move === 'end') return count - 1
  return next < 0 || next >= count ? at : next
}

/** The next person after `at` whose surname begins with the letter, round the end; -1 when there is none. */
export function findInitial(people: readonly { initial: string }[], letter: string, at: number): number {
  const wanted = letter.toUpperCase()
  for (let step = 1; step <= people.length; step += 1) {
    const index = (at + step) % people.length
    if (people[index]?.initial.toUpperCase() === wanted) return index
  }
  return -1
}

/** The letter stands once, at the first of its people. */
export function showsInitial(people: readonly { initial: string }[], index: number): boolean {
  return people[index]?.initial !== people[index - 1]?.initial
}
