import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCountyKey, needsRewrap, openCountyKeys, rewrapCountyKey } from './data-keys.ts'
import { decryptField, encryptField, fieldOverhead, keyIdOf } from './fields.ts'
import { KeyError } from './key-error.ts'
import { lookupHash, lookupKeyOf, tailHash } from './lookups.ts'
import { type MasterKeys, masterKeyOf } from './master-keys.ts'

const master = () => masterKeyOf(randomBytes(32))
const alone = (): MasterKeys => ({ current: master(), former: [] })
const context = 'members.id_number'

function countyKeys(masters: MasterKeys, countyId: number, keyIds = [1]) {
  return openCountyKeys(
    masters,
    countyId,
    keyIds.map((keyId) => createCountyKey(masters, countyId, keyId)),
  )
}

function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof KeyError) return error.code
    throw error
  }
  return 'nothing was refused'
}

test('what was sealed opens, whatever it is', () => {
  const keys = countyKeys(alone(), 7)
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, where) => {
      const sealed = encryptField(keys.current, plain, where)
      expect(sealed.length).toBe(Buffer.byteLength(plain) + fieldOverhead)
      expect(decryptField(keys, sealed, where)).toBe(plain)
    }),
  )
})

test('the same value is never sealed alike, and nothing of it shows', () => {
  const keys = countyKeys(alone(), 7)
  const sealed = Array.from({ length: 200 }, () => encryptField(keys.current, '330282197001010013', context))
  expect(new Set(sealed.map((s) => s.toString('hex'))).size).toBe(200)
  expect(sealed.some((s) => s.includes('3302'))).toBe(false)
})

test('a sealed field with any one bit turned, or any byte cut off, does not open', () => {
  const keys = countyKeys(alone(), 7)
  const sealed = encryptField(keys.current, '330282197001010013', context)
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const altered = Buffer.from(sealed)
    altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(['refused', 'unknown-key']).toContain(codeOf(() => decryptField(keys, altered, context)))
  }
  for (let length = 0; length < sealed.length; length++)
    expect(codeOf(() => decryptField(keys, sealed.subarray(0, length), context))).toBe('refused')
  expect(codeOf(() => decryptField(keys, Buffer.concat([sealed, Buffer.from([0])]), context))).toBe('refused')
  expect(decryptField(keys, sealed, context)).toBe('330282197001010013')
})

test('a field does not open in another county, field or row', () => {
  const masters = alone()
  const here = countyKeys(masters, 7)
  const sealed = encryptField(here.current, '13800005678', context)
  expect(codeOf(() => decryptField(countyKeys(masters, 8), sealed, context))).toBe('refused')
  expect(codeOf(() => decryptField(here, sealed, 'members.mobile'))).toBe('refused')
  expect(codeOf(() => decryptField(here, sealed, `${context}:1`))).toBe('refused')
  // Even with the same bytes for a key, the county that is named decides.
  const posing = { ...here.current, countyId: 8 }
  const posed = { current: posing, byId: new Map([[1, posing]]) }
  expect(codeOf(() => decryptField(posed, sealed, context))).toBe('refused')
})

