import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildTree } from '../server/test/tree.ts'
import { openBrowser } from './support/browser.ts'
import { builtLab } from './support/sync/built-lab.ts'
import { judgeHistory } from './support/sync/check.ts'
import { type History, playHistory } from './support/sync/history.ts'
import { type Fate, openLines } from './support/sync/line.ts'
import { serveProgram } from './support/sync/serve-program.ts'
import { buildWorld, type World } from './support/sync/world.ts'

/** A few in every run; SYNC_HISTORIES=10000 for a night, SYNC_SEED to play one that failed once more. */
const histories = Number(process.env['SYNC_HISTORIES'] ?? 16)
const firstSeed = Number(process.env['SYNC_SEED'] ?? 1)
/** A start of the server takes seconds: of a few histories some have one, of many fewer. */
const killsEvery = histories > 100 ? 50 : 8
const side = Math.min(3, histories)

const { program, test: server } = await serveProgram()
const { browser } = await openBrowser()
const lines = await openLines(program, await builtLab())
afterAll(() => lines.close())
const worlds: World[] = []

beforeAll(async () => {
  const tree = await buildTree(server)
  for (let at = 0; at < side; at += 1) worlds.push(await buildWorld(server, tree, browser, lines, at))
})

const tally = { visits: 0, kept: 0, tabs: 0, full: 0, merged: 0, conflicts: 0, again: 0, skews: 0 }
const met: readonly Fate[] = ['before', 'after', 'twice', 'late', 'busy', 'killed']

function count(world: World, { visits, changes, skews }: History): void {
  const told = [...visits, ...changes]
  tally.visits += visits.length
  tally.skews += skews
  tally.kept += told.filter(({ outcome }) => outcome === 'kept').length
  tally.tabs += told.filter(({ outcome }) => outcome === 'killed').length
  tally.full += told.filter(({ outcome }) => outcome === 'full').length
  const heard = world.phones.flatMap(({ line }) => line.heard)
  const answers = heard.flatMap(({ url, answer }) =>
    url.endsWith('/merges') ? [answer as { merged?: unknown[]; conflicts?: unknown[] }] : [],
  )
  tally.merged += answers.filter(({ merged = [] }) => merged.length > 0).length
  tally.conflicts += answers.filter(({ conflicts = [] }) => conflicts.length > 0).length
  // Sent more than once under one number: the answer had not come through.
  const keys = heard.map(({ key }) => key).filter(Boolean)
  tally.again += keys.length - new Set(keys).size
}

async function judge(world: World, seed: number): Promise<string[]> {
  try {
    const history = await playHistory(world, seed, seed % killsEvery === 1)
    count(world, history)
    return (await judgeHistory(world, history)).map((fault) => `seed ${seed}: ${fault}`)
  } catch (thrown) {
    return [`seed ${seed}: ${String(thrown)}`]
  }
}

test(
  `${histories} histories of dying tabs, full disks and bad lines: nothing lost, nothing doubled, each pair as the model says`,
  async () => {
    const faults: string[] = []
    let next = firstSeed
    const run = async (world: World) => {
      while (next < firstSeed + histories && faults.length < 10) {
        const seed = next
        next += 1
        faults.push(...(await judge(world, seed)))
      }
    }
    await Promise.all(worlds.map(run))
    expect(faults).toEqual([])
    // A run in which nothing of the kind came up would say nothing.
    const befell = Object.fromEntries(met.map((fate) => [fate, lines.fates.get(fate) ?? 0]))
    const counts = { ...tally, ...befell }
    if (histories > 16) console.info(counts, program.kills)
    const unmet = Object.entries(counts).filter(([, count]) => count === 0)
    expect(histories >= 16 ? unmet : []).toEqual([])
  },
  20_000 + histories * 5_000,
)
