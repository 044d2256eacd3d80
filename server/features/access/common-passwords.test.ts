import { expect, it } from 'vitest'
import { isCommonPassword } from './common-passwords.ts'

it.each(['p030710P$E4O', 'Sunshine-2026', '2026Shanghai!', '!!Dragon1988'])(
  '%s is tried first',
  async (typed) => {
    expect(await isCommonPassword(typed)).toBe(true)
  },
)

it.each(['Shiqiao-2026', 'sun-shine-over-7-hills', 'Kuaile.bage-19', '石桥-Meiyuan-3'])(
  '%s is not',
  async (typed) => {
    expect(await isCommonPassword(typed)).toBe(false)
  },
)