test('a wrapped key with any one bit turned does not open, nor does it for another county or number', () => {
  const masters = alone()
  const stored = createCountyKey(masters, 7, 1)
  for (let bit = 0; bit < stored.wrapped.length * 8; bit++) {
    const wrapped = Buffer.from(stored.wrapped)
    wrapped[bit >> 3] = (wrapped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(['refused', 'unknown-key']).toContain(
      codeOf(() => openCountyKeys(masters, 7, [{ keyId: 1, wrapped }])),
    )
  }
  expect(codeOf(() => openCountyKeys(masters, 8, [stored]))).toBe('refused')
  expect(codeOf(() => openCountyKeys(masters, 7, [{ ...stored, keyId: 2 }]))).toBe('refused')
  expect(codeOf(() => openCountyKeys(masters, 7, []))).toBe('unknown-key')
  expect(codeOf(() => openCountyKeys(alone(), 7, [stored]))).toBe('unknown-key')
})

test('a rotation of the master key: the old one unwraps, rewrapped keys do without it, what was sealed stays', () => {
  const [old, fresh] = [master(), master()]
  const before: MasterKeys = { current: old, former: [] }
  const during: MasterKeys = { current: fresh, former: [old] }
  const after: MasterKeys = { current: fresh, former: [] }
  const stored = createCountyKey(before, 7, 1)
  const sealed = encryptField(openCountyKeys(before, 7, [stored]).current, '值', context)

  expect(decryptField(openCountyKeys(during, 7, [stored]), sealed, context)).toBe('值')
  expect(codeOf(() => openCountyKeys(after, 7, [stored]))).toBe('unknown-key')
  expect([needsRewrap(before, stored), needsRewrap(during, stored)]).toEqual([false, true])

  const rewrapped = rewrapCountyKey(during, 7, stored)
  expect(needsRewrap(during, rewrapped)).toBe(false)
  expect(decryptField(openCountyKeys(after, 7, [rewrapped]), sealed, context)).toBe('值')
  expect(codeOf(() => openCountyKeys(before, 7, [rewrapped]))).toBe('unknown-key')
  expect(codeOf(() => rewrapCountyKey(during, 8, stored))).toBe('refused')
})

test('a rotation of the data key: the newest seals, the older still opens', () => {
  const masters = alone()
  const first = createCountyKey(masters, 7, 1)
  const second = createCountyKey(masters, 7, 2)
  const sealed = encryptField(openCountyKeys(masters, 7, [first]).current, '旧', context)
  const both = openCountyKeys(masters, 7, [second, first])
  const anew = encryptField(both.current, '新', context)
  expect([keyIdOf(sealed), keyIdOf(anew)]).toEqual([1, 2])
  expect([decryptField(both, sealed, context), decryptField(both, anew, context)]).toEqual(['旧', '新'])
  expect(codeOf(() => decryptField(openCountyKeys(masters, 7, [second]), sealed, context))).toBe(
    'unknown-key',
  )
})

test('a look-up hash is the same for the same value and kind under one key, and else another', () => {
  const masters = alone()
  const [key, again, other] = [lookupKeyOf(masters), lookupKeyOf(masters), lookupKeyOf(alone())]
  const [a, b] = ['330282197001010013', '330282197001010021']
  expect(lookupHash(key, 'id-number', a)).toEqual(lookupHash(again, 'id-number', a))
  expect(lookupHash(key, 'id-number', a)).toHaveLength(32)
  const different = [
    lookupHash(key, 'id-number', a),
    lookupHash(key, 'id-number', b),
    lookupHash(key, 'mobile', a),
    lookupHash(other, 'id-number', a),
  ]
  expect(new Set(different.map((h) => h.toString('hex'))).size).toBe(4)
})

test('a tail is found by the last four characters alone and tells nothing of the whole hash', () => {
  const key = lookupKeyOf(alone())
  expect(tailHash(key, 'id-number', '33028219700101001X')).toEqual(tailHash(key, 'id-number', '001X'))
  expect(tailHash(key, 'id-number', '330282197001010013')).not.toEqual(tailHash(key, 'id-number', '0014'))
  expect(tailHash(key, 'mobile', '5678')).not.toEqual(tailHash(key, 'id-number', '5678'))
  expect(tailHash(key, 'mobile', '5678')).toHaveLength(4)
  expect(lookupHash(key, 'mobile', '5678').subarray(0, 4)).not.toEqual(tailHash(key, 'mobile', '5678'))
  expect(() => tailHash(key, 'mobile', '678')).toThrow(RangeError)
})

test('look-up hashes outlive a rotation as long as the oldest master key is kept', () => {
  const [old, middle, fresh] = [master(), master(), master()]
  const hashWith = (masters: MasterKeys) => lookupHash(lookupKeyOf(masters), 'mobile', '13800005678')
  const before = hashWith({ current: old, former: [] })
  expect(hashWith({ current: middle, former: [old] })).toEqual(before)
  expect(hashWith({ current: fresh, former: [old, middle] })).toEqual(before)
  expect(lookupKeyOf({ current: fresh, former: [old] }).id).toBe(old.id)
  expect(hashWith({ current: fresh, former: [middle] })).not.toEqual(before)
})

test('a key that finds its way into a log shows nothing', () => {
  const bytes = randomBytes(32)
  const masters: MasterKeys = { current: masterKeyOf(bytes), former: [] }
  const shown = inspect([masters, countyKeys(masters, 7), lookupKeyOf(masters)], {
    depth: 9,
    showHidden: true,
  })
  expect(shown).toContain(masters.current.id)
  for (const form of ['hex', 'base64'] as const)
    expect(shown).not.toContain(bytes.toString(form).slice(0, 12))
  expect(JSON.stringify(masters.current)).toBe(JSON.stringify({ id: masters.current.id, key: {} }))
})
