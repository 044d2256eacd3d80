import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { findChromium } from './find-chromium.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zbt-starts-'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const starts = () => readFileSync(join(folder, 'starts'), 'utf8').length

const fallen = { dies: 'kill -SEGV $$', hangs: 'exec sleep 60' }

/** A printer whose Chromium dies of a fault of memory, or never answers, on each of its first starts. */
async function printerThat(falls: keyof typeof fallen, times: number) {
  const real = await findChromium()
  const program = join(folder, 'chromium')
  const vars = Object.entries(real.env).map(([name, value]) => `export ${name}='${value}'`)
  const script = [
    '#!/bin/sh',
    `printf x >> '${folder}/starts'`,
    `[ "$(wc -c < '${folder}/starts')" -le ${times} ] && ${fallen[falls]}`,
    ...vars,
    `exec '${real.executablePath}' "$@"`,
  ]
  writeFileSync(program, `${script.join('\n')}\n`)
  chmodSync(program, 0o755)
  vi.stubEnv('CHROMIUM_PATH', program)
  vi.resetModules()
  return (await import('./print-pdf.ts')).printPdf
}

const page = '<!doctype html><html lang="zh-CN"><title>信</title><body><p>王阿根</p></body></html>'

it('prints although Chromium has died twice while it started', async () => {
  const printPdf = await printerThat('dies', 2)
  const pdf = await printPdf(page)
  expect(Buffer.from(pdf).toString('latin1', 0, 5)).toBe('%PDF-')
  expect(starts()).toBe(3)
})

it('prints although Chromium hung at its first start', async () => {
  const printPdf = await printerThat('hangs', 1)
  const pdf = await printPdf(page)
  expect(Buffer.from(pdf).toString('latin1', 0, 5)).toBe('%PDF-')
  expect(starts()).toBe(2)
}, 40_000)

it('gives up after the third start, and prints the next page anew', async () => {
  const printPdf = await printerThat('dies', 3)
  await expect(printPdf(page)).rejects.toThrow('Chromium did not start')
  expect(starts()).toBe(3)
  expect(Buffer.from(await printPdf(page)).toString('latin1', 0, 5)).toBe('%PDF-')
})
