/**
 * - `unfit-key`: what is to encrypt or to open a file is absent, too short or of the wrong kind.
 * - `wrong-key`: the file was encrypted for somebody else.
 * - `foreign`: not one of our files, or of another kind.
 * - `damaged`: cut off, altered, or not complete in itself.
 * - `newer`: made by a newer version of the program, or by a fork whose migrations differ.
 * - `not-empty`: what it would be put into holds something.
 * - `refused`: the database or the file system does not let it.
 * The message is the one line for whoever gave the command.
 */
export type BackupErrorCode =
  | 'unfit-key'
  | 'wrong-key'
  | 'foreign'
  | 'damaged'
  | 'newer'
  | 'not-empty'
  | 'refused'

export class BackupError extends Error {
  readonly code: BackupErrorCode

  constructor(code: BackupErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'BackupError'
    this.code = code
  }
}
