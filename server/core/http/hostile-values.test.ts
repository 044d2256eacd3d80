import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { EndpointSpec } from '../../../contract/endpoint.ts'
import { endpoints } from '../../../contract/endpoints.ts'
import { insertGrant } from '../../features/access/queries.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { type BoardTest, buildBoardTest } from '../../test/boards.ts'
import { newId } from '../ids.ts'

// Every endpoint with a plausible input, of which one value at a time is what no person types.
const test = useTestApp()
let board: BoardTest
let person: Person

beforeAll(async () => {
  board = await buildBoardTest(test)
  const { branch, township } = board.tree
  person = await test.person('branch-secretary', branch)
  await test.system(async (ctx) => {
    const term = { validFrom: '2000-01-01', validTo: null, reason: '测试' }
    const { accountId } = person
    for (const [role, orgId] of [
      ['township-officer', township],
      ['talk-partner', township],
    ] as const)
      await insertGrant(ctx, { grantId: newId(), accountId, role, orgId, ...term })
  })
  person = { ...person }
})

type Schema = {
  type?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  minimum?: number
  exclusiveMinimum?: number
}

const texts = [
  "'; drop table members; --",
  '<script>alert(1)</script>&amp;"',
  '欧阳𠮷'.repeat(40),
  '１２３ⅣΑ',
  '\u202e倒\u200b写\ufeff',
  '%_\\',
  'x'.repeat(70_000),
  '',
  ' ',
  '\u0000',
  '\ud800',
  '0000-00-00',
  '2026-02-30',
  '9999-12-31',
  '1e3',
]
const numbers = [2_147_483_648, -2_147_483_649, 9e15, 1e308, -1, -0, 0, 0.1, 1e3, '1e3', 'NaN', '0x10', '１']
const others = [null, true, [], {}, [[]], { constructor: { prototype: {} } }]

/** Something a person could have sent. */
function plausible(name: string, schema: Schema): unknown {
  const branch = board.tree.branch
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return plausible(name, choices.find((one) => one.type !== 'null') ?? {})
  if (name === 'orgId') return branch
  if (name === 'memberId') return board.ids['方志明']
  if (schema.type === 'object') return fill(schema)
  if (schema.type === 'array') return [plausible(name, schema.items ?? {})]
  if (schema.type === 'boolean') return true
  if (schema.type === 'integer' || schema.type === 'number')
    return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1)
  if (schema.format === 'uuid') return newId()
  if (schema.format === 'date') return '2026-11-10'
  if (schema.format === 'date-time') return '2026-11-10T09:00:00+08:00'
  return '平常的话'
}

function fill({ properties = {} }: Schema): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, plausible(name, one)]))
}

function schemaOf(shape: z.ZodType | undefined): Schema {
  return shape ? (z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Schema) : {}
}

function typesOf({ type, anyOf = [], oneOf = [] }: Schema): (string | undefined)[] {
  return [type, ...[...anyOf, ...oneOf].flatMap(typesOf)]
}

/** The same input with one value changed, for every value of it and every hostile one of its kind. */
function* hostile(schema: Schema): Generator<Record<string, unknown>> {
  for (const [name, one] of Object.entries(schema.properties ?? {})) {
    const types = typesOf(one)
    const own = [
      ...(types.includes('string') ? texts : []),
      ...(types.includes('integer') || types.includes('number') ? numbers : []),
    ]
    for (const value of [...own, ...others]) yield { ...fill(schema), [name]: value }
  }
}

async function send(spec: EndpointSpec, query: Record<string, unknown>, body: unknown): Promise<number> {
  const params = fill(schemaOf(spec.params))
  const path = spec.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params[key])))
  const pairs = Object.entries(query).filter(([, value]) => value !== null)
  const search = pairs.map(([key, value]) => `${key}=${encodeURIComponent(soundly(value))}`).join('&')
  const isWrite = spec.method !== 'GET'
  const answer = await test.app.server.inject({
    method: spec.method,
    url: `/api/v1${path}${search ? `?${search}` : ''}`,
    headers: {
      cookie: person.cookie,
      ...(isWrite && {
        'x-zhibutong': '1',
        'idempotency-key': newId(),
        'content-type': 'application/json',
      }),
    },
    ...(isWrite && { payload: JSON.stringify(body ?? {}) }),
  })
  return answer.statusCode
}

/** Half a pair cannot stand in an address. */
function soundly(value: unknown): string {
  return String(value)
    .replace(/\p{Surrogate}/gu, '')
    .slice(0, 2_000)
}

// Files are read and printed elsewhere; whoever signs out or changes the password is another person afterwards.
const left = ['signOut', 'signOutEverywhere', 'setCredentials', 'closeAccount']
const asked = Object.entries(endpoints as Record<string, EndpointSpec>).filter(
  ([name, spec]) =>
    spec.access === 'signed-in' &&
    spec.consumes !== 'file' &&
    spec.produces !== 'file' &&
    !left.includes(name),
)

describe('no value of an input brings the server down', () => {
  it.each(asked)('%s', async (_name, spec) => {
    const failed: string[] = []
    const note = (what: unknown, status: number) => {
      if (status >= 500) failed.push(`${status} ${JSON.stringify(what).slice(0, 300)}`)
    }
    const query = schemaOf(spec.query)
    const body = schemaOf(spec.body)
    note('plain', await send(spec, {}, fill(body)))
    for (const one of hostile(query)) note(one, await send(spec, one, fill(body)))
    for (const one of hostile(body)) note(one, await send(spec, {}, one))
    expect(failed).toEqual([])
  })
})
