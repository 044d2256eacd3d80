import { beforeAll, describe, expect, it } from 'vitest'
import { roles } from '../../../contract/roles.ts'
import { platformRoutes } from '../../app.ts'
import { type Person, requestOf, useTestApp } from '../../test/app.ts'
import { requestAt } from '../../test/authority/aim.ts'
import { inTime, shapeFault } from '../../test/authority/answers.ts'
import { type Operation, readOperations } from '../../test/authority/document.ts'
import { buildGround, closeAfterwards, type Ground, type Plot } from '../../test/authority/ground.ts'
import type { Schema } from '../../test/authority/plausible.ts'
import { type Believing, serveBelieving } from '../../test/authority/serve-as.ts'
import {
  atTheEdge,
  type Change,
  changeOne,
  hostile,
  pick,
  type Random,
  randomFrom,
  toText,
  within,
} from '../../test/authority/strange.ts'
import { watchWrites } from '../../test/authority/touched.ts'
import { bendOnTheWay, type Wire } from '../../test/authority/wire.ts'
import type { Identity } from './runtime.ts'

/**
 * Requests by the thousand, made from the document that the server gives of itself: what a person could send, the same with
 * a slip in one place, with what nobody sends, and broken on the way. ZHIBUTONG_FUZZ says how many (100000 at night) and
 * ZHIBUTONG_FUZZ_SEED which: with the number and seed that a failure tells the same are sent again.
 */
const size = Number(process.env['ZHIBUTONG_FUZZ'] ?? 3_000)
const seed = Number(process.env['ZHIBUTONG_FUZZ_SEED'] ?? (size === 3_000 ? 20261123 : Date.now() % 1e9))
const patienceMs = 10_000
/** A page is printed by a browser that is started for it, beside whatever else this machine does. */
const printPatienceMs = 40_000

const test = useTestApp()
let ground: Ground
let behind: Believing
let person: Person
let writtenTo: () => Promise<string[]>
let operations: Operation[]
/** Ids of another county, to be asked for as if they were the own. */
let foreign: string[]
closeAfterwards(() => ground)

beforeAll(async () => {
  ground = await buildGround(test)
  behind = await serveBelieving(test, { keep: true })
  person = await test.person('branch-secretary', ground.plots[0]?.orgId ?? 1)
  operations = await readOperations(test)
  // What was answered has been sent: planted rows hold that together as little as anything.
  await ground.admin.query(`update worklists set state = 'sent'`)
  const { rows } = await ground.admin.query<{ id: string }>(
    `select account_id::text as id from accounts where county_id <> $1
      union all select org_id::text from organisations where county_id <> $1 order by 1 limit 40`,
    [test.county.county],
  )
  foreign = rows.map(({ id }) => id)
  writtenTo = await watchWrites(ground.admin)
}, 120_000)

/** Who signs in is found by other ways than who asks: these are asked at the whole server, by somebody who signed in. */
const beforeSignIn = new Set(platformRoutes.map(({ spec }) => spec))

type Wild = { operation: Operation; options: Wire; kind: string; isOutside: boolean }

const changes: Record<string, Change> = {
  valid: within,
  near: atTheEdge,
  hostile,
  foreign: (schema, random) => (random() < 0.8 ? pick(random, foreign) : atTheEdge(schema, random)),
}

function makeRequest(operation: Operation, random: Random): Wild {
  const kind = pick(random, ['valid', 'valid', 'near', 'hostile', 'hostile', 'foreign', 'broken'])
  const plot = pick(random, ground.plots)
  const who = pickWho(plot, random)
  const isOutside = beforeSignIn.has(operation.spec) || operation.spec.access === 'anyone'
  const cookie = isOutside ? (random() < 0.7 ? person.cookie : null) : who && behind.cookieOf(who)
  let options = requestFor(operation, plot, cookie, kind, random)
  if (kind === 'broken') options = bendOnTheWay(options, random)
  // Nobody has asked too often.
  const remoteAddress = `10.${[1, 2, 3].map(() => Math.floor(random() * 250)).join('.')}`
  return { operation, kind, isOutside, options: { ...options, remoteAddress } }
}

