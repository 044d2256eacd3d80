import { spawnSync } from 'node:child_process'
import { chownSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Address, superuser } from './address.ts'
import { childEnvironment, clusterArgument } from './child.ts'
import { EmbeddedError } from './errors.ts'
import type { ServerUser } from './server-user.ts'

export type InitdbSettings = { program: string; user: ServerUser; address: Address; durable: boolean }

/**
 * What pg_trgm and the text search parser ask whether a character is a letter: with LC_CTYPE=C none of
 * Chinese is. C.UTF-8 is everywhere but on old glibc and old macOS.
 */
const ctypes: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: ['C.UTF-8', 'en_US.UTF-8'],
  win32: ['C.UTF-8', 'en-US.UTF-8', 'C'],
}
const linuxCtypes = ['C.UTF-8', 'C.utf8', 'zh_CN.UTF-8', 'en_US.UTF-8']

/** Fills the empty folder `target` with a new cluster. */
export function runInitdb(target: string, settings: InitdbSettings): void {
  const passwordFile = `${target}.password`
  const access = accessArguments(settings, passwordFile)
  try {
    let output = ''
    for (const ctype of ctypes[process.platform] ?? linuxCtypes) {
      const run = spawnSync(settings.program, [...commonArguments(target, ctype, settings), ...access], {
        ...settings.user,
        cwd: target,
        env: childEnvironment(),
        encoding: 'utf8',
      })
      if (run.status === 0) return
      output = run.error?.message ?? run.stderr
      // Another name may be known here; any other complaint would only be repeated.
      if (!/invalid locale name/.test(output)) break
      for (const name of readdirSync(target)) rmSync(join(target, name), { recursive: true, force: true })
    }
    throw new EmbeddedError('start-failed', `数据库建不起来：${firstError(output)}`)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function commonArguments(target: string, ctype: string, { user, durable }: InitdbSettings): string[] {
  return [
    ...['-D', clusterArgument(target, user), '-U', superuser, '-E', 'UTF8'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...['--locale=C', '--lc-collate=C', `--lc-ctype=${ctype}`, '--no-instructions'],
    ...(durable ? [] : ['--no-sync']),
  ]
}

/** Whoever can open the closed socket folder is trusted; over the loopback everybody needs a password. */
function accessArguments({ address, user }: InitdbSettings, passwordFile: string): string[] {
  if (address.kind === 'socket') return ['--auth-local=trust', '--auth-host=reject']
  writeFileSync(passwordFile, `${address.passwords[superuser]}\n`, { mode: 0o600 })
  if (user) chownSync(passwordFile, user.uid, user.gid)
  return ['--auth=scram-sha-256', `--pwfile=${passwordFile}`]
}

function firstError(output: string): string {
  const lines = output.split('\n').map((line) => line.trim())
  return lines.find((line) => /error|fatal|could not|denied|not found/i.test(line)) ?? lines.at(-1) ?? ''
}
