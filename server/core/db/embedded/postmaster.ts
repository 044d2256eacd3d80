import { spawn, spawnSync } from 'node:child_process'
import { chownSync, closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { childEnvironment, clusterArgument } from './child.ts'
import type { Folders } from './folders.ts'
import { readPostmasterFile } from './postmaster-file.ts'
import { isRunning, signal } from './processes.ts'

export type Postmaster = {
  pid: number
  /** Resolves when it is gone, however that came. */
  exited: Promise<void>
  hasExited(): boolean
  /** Ends every session, writes the last checkpoint, waits. Sessions that do not let go are cut off after 30 s. */
  stop(): Promise<void>
}

const longestLog = 10 * 1024 * 1024

/** Starts `postgres`; it is not ready yet when this returns. */
export function startPostmaster(
  folders: Folders,
  binaries: Binaries,
  settings: string[],
  logFile: string,
): Postmaster {
  rotate(logFile)
  return process.platform === 'win32'
    ? startByControl(folders, binaries, settings, logFile)
    : startAsChild(folders, binaries, settings, logFile)
}

/**
 * As our own child, so that we also collect it when it ends: under a PID 1 that does not, it would stay a
 * zombie. In a session of its own, so that Ctrl-C in a terminal reaches us alone and we stop it in order.
 */
function startAsChild(folders: Folders, binaries: Binaries, settings: string[], logFile: string): Postmaster {
  // A file, not a pipe: the log must go on if we are killed.
  const output = openSync(logFile, 'a', 0o600)
  if (folders.user) chownSync(logFile, folders.user.uid, folders.user.gid)
  const child = spawn(
    binaries.postgres,
    ['-D', clusterArgument(folders.cluster, folders.user), ...settings],
    {
      ...folders.user,
      cwd: folders.cluster,
      env: childEnvironment(),
      stdio: ['ignore', output, output],
      detached: true,
    },
  )
  closeSync(output)
  let ended = false
  const exited = new Promise<void>((resolve) => {
    const end = () => {
      ended = true
      process.off('exit', leave)
      resolve()
    }
    child.once('exit', end)
    child.once('error', end)
  })
  const pid = child.pid ?? 0
  // Whoever calls process.exit() without stop(): the engine shuts down by itself, in order.
  const leave = () => signal(pid, 'SIGINT')
  if (pid) process.on('exit', leave)
  return { pid, exited, hasExited: () => ended, stop: () => stopChild(pid, exited, () => ended) }
}

async function stopChild(pid: number, exited: Promise<void>, hasExited: () => boolean): Promise<void> {
  for (const name of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (hasExited()) return
    signal(pid, name)
    await Promise.race([exited, delay(30_000, undefined, { ref: false })])
  }
}

/** On Windows only pg_ctl can start a server for an administrator: it takes the rights off first. */
function startByControl(
  folders: Folders,
  binaries: Binaries,
  settings: string[],
  logFile: string,
): Postmaster {
  const control = (...args: string[]) =>
    spawnSync(binaries.pgCtl, [...args, '-D', folders.cluster, '-w', '-t', '600'], {
      env: childEnvironment(),
      stdio: 'ignore',
    })
  const quoted = settings.map((part) => (part === '-c' ? part : `"${part}"`)).join(' ')
  control('start', '-l', logFile, '-o', quoted)
  const pid = readPostmasterFile(folders.cluster)?.pid ?? 0
  const hasExited = () => pid === 0 || !isRunning(pid)
  return {
    pid,
    exited: waitFor(hasExited),
    hasExited,
    stop: async () => void control('stop', '-m', 'fast'),
  }
}

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(500, undefined, { ref: false })
}

function rotate(logFile: string): void {
  const found = statSync(logFile, { throwIfNoEntry: false })
  if (found && found.size > longestLog) renameSync(logFile, `${logFile}.1`)
}

/** What the engine said last before it gave up, for the one line that a person reads. */
export function lastComplaint(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').slice(-20_000).split('\n')
  return (
    lines
      .findLast((line) => /FATAL|PANIC|ERROR/.test(line) && !line.includes('is starting up'))
      ?.replace(/^.*?(?=FATAL|PANIC|ERROR)/, '') ?? ''
  )
}
