import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ownPath, to } from './link.ts'

beforeAll(() => void vi.stubGlobal('location', { origin: 'https://zbt.example' }))
afterAll(() => void vi.unstubAllGlobals())

test('the office follows its own links, and leaves those of the others to the browser', () => {
  const own = (path: string) => ownPath(new URL(path, 'https://zbt.example'))
  expect(own('/members/3?x=1#roll')).toBe('/members/3?x=1#roll')
  expect(own('/')).toBe('/')
  expect(own('/memo')).toBe('/memo')
  for (const path of ['/api/v1/due', '/public/a1b2', '/m/', '/m', 'https://elsewhere.example/members']) {
    expect(own(path)).toBeUndefined()
  }
  expect(to('/members/3')).toBe('/members/3')
})
