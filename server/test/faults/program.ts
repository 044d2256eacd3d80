import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../../..')

export type Program = { start(env: Record<string, string>): Server; remove(): void }

export type Server = {
  child: ChildProcess
  said(): string
  /** Resolves once it serves; rejects if it ends before. */
  ready: Promise<void>
  ended: Promise<number | null>
}

/**
 * The program in a folder of its own, file by file as it is shipped, but without asking the compiler: a test that starts
 * it dozens of times is not about types.
 */
export async function buildProgram(): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'zbt-faults-'))
  const outDir = join(folder, 'dist')
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        input: { 'server/cli/run': join(root, 'server/cli/run.ts') },
        output: { preserveModules: true, preserveModulesRoot: root, entryFileNames: '[name].js' },
      },
    },
  })
  for (const name of readdirSync(join(root, 'server'), { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.css')) copyFileSync(join(root, 'server', name), join(outDir, 'server', name))
  for (const name of ['node_modules', 'server', 'package.json'])
    symlinkSync(join(root, name), join(folder, name))
  return {
    start: (env) => start(join(outDir, 'server/cli/run.js'), env),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function start(file: string, env: Record<string, string>): Server {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [file, 'start'], {
    cwd: root,
    env: { PATH, HOME, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<number | null>((done) => child.on('close', (code) => done(code)))
  const ready = new Promise<void>((done, fail) => {
    child.stdout.on('data', () => said.includes('支部通在') && done())
    void ended.then((code) => fail(new Error(`ended with ${code} before it served: ${said}`)))
  })
  // Whoever does not wait for it is told by `ended`.
  ready.catch(() => {})
  return { child, ready, ended, said: () => said }
}
