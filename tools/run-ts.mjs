/**
 * Runs a TypeScript tool of this project on Node 20, which cannot read types itself:
 * `node tools/run-ts.mjs tools/<tool>.ts [arguments]`. The tool sees its own arguments from argv[2] on.
 */
import { resolve } from 'node:path'
import { runnerImport } from 'vite'

const [, , tool] = process.argv
if (!tool) {
  console.error('usage: node tools/run-ts.mjs tools/<tool>.ts [arguments]')
  process.exit(2)
}
process.argv.splice(1, 2, resolve(tool))
await runnerImport(resolve(tool), { configFile: false, logLevel: 'error' })
