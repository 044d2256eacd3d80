import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { makeOnce, printOf } from './made-once.ts'

const root = resolve(import.meta.dirname, '../..')

export type BuiltCli = {
  run(env: Record<string, string>, ...words: string[]): Running
  /** With what somebody types, a line each. */
  runTyping(typed: readonly string[], env: Record<string, string>, ...words: string[]): Running
}

const sources = ['contract', 'server', 'demo', 'package.json', 'package-lock.json', 'vite.server.config.ts']

/**
 * The program as it is shipped, built into a folder of its own, so that nobody's dist/ is touched: once for all test
 * files of a run. That the types agree is for `npm run check`.
 */
export async function buildCli(): Promise<BuiltCli> {
  const folder = await makeOnce(`program-${printOf(sources)}`, build)
  const file = join(folder, 'dist/server/cli/run.js')
  return {
    run: (env, ...words) => start(file, words.length > 0 ? words : ['start'], env),
    runTyping: (typed, env, ...words) => start(file, words, env, typed.map((line) => `${line}\n`).join('')),
  }
}

async function build(folder: string): Promise<void> {
  const out = join(folder, 'dist/server/cli')
  const vite = ['node_modules/vite/bin/vite.js', 'build', '-c', 'vite.server.config.ts', '--outDir', out]
  const child = spawn(process.execPath, [...vite, '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  const code = await new Promise<number | null>((done) => child.on('close', done))
  if (code !== 0) throw new Error(`the program does not build:\n${said}`)
  for (const name of ['node_modules', 'server', 'package.json'])
    symlinkSync(join(root, name), join(folder, name))
}

export type Running = {
  child: ChildProcess
  /** What has been printed up to now. */
  out(): string
  err(): string
  /** Resolves when `text` has been printed; rejects when the process ends before. */
  says(text: string): Promise<void>
  ended: Promise<number | null>
}

function start(file: string, words: readonly string[], env: Record<string, string>, typed?: string): Running {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [file, ...words], {
    cwd: root,
    env: { PATH, HOME, LOG_LEVEL: 'error', ...env },
    stdio: [typed === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  child.stdin?.end(typed)
  const heard = { out: '', err: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (heard.out += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (heard.err += text))
  const ended = new Promise<number | null>((done) => child.on('close', (code) => done(code)))
  return {
    child,
    out: () => heard.out,
    err: () => heard.err,
    ended,
    says: (text) =>
      new Promise((done, fail) => {
        const look = () => heard.out.includes(text) && done()
        look()
        child.stdout?.on('data', look)
        void ended.then((code) => fail(new Error(`ended with ${code} before “${text}”: ${heard.err}`)))
      }),
  }
}

/** A few accounts of a test write what those of a whole county write. */
export const unhurried = { ZHIBUTONG_REQUESTS_A_MINUTE: '1000000' }

/** What a start on a database server needs to be told, with a key and a port of its own. */
export async function serverEnv(urls: { app: string; platform: string; owner: string }) {
  return {
    PORT: String(await freePort()),
    DATABASE_URL: urls.app,
    DATABASE_PLATFORM_URL: urls.platform,
    DATABASE_ADMIN_URL: urls.owner,
    ZHIBUTONG_MASTER_KEY: randomBytes(32).toString('base64'),
    ...unhurried,
  }
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.on('error', fail).listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? done(address.port) : fail(new Error('no port')),
      )
    })
  })
}
