import { expect, test } from 'vitest'
import { nextPath } from './next-page.ts'

test('after signing in one goes where one wanted to, but never out of this entry', () => {
  const next = (to: string) => nextPath(new URLSearchParams({ next: to }))
  expect(next('/members/3?x=1')).toBe('/members/3?x=1')
  const outside = ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '']
  expect(outside.map(next)).toEqual(outside.map(() => '/'))
  expect([next('/sign-in?next=/sign-in'), next('/enter#token')]).toEqual(['/', '/'])
  expect(nextPath(new URLSearchParams())).toBe('/')
})
