import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { requestOf, useTestApp } from '../app.ts'
import { inTime, shapeFault } from '../authority/answers.ts'
import { type Operation, readOperations } from '../authority/document.ts'
import { randomFrom } from '../authority/strange.ts'
import { watchWrites } from '../authority/touched.ts'
import { useImports } from '../imports.ts'
import { findImporters, type Importer } from './importers.ts'

/**
 * Files as they come from a stick that was pulled out too early, from a program that writes them in its own way, and from
 * somebody with time. ZHIBUTONG_BENT says how many (400 meet every bend of every reader, 5000 at night) and
 * ZHIBUTONG_BENT_SEED which: with the number and seed that a failure tells the same are sent again.
 */
const size = Number(process.env['ZHIBUTONG_BENT'] ?? 75)
const seed = Number(process.env['ZHIBUTONG_BENT_SEED'] ?? (size === 75 ? 20261123 : Date.now() % 1e9))
const patienceMs = 10_000
/** A sentence is read on a phone; places in a file stand in the details. */
const longestSentence = 300

const test = useTestApp()
const queue = useImports(test)
let admin: pg.Client
let writtenTo: () => Promise<string[]>
let operations: Operation[]
let importers: Importer[]

beforeAll(async () => {
  importers = await findImporters(test, queue)
  operations = await readOperations(test)
  admin = new pg.Client({ connectionString: test.database.adminUrl })
  await admin.connect()
  writtenTo = await watchWrites(admin)
}, 120_000)
afterAll(() => admin?.end())

async function send({ spec, by, sent }: Importer, bytes: Buffer) {
  const options = requestOf(spec, { ...sent, file: { ...sent.file, bytes } }, by.cookie)
  // Nobody has asked too often.
  const remoteAddress = `10.${[0, 1, 2].map(() => Math.floor(Math.random() * 250)).join('.')}`
  return inTime(test.app.server.inject({ ...options, remoteAddress }), patienceMs)
}

/** What is wrong with how a file was met; empty when nothing is. */
async function faultsOf(importer: Importer, bytes: Buffer): Promise<string[]> {
  const operation = operations.find(({ spec }) => spec === importer.spec) as Operation
  const response = await send(importer, bytes)
  const written = await writtenTo()
  if (!response) return ['no answer in time']
  const { statusCode, body } = response
  const fault = shapeFault(operation, response)
  if (fault) return [`${fault}: ${statusCode} ${body.slice(0, 300)}`]
  if (statusCode === 200) return afterwards(importer, JSON.parse(body))
  const { message } = JSON.parse(body).error
  const tooLong = message.length > longestSentence ? [`a sentence of ${message.length} letters`] : []
  return written.length > 0 ? [`refused, and wrote to ${written.join()}`, ...tooLong] : tooLong
}

async function afterwards(importer: Importer, body: unknown): Promise<string[]> {
  const answers = await importer.goOn({ status: 200, body, error: undefined } as never)
  await writtenTo()
  return answers.flatMap(({ status, error }, at) =>
    status === 200
      ? []
      : [`taken, and then ${status} at step ${at}: ${JSON.stringify(error)?.slice(0, 300)}`],
  )
}

type Choice = { importer: Importer; bend: string; seed: number }

/**
 * Every bend of every importer, in another order for another seed, until there are so many: first each bend once, at
 * whichever importer, so that a few files meet them all.
 */
function choose(): Choice[] {
  const random = randomFrom(seed)
  const all = importers.flatMap((importer) => Object.keys(importer.bends).map((bend) => ({ importer, bend })))
  const shuffled = all.map((one) => ({ ...one, at: random() })).sort((a, b) => a.at - b.at)
  const met = new Map<string, number>()
  const ranked = shuffled.map((one) => {
    const rank = met.get(one.bend) ?? 0
    met.set(one.bend, rank + 1)
    return { ...one, rank }
  })
  const inOrder = ranked.sort((a, b) => a.rank - b.rank)
  return Array.from({ length: size }, (_, at) => {
    const { importer, bend } = inOrder[at % inOrder.length] as (typeof inOrder)[number]
    return { importer, bend, seed: seed + at }
  })
}

describe(`${size} bent files from seed ${seed}`, () => {
  it(
    'are each taken or refused in words, in time, and what is refused leaves nothing',
    async () => {
      const faults: string[] = []
      for (const { importer, bend, seed: own } of choose()) {
        const bytes = importer.bends[bend]?.(importer.sent.file.bytes, randomFrom(own)) ?? Buffer.alloc(0)
        for (const fault of await faultsOf(importer, bytes))
          faults.push(`${importer.what}, ${bend}, ${own}: ${fault}`)
        if (faults.length > 20) break
      }
      expect(faults).toEqual([])
    },
    60_000 + size * 2_000,
  )

  it('leave behind a server that takes what is sound', async () => {
    for (const importer of importers) {
      const response = await send(importer, importer.sent.file.bytes)
      expect([importer.what, response?.statusCode, response?.body]).toEqual([
        importer.what,
        200,
        expect.any(String),
      ])
      expect([importer.what, await afterwards(importer, response?.json())]).toEqual([importer.what, []])
    }
  })
})
