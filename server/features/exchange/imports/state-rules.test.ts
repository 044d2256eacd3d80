import { describe, expect, it } from 'vitest'
import { type ImportState, importStates } from '../../../../contract/imports.ts'
import { type Act, possibleActs, refusalOf, sayLines } from './state-rules.ts'

const now = new Date('2026-11-20T09:00:00+08:00')
const standing = (state: ImportState, more = {}) => ({
  state,
  moved_at: now,
  applied_at: null,
  file_id: 'f',
  ...more,
})
const possible = (of: ReturnType<typeof standing>) =>
  Object.entries(possibleActs(of, now)).flatMap(([act, can]) => (can ? [act] : []))

describe('what can be done with an import', () => {
  it.each<[ImportState, string[]]>([
    ['reading', []],
    ['ready', ['decide', 'apply', 'recheck', 'discard', 'downloadRefused']],
    ['applying', []],
    ['undoing', []],
    ['undone', ['downloadRefused']],
    ['failed', ['recheck', 'discard']],
    ['discarded', []],
  ])('%s', (state, acts) => {
    expect(possible(standing(state))).toEqual(acts)
  })

  it('that is applied: undone on its own day in Shanghai, and not after', () => {
    const applied = (at: string) => standing('applied', { applied_at: new Date(at) })
    expect(possible(applied('2026-11-20T00:00:00+08:00'))).toEqual(['undo', 'downloadRefused'])
    expect(possible(applied('2026-11-19T23:59:59+08:00'))).toEqual(['downloadRefused'])
    expect(possible({ ...applied('2026-11-20T08:00:00+08:00'), file_id: null as never })).toEqual([])
  })

  it('whose job died: set going again after two minutes', () => {
    const dead = (state: ImportState) =>
      possible(standing(state, { moved_at: new Date(now.getTime() - 121_000) }))
    expect(dead('reading')).toEqual(['recheck', 'discard'])
    expect(dead('applying')).toEqual(['apply'])
    expect(dead('undoing')).toEqual(['undo'])
  })

  it('is said in Chinese when it cannot be done', () => {
    const acts = Object.keys(possibleActs(standing('ready'), now)) as Act[]
    for (const state of importStates) {
      for (const act of acts)
        expect(refusalOf(act, standing(state))).toMatch(/^[^a-zA-Z]*[\u4e00-\u9fff].*。$/)
    }
  })
})

it('lines are named, of many the first', () => {
  expect(sayLines([3])).toBe('第 3 行')
  expect(sayLines([3, 40])).toBe('第 3、40 行')
  expect(sayLines(Array.from({ length: 12 }, (_, i) => i + 2))).toBe(
    '第 2、3、4、5、6、7、8、9、10、11 等 12 行',
  )
})
