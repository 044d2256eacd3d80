import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findNames, maskNames, nameIn, wordsLikeNames } from './find-names.ts'

const known = new Set(['王阿根', '张明', '欧阳小红', '王阿', '阿不都热合曼·买买提'])
const names = (text: string) => findNames(text, known).map((one) => one.name)

describe('names in a text', () => {
  it('are found wherever they stand, split as well, of two at one place the longer', () => {
    expect(names('给王阿根家修了屋顶，张明也去了')).toEqual(['王阿根', '张明'])
    expect(names('王 阿　根\u200b，欧阳 小红')).toEqual(['王阿根', '欧阳小红'])
    expect(names('王阿来了')).toEqual(['王阿'])
    expect(names('一位老人想要一台收音机')).toEqual([])
    expect(names('王、阿根')).toEqual([])
    expect(names('给阿不都热合曼•买买提家送了煤')).toEqual(['阿不都热合曼·买买提'])
    expect(maskNames('找阿不都热合曼.买买提', findNames('找阿不都热合曼.买买提', known))).toBe(
      '找阿某某某某某·某某某',
    )
  })

  it('are told by their place in the text, and stand masked there', () => {
    const text = '🏠给王 阿根家，找张明'
    const found = findNames(text, known)
    expect(found.map(({ at, length }) => text.slice(at, at + length))).toEqual(['王 阿根', '张明'])
    expect(maskNames(text, found)).toBe('🏠给王某某家，找张某')
  })

  it('are among the words that a register is asked about, each once', () => {
    expect(wordsLikeNames('王阿根')).toEqual(['王阿', '王阿根', '阿根'])
    expect(wordsLikeNames('1 2 ab')).toEqual([])
    expect(wordsLikeNames('好好好好').length).toBe(3)
    expect(wordsLikeNames('阿不·买提')).toContain('阿不·买提')
  })

  it('find every known name in any text, and nothing is left of one that was masked', () => {
    const part = fc.constantFrom('王', '阿', '根', '张', '明', ' ', '，', 'a', '🏠')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const text = parts.join('')
        const masked = maskNames(text, findNames(text, known))
        expect(findNames(masked, known)).toEqual([])
        const asked = new Set(wordsLikeNames(text))
        expect(findNames(text, known).every(({ name }) => asked.has(name))).toBe(true)
      }),
    )
  })

  it('are read from what was typed as a contact', () => {
    expect(nameIn('王 阿根（长子）')).toBe('王阿根')
    expect(nameIn('户主王阿根')).toBe(null)
    expect(nameIn('阿不都・买买提')).toBe('阿不都·买买提')
    expect(nameIn('王')).toBe(null)
    expect(nameIn('王阿根 13857512345')).toBe(null)
  })
})
