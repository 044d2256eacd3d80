import { readdirSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import type { BenchServer } from '../server.ts'
import type { MemorySample } from './memory-verdict.ts'

export type Watched = {
  node: MemorySample[]
  postgres: MemorySample[]
  lagMs: number[]
  loads: number[]
  cpu: Cpu
}
/** Seconds of processor time. */
export type Cpu = { generator: number; node: number; postgres: number }

const everyMs = 5_000
const ticksPerSecond = 100

/** Looks every five seconds at memory, the lag of the event loop and how busy the machine is, until told to stop. */
export function watch(
  server: BenchServer,
  metricsUrl: string,
  postmaster: number,
): { found: Watched; stop(): void } {
  const begun = performance.now()
  const before = readCpu(server.pid, postmaster)
  const found: Watched = { node: [], postgres: [], lagMs: [], loads: [], cpu: before }
  const look = async () => {
    const minute = (performance.now() - begun) / 60_000
    found.node.push({ minute, mb: server.residentMb() })
    found.postgres.push({ minute, mb: sharedFairly(postmaster) })
    found.loads.push(loadavg()[0] as number)
    const lag = await readLag(metricsUrl)
    if (lag !== null) found.lagMs.push(lag)
    found.cpu = less(readCpu(server.pid, postmaster), before)
  }
  const timer = setInterval(() => void look(), everyMs)
  return { found, stop: () => clearInterval(timer) }
}

function less(now: Cpu, before: Cpu): Cpu {
  return {
    generator: now.generator - before.generator,
    node: now.node - before.node,
    postgres: now.postgres - before.postgres,
  }
}

/** The 99th per cent since the last look, in milliseconds. */
async function readLag(metricsUrl: string): Promise<number | null> {
  const text = await fetch(metricsUrl).then(
    (answer) => answer.text(),
    () => '',
  )
  const line = /^nodejs_eventloop_lag_p99_seconds (\S+)$/m.exec(text)
  return line ? Number(line[1]) * 1_000 : null
}

/** Memory of PostgreSQL in MB: what its processes share is counted once. */
function sharedFairly(postmaster: number): number {
  return [postmaster, ...childrenOf(postmaster)].reduce((sum, pid) => {
    const line = /^Pss:\s+(\d+) kB$/m.exec(readProc(pid, 'smaps_rollup'))
    return sum + Number(line?.[1] ?? 0) / 1024
  }, 0)
}

function readCpu(node: number, postmaster: number): Cpu {
  const { user, system } = process.cpuUsage()
  // What ended meanwhile was waited for by the postmaster.
  const postgres = [postmaster, ...childrenOf(postmaster)].map((pid) => ticksOf(pid, pid === postmaster))
  return {
    generator: (user + system) / 1e6,
    node: ticksOf(node, false),
    postgres: postgres.reduce((sum, one) => sum + one, 0),
  }
}

function ticksOf(pid: number, withEnded: boolean): number {
  const fields = readProc(pid, 'stat')
    .replace(/^.*\) /, '')
    .split(' ')
    .map(Number)
  const at = withEnded ? [11, 12, 13, 14] : [11, 12]
  return at.reduce((sum, nth) => sum + (fields[nth] || 0), 0) / ticksPerSecond
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter(
      (pid) =>
        pid > 0 &&
        Number(
          readProc(pid, 'stat')
            .replace(/^.*\) /, '')
            .split(' ')[1],
        ) === parent,
    )
}

/** Empty of a process that has just ended. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
