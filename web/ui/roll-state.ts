/** Everyone is there unless said otherwise: who is not, by id, with the reason's id. */
export type Absent = Readonly<Record<string, string>>

export function markAbsent(absent: Absent, personId: string, reasonId: string): Absent {
  return { ...absent, [personId]: reasonId }
}

export function markPresent(absent: Absent, personId: string): Absent {
  const { [personId]: _gone, ...rest } = absent
  return rest
}

/** Only people on the roll count: an old draft may hold somebody who has since left it. */
export function countAbsent(absent: Absent, people: readonly { id: string }[]): number {
  return people.filter((person) => absent[person.id] !== undefined).length
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
