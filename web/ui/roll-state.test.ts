import { expect, test } from 'vitest'
import { countRoll, findInitial, markAbsent, markPresent, moveTo, showsInitial } from './roll-state.ts'

const people = ['B', 'C', 'C', 'D', 'Y', 'L', 'L', 'Z'].map((initial, at) => ({ id: `p${at}`, initial }))

test('everybody is there until said otherwise, and can be there again', () => {
  const gone = markAbsent(markAbsent({}, 'p1', 'ill'), 'p3', 'away')
  expect(countRoll(gone, people, [])).toEqual({ expected: 8, present: 6, away: 2, late: 0 })
  const back = markPresent(markAbsent(gone, 'p1', 'duty'), 'p3')
  expect(back).toEqual({ p1: 'duty' })
  expect(gone).toEqual({ p1: 'ill', p3: 'away' })
})

test('an old draft with somebody who has left the roll counts only who is on it', () => {
  expect(countRoll({ p1: 'ill', left: 'ill' }, people, [])).toMatchObject({ expected: 8, away: 1 })
})

test('who came late was there, and who was never expected is not counted', () => {
  const reasons = [{ id: 'ill' }, { id: 'late', means: 'late' }, { id: 'none', means: 'unexpected' }] as const
  const said = { p0: 'ill', p1: 'late', p2: 'none', p3: 'forgotten' }
  expect(countRoll(said, people, reasons)).toEqual({ expected: 7, present: 5, away: 2, late: 1 })
})

test('arrows move in the grid and stay at its edges', () => {
  const from = (at: number, move: Parameters<typeof moveTo>[1]) => moveTo(at, move, 8, 5)
  expect([from(0, 'left'), from(0, 'right'), from(0, 'up'), from(0, 'down')]).toEqual([0, 1, 0, 5])
  expect([from(4, 'down'), from(7, 'right'), from(7, 'up'), from(3, 'home'), from(3, 'end')]).toEqual([
    4, 7, 2, 0, 7,
  ])
})

test('a letter jumps to the next of that surname, round the end', () => {
  expect(findInitial(people, 'c', 0)).toBe(1)
  expect(findInitial(people, 'c', 1)).toBe(2)
  expect(findInitial(people, 'c', 2)).toBe(1)
  expect(findInitial(people, 'x', 0)).toBe(-1)
})

test('a letter stands once, also where 乐 (Y) comes before L', () => {
  expect(people.map((_, at) => showsInitial(people, at))).toEqual([
    true,
    true,
    false,
    true,
    true,
    true,
    false,
    true,
  ])
})
