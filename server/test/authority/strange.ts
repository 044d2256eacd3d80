import { newId } from '../../core/ids.ts'
import type { Schema } from './plausible.ts'

export type Random = () => number

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function pick<T>(random: Random, from: readonly T[]): T {
  const at = Math.floor(random() * from.length)
  if (at >= from.length) throw new Error('nothing to pick from')
  return from[at] as T
}

/** A value that goes over the line as this text, which no value of ours would be written as. */
export const raw = (text: string) => `@raw:${text}`

/** The JSON of it, raw parts as they are. */
export function toText(value: unknown): string {
  return (JSON.stringify(value) ?? '').replace(/"@raw:([^"]*)"/g, '$1')
}

const texts = [
  ...["'; drop table members; --", '<script>alert(1)</script>', '%_\\', '${7*7}', '../../etc/passwd', '=1+1'],
  ...[
    '',
    ' ',
    '\u0000',
    '某\u0000某',
    '\ud800',
    '\u202e倒\u200b写',
    '👨‍👩‍👧‍👦',
    '欧阳𠮷'.repeat(40),
    '１２３ⅣΑ',
  ],
  ...['x'.repeat(70_000), '0000-00-00', '0001-01-01', '2025-02-30', '9999-12-31', '+275760-09-13', '1e3'],
  ...['null', '-1', '2026-11-10T25:00:00Z', '24:00', '2026-13', '2026-W60', '＋86', '{}', '__proto__'],
  ...['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'constructor'],
]
const numbers = [
  ...[0, -1, 0.1, 1e3, 2_147_483_647, 2_147_483_648, -2_147_483_649, 1e21],
  ...['-0', '9007199254740993', '1e308', '1e999', '-1e-400', '9'.repeat(400)].map(raw),
]
const nested = (depth: number) => raw('['.repeat(depth) + ']'.repeat(depth))
const others: unknown[] = [
  ...[null, true, [], {}, [[]], [null], { constructor: { prototype: {} } }, { a: { b: { c: 1 } } }],
  ...[nested(50), nested(5_000), Array.from({ length: 10_000 }, () => 1), { toString: 1, length: -1 }],
]

export function hostile(_schema: Schema, random: Random): unknown {
  return pick<unknown>(random, pick<readonly unknown[]>(random, [texts, numbers, others]))
}

/** Just inside or just outside of what the schema allows. */
export function atTheEdge(schema: Schema, random: Random): unknown {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return atTheEdge(pick(random, choices), random)
  const { minimum = 0, maximum = 2_147_483_647, minLength = 0, maxLength = 200 } = schema
  if (schema.type === 'integer' || schema.type === 'number')
    return pick(random, [minimum, minimum - 1, maximum, maximum + 1, minimum + 0.5])
  if (schema.enum) return pick(random, [...schema.enum, 'none-of-these', ''])
  if (schema.format === 'date')
    return pick(random, ['1799-12-31', '1800-01-01', '2026-02-29', '2999-12-31', '0001-01-01'])
  if (schema.format === 'uuid') return pick(random, [newId(), newId().toUpperCase(), 'A'.repeat(36)])
  if (schema.type === 'string')
    return longText(pick(random, [minLength, minLength - 1, maxLength, maxLength + 1]))
  if (schema.type === 'boolean') return pick(random, [true, false, 'true', 0])
  return hostile(schema, random)
}

const longText = (length: number) => '长'.repeat(Math.max(0, length))

/** Something else that the schema allows, as far as it says. */
export function within(schema: Schema, random: Random): unknown {
  const choices = schema.anyOf ?? schema.oneOf
  if (schema.const !== undefined) return schema.const
  if (choices) return within(pick(random, choices), random)
  if (schema.enum) return pick(random, schema.enum)
  if (schema.type === 'object') return someFields(schema, random)
  if (schema.type === 'array')
    return Array.from({ length: Math.max(schema.minItems ?? 0, Math.floor(random() * 3)) }, () =>
      within(schema.items ?? {}, random),
    )
  const { minimum = 0, maximum = 100, minLength = 0, maxLength = 20 } = schema
  if (schema.type === 'integer' || schema.type === 'number')
    return Math.round(minimum + random() * (Math.min(maximum, minimum + 1_000) - minimum))
  if (schema.type === 'boolean') return random() < 0.5
  if (schema.format === 'date') return pick(random, ['1949-10-01', '2026-11-10', '2026-11-20', '2027-02-28'])
  if (schema.format === 'uuid') return newId()
  if (schema.format === 'date-time') return '2026-11-10T09:00:00+08:00'
  return pick(random, [...'平安𠮷', '']).repeat(Math.max(minLength, Math.floor(random() * maxLength)))
}

function someFields({ properties = {}, required = [] }: Schema, random: Random): Record<string, unknown> {
  const kept = Object.entries(properties).filter(([name]) => required.includes(name) || random() < 0.5)
  return Object.fromEntries(kept.map(([name, one]) => [name, within(one, random)]))
}

export type Change = (schema: Schema, random: Random) => unknown

/** The same value with one place of it changed, however deep it lies. */
export function changeOne(value: unknown, schema: Schema, random: Random, change: Change): unknown {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return changeOne(value, pick(random, choices), random, change)
  if (random() < 0.1) return change(schema, random)
  if (Array.isArray(value)) return changeList(value, schema.items ?? {}, random, change)
  if (typeof value === 'object' && value !== null) return changeField(value, schema, random, change)
  return change(schema, random)
}

function changeList(value: unknown[], items: Schema, random: Random, change: Change): unknown[] {
  const kind = random()
  if (value.length === 0 || kind < 0.1) return pick(random, [[], [change(items, random)]])
  if (kind < 0.2) return Array.from({ length: pick(random, [2, 300, 3_000]) }, () => value[0])
  return value.map((one, at) => (at === 0 ? changeOne(one, items, random, change) : one))
}

function changeField(value: object, schema: Schema, random: Random, change: Change): unknown {
  const names = Object.keys(schema.properties ?? {})
  if (names.length === 0) return { ...value, unknown: 1 }
  const name = pick(random, names)
  const fields: Record<string, unknown> = { ...value }
  const kind = random()
  if (change !== within && kind < 0.1) delete fields[name]
  else if (change !== within && kind < 0.15) fields['没有这一项'] = 1
  else fields[name] = changeOne(fields[name], schema.properties?.[name] ?? {}, random, change)
  return fields
}
