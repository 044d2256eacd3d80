import { BackupError } from '../core/backup/backup-error.ts'
import { EmbeddedError } from '../core/db/embedded/errors.ts'
import { failureOf } from '../core/db/failure.ts'
import { MigrationError } from '../core/db/migration-error.ts'
import { KeyError } from '../core/keys/key-error.ts'
import { type Config, ConfigError } from './config.ts'

// Wrong password, no such role, no such database; a name that is not found just now.
const refusedByDatabase = ['28P01', '28000', '3D000', 'EAI_AGAIN']

/** What an operator is told in one line; null for anything else, which is a fault of ours and shows its stack. */
export function oneLine(error: unknown, config: Config | null): string | null {
  const known = [BackupError, ConfigError, EmbeddedError, MigrationError, KeyError]
  if (known.some((kind) => error instanceof kind)) return (error as Error).message
  const code = (error as { code?: string }).code
  if (code === 'EADDRINUSE')
    return `没有启动：端口 ${config?.port} 已经有程序在用。换一个：PORT=3001 npm start`
  if (code === 'EACCES') return `没有启动：不能用端口 ${config?.port}。`
  const failure = failureOf(error)
  if (failure === 'lost' || failure === 'busy' || (code && refusedByDatabase.includes(code)))
    return `没有启动：连不上数据库（${(error as Error).message}）。看看 DATABASE_URL。`
  return null
}
