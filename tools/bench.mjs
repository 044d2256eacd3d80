/** `npm run bench [-- words]`: builds what is stale, then measures; see bench/main.ts. */
import { spawnSync } from 'node:child_process'
import { buildWhenStale } from './build.mjs'

await buildWhenStale()
const words = ['tools/run-ts.mjs', 'bench/main.ts', ...process.argv.slice(2)]
const { status } = spawnSync(process.execPath, words, { stdio: 'inherit' })
process.exitCode = status ?? 1
