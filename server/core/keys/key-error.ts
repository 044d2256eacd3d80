/**
 * - `refused`: the sealed bytes were altered, belong to another county, row or field, or are no sealed bytes at all.
 * - `unknown-key`: sealed with a key that is not at hand (a former master key was left out, or a data key is missing).
 * - `unfit`: a master key that a start must refuse; `message` is the one line to print.
 */
export type KeyErrorCode = 'refused' | 'unknown-key' | 'unfit'

export class KeyError extends Error {
  readonly code: KeyErrorCode
  constructor(code: KeyErrorCode, message: string) {
    super(message)
    this.name = 'KeyError'
    this.code = code
  }
}
