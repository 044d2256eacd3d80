/**
 * Builds the server (tsc) and the web pages (vite) into dist/ when that is missing or older than the sources:
 * the newcomer's first command does everything, and later starts lose no time.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const stamp = join(root, 'dist', 'built')
const sources = ['contract', 'server', 'demo', 'web', 'package.json', 'tsconfig.build.json']

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

/** The style sheets of pages without a script are read from beside the code that serves them. */
export function copyStyles() {
  for (const name of readdirSync(join(root, 'server'), { recursive: true })) {
    if (name.endsWith('.css')) copyFileSync(join(root, 'server', name), join(root, 'dist', 'server', name))
  }
}

function buildPages() {
  run('vite/bin/vite.js', 'build', '-c', 'vite.office.config.ts', '--logLevel', 'warn')
  run('vite/bin/vite.js', 'build', '-c', 'vite.phone.config.ts', '--logLevel', 'warn')
}

function build() {
  run('typescript/bin/tsc', '-p', 'tsconfig.build.json')
  copyStyles()
  buildPages()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, '')
}

export async function buildWhenStale() {
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0
  const changed = Math.max(...sources.map((name) => newest(join(root, name))))
  if (built >= changed) return
  process.stdout.write('正在构建，约半分钟。\n')
  build()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === 'pages') buildPages()
  else build()
}
