import { expect, it } from 'vitest'
import { maskPersonalNumbers } from './mask-personal-numbers.ts'

it('masks each number where it stands and leaves the rest', () => {
  const text = '送王阿婆（13812345678）去医院，儿子电话 139 1234 5679，走了 12 里路'
  const masked = maskPersonalNumbers(text, '2026-11-20')
  expect(masked).not.toMatch(/13812345678|1234 5679/)
  expect(masked).toMatch(/^送王阿婆（138\*+78）去医院，儿子电话 139\*+79，走了 12 里路$/)
  expect(maskPersonalNumbers('清理河道、路边', '2026-11-20')).toBe('清理河道、路边')
})
