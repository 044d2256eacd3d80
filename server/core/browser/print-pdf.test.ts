import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { printPdf } from './print-pdf.ts'

function page(body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>证书</title>
<style>@page { size: A4 landscape; margin: 0 }</style></head><body>${body}</body></html>`
}

/** A temporary folder that no other print of this machine uses at the same time. */
function useOwnFolder(): () => string[] {
  const folder = mkdtempSync(join(tmpdir(), 'zbt-print-test-'))
  vi.stubEnv('TMPDIR', folder)
  onTestFinished(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  })
  return () => readdirSync(folder).filter((name) => name.startsWith('zhibutong-print-'))
}

it('prints a page on its own paper, runs none of its scripts, and leaves nothing behind', async () => {
  const left = useOwnFolder()
  const endless = '<script>document.body.innerHTML = "<p>x</p>".repeat(5000)</script>'
  const [plain, scripted] = await Promise.all([printPdf(page('<p>丁小红</p>')), printPdf(page(endless))])
  for (const pdf of [plain, scripted]) {
    const text = Buffer.from(pdf).toString('latin1')
    expect(text.slice(0, 5)).toBe('%PDF-')
    // 297 × 210 mm in points, and one page of it.
    expect(text).toMatch(/\/MediaBox\s*\[0 0 84[12](\.\d+)? 59[456](\.\d+)?\]/)
    expect(text.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  }
  expect(left()).toEqual([])
})
