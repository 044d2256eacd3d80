/**
 * Builds the server and the web pages into dist/ when that is missing or older than the sources:
 * the newcomer's first command does everything, and later starts lose no time.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const stamp = join(root, 'dist', 'built')
const sources = ['contract', 'server', 'demo', 'web', 'package.json', 'vite.server.config.ts']

function newest(path) {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

function run(program, ...words) {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...words], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== 0) process.exit(status ?? 1)
}

function buildPages() {
  run('vite/bin/vite.js', 'build', '-c', 'vite.office.config.ts', '--logLevel', 'warn')
  run('vite/bin/vite.js', 'build', '-c', 'vite.phone.config.ts', '--logLevel', 'warn')
}

function build() {
  run('vite/bin/vite.js', 'build', '-c', 'vite.server.config.ts', '--logLevel', 'warn')
  buildPages()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, '')
}

export async function buildWhenStale() {
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0
  const changed = Math.max(...sources.map((name) => newest(join(root, name))))
  if (built >= changed) return
  process.stdout.write('正在构建，约十秒。\n')
  build()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === 'pages') buildPages()
  else build()
}
