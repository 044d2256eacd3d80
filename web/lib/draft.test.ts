import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { dropAllDrafts, dropDraft, readDraft, setDraftOwner, writeDraft } from './draft.ts'

/** The part of the browser's storage that drafts use, with a room that can run out. */
function createStorage(room = Number.POSITIVE_INFINITY) {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: (at: number) => [...kept.keys()][at] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem(key: string, value: string) {
      if (kept.size >= room && !kept.has(key)) throw new Error('QuotaExceededError')
      kept.set(key, value)
    },
    removeItem: (key: string) => void kept.delete(key),
  }
}

beforeEach(() => {
  vi.stubGlobal('localStorage', createStorage())
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 20) })
  setDraftOwner('shen')
})

afterEach(() => {
  dropAllDrafts()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('what was typed is found again under its key, with when and on what it was based', () => {
  expect(writeDraft('visit:12', { said: '两盏灯不亮' }, 3)).toBe(true)
  expect(readDraft('visit:12')).toEqual({ value: { said: '两盏灯不亮' }, savedAt: Date.now(), base: 3 })
  dropDraft('visit:12')
  expect(readDraft('visit:12')).toBeUndefined()
})

test('the next person at the machine sees nothing of it, and it is still there for its own', () => {
  writeDraft('visit:12', 'mine')
  setDraftOwner('lin')
  expect(readDraft('visit:12')).toBeUndefined()
  setDraftOwner('shen')
  expect(readDraft('visit:12')?.value).toBe('mine')
  setDraftOwner(undefined)
  expect(writeDraft('visit:12', 'nobody')).toBe(false)
  expect(readDraft('visit:12')).toBeUndefined()
})

test('signing out leaves nothing, of anybody', () => {
  writeDraft('a', 1)
  setDraftOwner('lin')
  writeDraft('b', 2)
  localStorage.setItem('zhibutong:display', '{}')
  dropAllDrafts()
  expect(localStorage.length).toBe(1)
})

test('two weeks later nobody comes back to it', () => {
  writeDraft('old', 1)
  vi.advanceTimersByTime(15 * 24 * 3_600_000)
  setDraftOwner('shen')
  expect(readDraft('old')).toBeUndefined()
})

test('a full or forbidden storage costs the closed tab, not the page', () => {
  vi.stubGlobal('localStorage', createStorage(0))
  expect(writeDraft('visit:12', 'kept by the page')).toBe(false)
  expect(readDraft('visit:12')?.value).toBe('kept by the page')
})

test('a storage that somebody else scribbled in is no draft', () => {
  localStorage.setItem('zhibutong:draft:shen:a', '{"half":')
  localStorage.setItem('zhibutong:draft:shen:b', '"text"')
  expect(readDraft('a')).toBeUndefined()
  expect(readDraft('b')).toBeUndefined()
})