function pickWho(plot: Plot, random: Random): Identity | null {
  const almighty = random() < 0.75
  if (almighty) return ground.almighty(plot, pick(random, ['the member', 'another', 'another'] as const))
  return random() < 0.9 ? ground.who(pick(random, roles), plot, 'own') : null
}

function requestFor(
  operation: Operation,
  plot: Plot,
  cookie: string | null,
  kind: string,
  random: Random,
): Wire {
  const { spec } = operation
  const sent: Record<string, unknown> = requestAt(spec, plot)
  const change = changes[kind]
  // What is valid names what is there: another address would only be another thing that is not.
  const places = placesOf(operation).filter((place) => kind !== 'valid' || place !== 'params')
  if (change && places.length > 0)
    for (let more = random(); more < 0.9; more += random())
      changeAt(pick(random, places), sent, operation, (schema) => change(schema, random), random)
  const { url, payload, ...options } = requestOf(spec, sent, cookie)
  const address = { ...options, url: typeof url === 'string' ? url : '' }
  if (Buffer.isBuffer(payload)) return { ...address, payload }
  if (spec.method === 'GET') return address
  const headers = { ...options.headers, 'content-type': 'application/json' }
  return { ...address, headers, payload: toText(sent['body']) }
}

type Place = 'body' | 'query' | 'params'

function placesOf({ params, query, body }: Operation): Place[] {
  const has = ({ properties = {} }: Schema) => Object.keys(properties).length > 0
  return [
    ...(body ? (['body', 'body', 'body'] as const) : []),
    ...(has(query) ? (['query', 'query'] as const) : []),
    ...(has(params) ? (['params'] as const) : []),
  ]
}

function changeAt(
  place: Place,
  sent: Record<string, unknown>,
  operation: Operation,
  change: Change,
  random: Random,
): void {
  const changed = changeOne(sent[place], operation[place] ?? {}, random, change)
  if (place === 'body') sent[place] = changed
  else sent[place] = Object.assign({}, place === 'params' ? sent[place] : null, flat(changed))
}

/** What can stand in an address: texts, without half a pair of surrogates. */
function flat(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  const soundly = (one: unknown) =>
    (typeof one === 'string' ? one : toText(one))
      .replace(/^@raw:/, '')
      .replace(/\p{Surrogate}/gu, '')
      .slice(0, 2_000)
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, soundly(one)]))
}

async function faultsOf({ operation, options, kind, isOutside }: Wild): Promise<string[]> {
  const server = isOutside ? test.app.server : behind.server
  const patience = operation.spec.path.endsWith('.pdf') ? printPatienceMs : patienceMs
  const response = await inTime(server.inject(options), patience)
  const faults = response ? [shapeFault(operation, response)] : ['no answer in time']
  const tables = await writtenTo()
  const isRead = operation.spec.method === 'GET' && operation.spec.produces !== 'file'
  if (tables.length > 0 && (isRead || response?.statusCode !== 200))
    faults.push(`wrote to ${tables.join(', ')}`)
  const asked = `${kind} ${options.method} ${options.url.slice(0, 300)} ${String(options.payload ?? '').slice(0, 500)}`
  return faults
    .filter((fault) => fault !== '')
    .map(
      (fault) =>
        `${operation.name}: ${fault}: ${response?.statusCode} ${response?.body.slice(0, 200)} ${asked}`,
    )
}

describe(`${size} requests from seed ${seed}`, () => {
  it(
    'are all answered in time and in the declared shape, and what is refused writes nothing',
    async () => {
      const random = randomFrom(seed)
      const faults: string[] = []
      for (let at = 0; at < size && faults.length < 20; at += 1) {
        const wild = makeRequest(operations[at % operations.length] as Operation, random)
        for (const fault of await faultsOf(wild)) faults.push(`${at}. ${fault}`)
      }
      expect(faults).toEqual([])
    },
    120_000 + size * 100,
  )
})
