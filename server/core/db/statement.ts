import { createHash } from 'node:crypto'

/**
 * A prepared statement is 2 to 5 times faster than the same text sent anew, and PostgreSQL keeps it
 * by name until its connection closes. Texts beyond the bound are sent without a name: code that writes
 * endlessly many texts (which should not be) must not fill the server's memory.
 */
const bound = 1_500
const names = new Map<string, string>()

export type Statement = { name?: string; text: string; values: unknown[] }

export function nameStatement(text: string, values: readonly unknown[]): Statement {
  let name = names.get(text)
  if (!name && names.size < bound) {
    name = `s${createHash('sha1').update(text).digest('base64url').slice(0, 20)}`
    names.set(text, name)
  }
  return name ? { name, text, values: [...values] } : { text, values: [...values] }
}

export type SlowStatement = { name: string | undefined; text: string; ms: number }

let patience = Number.POSITIVE_INFINITY
let tellSlow: (slow: SlowStatement) => void = () => {}

/** Who is told of statements that took longer than so many milliseconds; their texts hold no values. */
export function watchSlowStatements(overMs: number, tell: (slow: SlowStatement) => void): void {
  patience = overMs
  tellSlow = tell
}

/** Tells of a statement that has been sent, when it is answered, if it was slow. */
export function watchAnswer(
  { name, text }: Pick<Statement, 'name' | 'text'>,
  answer: Promise<unknown>,
): void {
  if (patience === Number.POSITIVE_INFINITY) return
  const sentAt = performance.now()
  const note = () => {
    const ms = Math.round(performance.now() - sentAt)
    if (ms > patience) tellSlow({ name, text: text.replace(/\s+/g, ' ').trim().slice(0, 160), ms })
  }
  answer.then(note, note)
}

/** Set by the tests to hear every statement that is executed; null in use. */
export let statementListener: ((text: string) => void) | null = null

export function listenToStatements(listener: ((text: string) => void) | null): void {
  statementListener = listener
}
