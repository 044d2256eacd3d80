import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'

const folder = join('dist', 'e2e')
const sources = [
  'web',
  'contract',
  'vite.office.config.ts',
  'vite.phone.config.ts',
  'package-lock.json',
  'tsconfig.base.json',
]

async function listFiles(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const entries = await readdir(path, { withFileTypes: true })
  const below = await Promise.all(entries.map((entry) => listFiles(join(path, entry.name))))
  return below.flat()
}

/** A name for the sources as they are now, from what a build looks at: which files, how long, how old. */
async function printOfSources(): Promise<string> {
  const files = (await Promise.all(sources.map(listFiles))).flat().sort()
  const hash = createHash('sha256')
  for (const file of files) {
    const { size, mtimeMs } = await stat(file)
    hash.update(`${file} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

function runVite(config: string, target: string): void {
  const words = ['build', '-c', config, '--outDir', target, '--emptyOutDir', 'false', '--logLevel', 'warn']
  const { status, stderr } = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', ...words], {
    encoding: 'utf8',
    // vitest's own environment would build the pages for development.
    env: { ...process.env, NODE_ENV: 'production', VITEST: undefined },
  })
  if (status !== 0) throw new Error(`the pages were not built:\n${stderr}`)
}

async function build(target: string): Promise<void> {
  const half = `${target}.${process.pid}`
  const absolute = join(process.cwd(), half)
  await mkdir(half, { recursive: true })
  runVite('vite.office.config.ts', absolute)
  runVite('vite.phone.config.ts', join(absolute, 'm'))
  // Two test files may build at once: the first that is ready counts.
  await rename(half, target).catch(async (error: unknown) => {
    await rm(half, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  })
}

const oldAge = 2 * 3_600_000

async function dropOld(): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > oldAge) await rm(path, { recursive: true, force: true })
  }
}

/**
 * The office and phone pages of the sources as they are now, built unless they are there already; answers their
 * folder. Every state of the sources has its own, so that a build never changes pages that another test reads.
 */
export async function builtPages(): Promise<string> {
  const target = join(folder, await printOfSources())
  await mkdir(folder, { recursive: true })
  await dropOld()
  if (existsSync(target)) await utimes(target, new Date(), new Date())
  else await build(target)
  return target
}
