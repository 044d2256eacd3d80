/**
 * `npm run dev`: the server is built and started anew at every change, the web pages reload by themselves.
 * Office pages at http://127.0.0.1:5173/, phone pages at http://127.0.0.1:5173/m/, with the demonstration county.
 */
import { spawn, spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const node = process.execPath
const bin = (path) => join(root, 'node_modules', path)

const server = [bin('vite/bin/vite.js'), 'build', '-c', 'vite.server.config.ts', '--logLevel', 'warn']

spawnSync(node, server, { cwd: root, stdio: 'inherit' })

const children = [
  [...server, '--watch'],
  ['--watch-path=dist/server', '--watch-preserve-output', 'dist/server/cli/run.js', 'demo'],
  [bin('vite/bin/vite.js'), '-c', 'vite.phone.config.ts', '--clearScreen', 'false'],
  [bin('vite/bin/vite.js'), '-c', 'vite.office.config.ts', '--clearScreen', 'false'],
].map((words) => spawn(node, words, { cwd: root, stdio: 'inherit' }))

function end() {
  for (const child of children) child.kill('SIGTERM')
}
process.on('SIGINT', end)
process.on('SIGTERM', end)
