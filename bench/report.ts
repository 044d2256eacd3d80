import { execFileSync } from 'node:child_process'
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Figure } from './bench.ts'
import { median } from './measure.ts'

export type Machine = { processors: string; memoryGb: number; load: number; fsyncMs: number; node: string }

/** What the figures were measured on: the processor, how busy it was before, and what a write to the disc costs. */
export function describeMachine(folder: string): Machine {
  return {
    processors: `${cpus().length} × ${cpus()[0]?.model.trim()}`,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    load: Number(loadavg()[0]?.toFixed(2)),
    fsyncMs: Number(measureFsync(folder).toFixed(2)),
    node: process.version,
  }
}

/** Milliseconds of one write of a page and its fsync, the median of fifty. */
function measureFsync(folder: string): number {
  const path = join(folder, 'fsync.probe')
  const file = openSync(path, 'w')
  const page = Buffer.alloc(8192)
  const all = Array.from({ length: 50 }, () => {
    const start = performance.now()
    writeSync(file, page)
    fsyncSync(file)
    return performance.now() - start
  })
  closeSync(file)
  rmSync(path)
  return median(all)
}

export function formatTable(figures: readonly Figure[]): string {
  const head = ['row', 'ours', 'floor', 'ratio', 'target', 'held']
  const lines = figures.map((one) => [
    one.name,
    one.ours,
    one.floor ?? '',
    one.ratio === null ? '' : one.ratio.toFixed(2),
    one.target,
    one.held ? 'yes' : 'NO',
  ])
  const widths = head.map((title, i) => Math.max(title.length, ...lines.map((line) => line[i]?.length ?? 0)))
  return [head, ...lines]
    .map((line) => line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  '))
    .join('\n')
}

/** Keeps the figures where they are compared with the next ones: bench/results/latest.json, or quick.json. */
export function keepResults(
  name: string,
  machine: Machine,
  figures: readonly Figure[],
  today: Date,
  detail: object = {},
): string {
  const folder = join('bench', 'results')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.json`)
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const kept = { measuredOn: today.toISOString().slice(0, 10), commit, machine, figures, ...detail }
  writeFileSync(path, `${JSON.stringify(kept, null, 2)}\n`)
  return path
}
