/**
 * `npm run check [gate …]`: runs every script of package.json named `check:<gate>`, or those asked for, as many at
 * once as there are cores, and says which failed. A new gate is a new script, nothing else.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

const prefix = 'check:'
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
const known = Object.keys(scripts).flatMap((name) =>
  name.startsWith(prefix) ? [name.slice(prefix.length)] : [],
)
const wanted = process.argv.length > 2 ? process.argv.slice(2) : known
const strange = wanted.filter((gate) => !known.includes(gate))
if (strange.length > 0 || wanted.length === 0) {
  console.error(`No such gate: ${strange.join(', ')}. There are: ${known.join(', ')}.`)
  process.exit(2)
}

function run(gate) {
  const began = Date.now()
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', `${prefix}${gate}`], {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    const said = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk))
    const end = (ok) =>
      resolve({ gate, ok, said: Buffer.concat(said).toString(), seconds: (Date.now() - began) / 1000 })
    child.on('error', (error) => {
      said.push(Buffer.from(String(error)))
      end(false)
    })
    child.on('close', (code) => end(code === 0))
  })
}

const waiting = [...wanted]
const failed = []

async function work() {
  for (let gate = waiting.shift(); gate; gate = waiting.shift()) {
    const { ok, said, seconds } = await run(gate)
    if (!ok) failed.push(gate)
    console.log(`\n${ok ? 'ok  ' : 'FAIL'} ${gate}  ${seconds.toFixed(1)} s\n${said.trim()}`)
  }
}

await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work))
console.log(failed.length > 0 ? `\nFailed: ${failed.join(', ')}` : `\nAll ${wanted.length} gates passed.`)
if (failed.length > 0) process.exitCode = 1
