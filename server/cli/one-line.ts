import { BackupError } from '../core/backup/backup-error.ts'
import { EmbeddedError } from '../core/db/embedded/errors.ts'
import { failureOf } from '../core/db/failure.ts'
import { MigrationError } from '../core/db/migration-error.ts'
import { KeyError } from '../core/keys/key-error.ts'
import { type Config, ConfigError } from './config.ts'

// Wrong password, no such role, no such database; a name that is not found just now.
const refusedByDatabase = ['28P01', '28000', '3D000', 'EAI_AGAIN']

/** Node names what it finds wrong with a certificate as OpenSSL does; TLS is spoken to the database alone here. */
const isOfCertificate = (code = '') => /CERT|VERIFY|ALTNAME/.test(code)

/** What an operator is told in one line; null for anything else, which is a fault of ours and shows its stack. */
export function oneLine(error: unknown, config: Config | null): string | null {
  const known = [BackupError, ConfigError, EmbeddedError, MigrationError, KeyError]
  if (known.some((kind) => error instanceof kind)) return (error as Error).message
  const code = (error as { code?: string }).code
  if (code === 'EADDRINUSE')
    return `没有启动：端口 ${config?.port} 已经有程序在用。换一个：PORT=3001 npm start`
  if (code === 'EACCES') return `没有启动：不能用端口 ${config?.port}。`
  const message = error instanceof Error ? error.message : ''
  if (isOfCertificate(code))
    return `没有启动：数据库的安全证书没有通过验证（${message}）。看看签它的证书是不是 sslrootcert 那一份、地址里的名字是不是证书上的。`
  if (message === 'The server does not support SSL connections')
    return '没有启动：数据库不肯加密。在数据库那边打开 ssl，或看看地址和端口。'
  const failure = failureOf(error)
  if (failure === 'lost' || failure === 'busy' || (code && refusedByDatabase.includes(code)))
    return `没有启动：连不上数据库（${(error as Error).message}）。看看 DATABASE_URL。`
  return null
}
