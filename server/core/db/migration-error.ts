/** Why a database cannot be brought to this version. The message is what the operator reads. */
export type MigrationErrorCode =
  /** The database has been migrated by a newer version of the program. */
  | 'newer-version'
  /** A file that has been applied is no longer what it was, or is gone. */
  | 'changed'
  /** The folder of migrations is not in order: a name, a number used twice, a number that comes too late. */
  | 'bad-files'
  /** A statement failed; `cause` is PostgreSQL's own error. Nothing of its file has been kept. */
  | 'failed'

export class MigrationError extends Error {
  readonly code: MigrationErrorCode

  constructor(code: MigrationErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'MigrationError'
    this.code = code
  }
}
