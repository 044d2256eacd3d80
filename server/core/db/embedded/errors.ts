/**
 * Why the embedded engine cannot be used. The message is one line for whoever started the program:
 * what happened, then what to do.
 */
export type EmbeddedErrorCode =
  /** Another running 支部通 has this data folder. */
  | 'in-use'
  /** The binaries for this platform are not installed or cannot be run. */
  | 'no-binaries'
  /** The data folder belongs to another user of the system, or cannot be written. */
  | 'no-access'
  /** The data folder was made by another major version of PostgreSQL. */
  | 'wrong-version'
  /** This system's locales cannot tell Chinese letters from punctuation. */
  | 'no-locale'
  | 'start-failed'

export class EmbeddedError extends Error {
  readonly code: EmbeddedErrorCode

  constructor(code: EmbeddedErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EmbeddedError'
    this.code = code
  }
}

export function inUse(dataDir: string, pid: number): EmbeddedError {
  return new EmbeddedError(
    'in-use',
    `数据文件夹 ${dataDir} 正被另一个支部通使用（数据库进程 ${pid}）。请先停掉那一个，或换一个数据文件夹。`,
  )
}

/** What the launcher tells; a pino logger fits. */
export type Log = {
  info(line: string): void
  warn(line: string): void
  error(line: string): void
}

export const silent: Log = { info() {}, warn() {}, error() {} }
