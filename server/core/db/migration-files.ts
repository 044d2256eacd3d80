import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MigrationError } from './migration-error.ts'

export type SqlFile = { text: string; sha256: string }

export type MigrationFile = SqlFile & {
  /** `NNNN-name`, without the ending. */
  name: string
  /** `NNNN-name.fill.sql`: what the runner does county by county once the file has been applied. */
  fill: SqlFile | null
}

const pattern = /^(\d{4}-[a-z0-9-]+?)(\.fill)?\.sql$/

/** The migrations of a folder in their order. Throws MigrationError `bad-files`. */
export function readMigrations(dir: string): MigrationFile[] {
  const names = readdirSync(dir)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  const wrong = names.find((name) => !pattern.test(name))
  if (wrong) throw new MigrationError('bad-files', `迁移文件 ${wrong} 的名字不对，要写成 0001-name.sql。`)
  const main = names
    .filter((name) => !name.endsWith('.fill.sql'))
    .map((name) => name.slice(0, -'.sql'.length))
  const fills = new Set(
    names.filter((name) => name.endsWith('.fill.sql')).map((name) => name.slice(0, -'.fill.sql'.length)),
  )
  const lonely = [...fills].find((name) => !main.includes(name))
  if (lonely) throw new MigrationError('bad-files', `迁移文件 ${lonely}.fill.sql 没有对应的 ${lonely}.sql。`)
  const twice = main.find((name, index) => main[index - 1]?.slice(0, 4) === name.slice(0, 4))
  if (twice) throw new MigrationError('bad-files', `迁移编号 ${twice.slice(0, 4)} 用了两次，请改一个。`)
  return main.map((name) => ({
    name,
    ...readSql(join(dir, `${name}.sql`)),
    fill: fills.has(name) ? readSql(join(dir, `${name}.fill.sql`)) : null,
  }))
}

/** A checkout on Windows may have other line ends; the file is the same. */
function readSql(path: string): SqlFile {
  const text = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
  return { text, sha256: createHash('sha256').update(text).digest('hex') }
}
