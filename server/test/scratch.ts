import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { isRunning } from '../core/db/embedded/processes.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder of this run alone. */
    scratch: string
  }
}

const prefix = 'zbt-run-'

/** Before the first test: a folder for what one test file makes and others use. It goes with the run. */
export default function setUp(project: TestProject): () => void {
  removeForgotten()
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
  // Some of it is run as another user.
  chmodSync(folder, 0o755)
  project.provide('scratch', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}

/** Of runs that were killed. */
function removeForgotten(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]
    if (!pid || isRunning(Number(pid))) continue
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true })
    } catch {
      // Another user's; theirs to remove.
    }
  }
}
