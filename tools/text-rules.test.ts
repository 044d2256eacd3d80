import { expect, test } from 'vitest'
import { measure } from './sizes.ts'
import { findWords } from './text-rules.ts'

/** A dot keeps this file itself free of what it shows. */
const says = (path: string, text: string) =>
  findWords(path, text.replaceAll('·', '')).map((finding) => finding.says)

const bad: [string, string, RegExp][] = [
  ['docs/a.md', 'TO·DO: later', /do it/],
  ['server/a.sql', '-- FIX·ME', /do it/],
  ['server/a.ts', '// @ts-ig·nore', /mended/],
  ['server/a.ts', 'const a = b as an·y', /say what it is/],

  ['server/a.test.ts', "test.on·ly('x', () => {})", /would not run/],
  ['server/a.test.ts', "describe.sk·ip('x', () => {})", /a test runs/],
  ['server/a.test.ts', "test.sk·ipIf(true)('x', () => {})", /a test runs/],
  ['docs/a.md', 'see /ho·me/lin/notes', /one machine/],
  ['docs/a.md', '(/Us·ers/lin/x)', /one machine/],
  ['docs/a.md', 'C:\\Us·ers\\lin', /one machine/],
  ['server/features/points/rules.ts', 'const now = new Date()', /told the time/],
  ['server/features/points/access-policy.ts', 'Date.now()', /told the time/],
  ['server/a.test.ts', "test('[1-5] monthly', () => {})", /written \[001-05\]/],
  ['server/a.test.ts', "test('[001-5] monthly', () => {})", /written \[001-05\]/],
  ['server/a.test.ts', "test('[005-01] monthly', () => {})", /written \[001-05\]/],
  ['server/a.test.ts', "test('[001-05/06] monthly', () => {})", /written \[001-05\]/],
  ['server/a.test.ts', "describe('001-05 monthly', () => {})", /written \[001-05\]/],
  ['server/a.test.ts', "  '[001-05, 06] on a line of its own',", /written/],
  ['server/a.test.ts', "test.each(rows)('[001-005] %s', () => {})", /written \[001-05\]/],
]

test.each(bad)('%s: %s is found', (path, text, because) => {
  expect(says(path, text).join('\n')).toMatch(because)
})

const good: [string, string][] = [
  ['server/a.ts', 'const todo = listTodo()'],
  ['server/a.ts', '// any person of the branch: anybody'],
  ['server/a.ts', '// say it as any farmer would'],
  [
    'server/a.ts',
    'fetch(`/api/v1/home/x`); const url = "https://example.org/home/x"; import("../work/x.ts")',
  ],
  ['server/features/points/commands.ts', 'Date.now()'],
  ['server/a.test.ts', "test('[001-05] [001-06] monthly', () => {})"],
  ['server/a.test.ts', "test('[000-17] 5,000 person-times since 2025-01-05', () => {})"],
  ['server/a.test.ts', 'expect(text).toMatch(/[0-9]/)'],
]

test.each(good)('%s: %s may stand', (path, text) => {
  expect(says(path, text)).toEqual([])
})

test('a finding says where', () => {
  expect(findWords('a.md', `fine\n  ${'TO·DO'.replace('·', '')} x`)).toEqual([
    { path: 'a.md', line: 2, says: expect.stringMatching(/^do it, or leave it out: .* x$/) },
  ])
})

const lines = (count: number) => Array.from({ length: count }, (_, at) => `const a${at} = ${at}`).join('\n')

test('a file is looked at above 250 lines and split above 400', () => {
  expect(measure('a.ts', lines(250))).toEqual({ looked: [], split: [] })
  expect(measure('a.ts', `${lines(251)}\n`).looked).toEqual([
    { path: 'a.ts', line: 1, says: 'the file has 251 lines, more than 250' },
  ])
  expect(measure('a.ts', lines(400)).split).toEqual([])
  expect(measure('a.ts', lines(401))).toEqual({
    looked: [],
    split: [{ path: 'a.ts', line: 1, says: 'the file has 401 lines, more than 400' }],
  })
})

test('a function is looked at above 40 lines and split above 80, wherever it is written', () => {
  const inside = (count: number) => `export const x = {\n  y: () => {\n${lines(count - 2)}\n  },\n}\n`
  expect(measure('a.ts', inside(40))).toEqual({ looked: [], split: [] })
  expect(measure('a.ts', inside(41)).looked).toEqual([
    { path: 'a.ts', line: 2, says: 'a function has 41 lines, more than 40' },
  ])
  expect(measure('a.tsx', inside(81)).split).toHaveLength(1)
  expect(measure('a.test.ts', inside(81))).toEqual({ looked: [], split: [] })
})
