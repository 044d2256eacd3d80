import { beforeAll, describe, expect, it } from 'vitest'
import type { EndpointSpec } from '../../../contract/endpoint.ts'
import { endpoints } from '../../../contract/endpoints.ts'
import { routes } from '../../app.ts'
import { requestOf, useTestApp } from '../../test/app.ts'
import { requestAt } from '../../test/authority/aim.ts'
import { buildGround, closeAfterwards, type Ground, type Plot } from '../../test/authority/ground.ts'
import { notGrown, notReached } from '../../test/authority/not-grown.ts'
import { plant } from '../../test/authority/plant.ts'
import { type Schema, schemaOf } from '../../test/authority/plausible.ts'
import { type Believing, serveBelieving } from '../../test/authority/serve-as.ts'
import { buildMembers } from '../../test/people.ts'
import { listenToStatements } from '../db/statement.ts'

/**
 * What answers a list asks the database as often for many rows as for few. Every such endpoint of the contract is asked
 * with one of every thing in the county and again with more: a new one is among them by itself.
 */
const test = useTestApp()
let ground: Ground
let behind: Believing
closeAfterwards(() => ground)

/** A query per row shows with the first row more; with three it is no accident. */
const more = 3

const behindTheDoor = new Set(routes.map(({ spec }) => spec))
const lists = Object.entries(endpoints as Record<string, EndpointSpec>).filter(
  ([, spec]) =>
    spec.method === 'GET' &&
    spec.produces !== 'file' &&
    behindTheDoor.has(spec) &&
    spec.access === 'signed-in' &&
    hasList(schemaOf(spec.output)),
)

function hasList(schema: Schema): boolean {
  const { anyOf = [], oneOf = [], properties = {}, type } = schema
  return type === 'array' || [...anyOf, ...oneOf, ...Object.values(properties)].some(hasList)
}

type Asked = { statements: string[]; items: number }

/** From each place and as each person that gets through: how often the database was asked and how many items came. */
async function askEverywhere(spec: EndpointSpec): Promise<Map<string, Asked>> {
  const found = new Map<string, Asked>()
  for (const plot of ground.plots)
    for (const as of ['the member', 'another'] as const) {
      const asked = await askOnce(spec, plot, as)
      if (asked) found.set(`${plot.name}, ${as}`, asked)
    }
  return found
}

async function askOnce(spec: EndpointSpec, plot: Plot, as: 'the member' | 'another'): Promise<Asked | null> {
  const cookie = behind.cookieOf(ground.almighty(plot, as))
  const statements: string[] = []
  listenToStatements((text) => void statements.push(text))
  const response = await behind.server.inject(requestOf(spec, requestAt(spec, plot), cookie))
  listenToStatements(null)
  return response.statusCode === 200 ? { statements, items: countItems(response.json()) } : null
}

function countItems(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const inner = Object.values(value).reduce((sum: number, one) => sum + countItems(one), 0)
  return inner + (Array.isArray(value) ? value.length : 0)
}

async function askAll(): Promise<Map<string, Map<string, Asked>>> {
  const found = new Map<string, Map<string, Asked>>()
  for (const [name, spec] of lists) {
    // What a process keeps it keeps from the first time on.
    await askEverywhere(spec)
    found.set(name, await askEverywhere(spec))
  }
  return found
}

async function plantMore(): Promise<void> {
  const { tables } = ground
  for (const { orgId, memberId, accountId, planted } of ground.plots) {
    const owner = { county: test.county.county, orgId, memberId, accountId }
    const names = Array.from({ length: more }, () => ({ orgId, name: '某某', birthOn: '1981-01-01' }))
    await buildMembers(test, names)
    for (let at = 0; at < more; at += 1) {
      await test.person('member', orgId)
      await plant(ground.admin, tables, owner, { before: planted, under: false })
      await plant(ground.admin, tables, owner, { before: planted, under: true })
    }
  }
}

/**
 * What is asked more often than before. What was not asked at all, for there was nothing to ask it of, may be asked
 * once: by chance the first of its kind is among what was planted later.
 */
function listRepeated(before: readonly string[], now: readonly string[]): string[] {
  const [had, has] = [before, now].map(countEach) as [Map<string, number>, Map<string, number>]
  return [...has].flatMap(([text, count]) => {
    const was = had.get(text) ?? 0
    return count > Math.max(was, 1) ? [`${was} times, then ${count}: ${text.slice(0, 200)}`] : []
  })
}

function countEach(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}

let few: Map<string, Map<string, Asked>>
let many: Map<string, Map<string, Asked>>

beforeAll(async () => {
  ground = await buildGround(test)
  behind = await serveBelieving(test, { keep: true })
  few = await askAll()
  await plantMore()
  many = await askAll()
}, 400_000)

describe('however many rows a list has', () => {
  it.each(lists.map(([name]) => name))('%s asks the database as often', (name) => {
    const before = few.get(name) ?? new Map<string, Asked>()
    expect(before.size > 0 || notReached.has(name)).toBe(true)
    const grown = [...before].flatMap(([where, { statements }]) =>
      listRepeated(statements, many.get(name)?.get(where)?.statements ?? []).map((one) => `${where}: ${one}`),
    )
    expect(grown).toEqual([])
  })

  it('and each has more, but for those that are told', () => {
    const same = lists.filter(([name]) =>
      [...(few.get(name) ?? [])].every(([where, { items }]) => many.get(name)?.get(where)?.items === items),
    )
    expect(same.map(([name]) => name).filter((name) => !notReached.has(name) && !notGrown.has(name))).toEqual(
      [],
    )
  })
})
