import type { App } from '../server/app.ts'
import type { County } from '../server/features/access/set-up.ts'
import type { BenchServer } from './server.ts'
import type { World } from './world/build.ts'

/** What a row has to work with; the server is the built one, the app is for what only the product's own code can do. */
export type Bench = {
  world: World
  server: BenchServer
  app: App
  at: County
  quick: boolean
  log(line: string): void
}

export type Figure = {
  name: string
  /** What is done, in one line. */
  work: string
  ours: string
  floor: string | null
  ratio: number | null
  target: string
  held: boolean
  /** Of a point on the curve of the country. */
  values?: { branches: number; seconds: number }
}

export type Row = { name: string; run(bench: Bench): Promise<Figure[]> }

/** Rounds of every alternation. */
export const rounds = 5
