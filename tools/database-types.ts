/**
 * Writes server/core/db/schema.generated.ts from a freshly migrated database; with `--check` it only compares
 * and exits 1 when the migrations say something else. What Kysely builds is thus typed by the schema itself.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startEmbedded } from '../server/core/db/embedded/start.ts'
import { migrate } from '../server/core/db/migrate.ts'

const target = resolve('server/core/db/schema.generated.ts')
const folder = mkdtempSync(join(tmpdir(), 'zbt-types-'))

async function generate(): Promise<string> {
  const engine = await startEmbedded({ dataDir: join(folder, 'data'), durable: false })
  try {
    await migrate({ url: engine.urls.owner, dir: resolve('server/migrations') })
    const cli = join(
      resolve(createRequire(import.meta.url).resolve('kysely-codegen'), '../..'),
      'dist/cli/bin.js',
    )
    const out = join(folder, 'types.ts')
    const options = ['--dialect', 'postgres', '--url', engine.urls.owner, '--out-file', out]
    const shape = ['--date-parser', 'string', '--numeric-parser', 'number', '--exclude-pattern', 'schema_*']
    execFileSync(process.execPath, [cli, ...options, ...shape, '--log-level', 'error'], { stdio: 'inherit' })
    return readFileSync(out, 'utf8')
  } finally {
    await engine.stop()
  }
}

const text = await generate().finally(() => rmSync(folder, { recursive: true, force: true }))
if (!process.argv.includes('--check')) {
  const { writeFileSync } = await import('node:fs')
  writeFileSync(target, text)
} else if (readFileSync(target, 'utf8') !== text) {
  console.error('server/core/db/schema.generated.ts does not match the migrations: npm run generate')
  process.exit(1)
}
