/**
 * What can befall a statement through nobody's fault: `lost` (the server or the way to it is gone; nothing was
 * committed, or it is in doubt), `conflict` (a deadlock or a serialisation failure), `busy` (no connection, lock, room or
 * time was to be had). `value`: the statement was given what the column cannot hold.
 */
export type Failure = 'lost' | 'conflict' | 'busy' | 'value'

const conflicts = ['40001', '40P01']
// Cannot connect now, shut down by an administrator, crashed; and what the socket itself says.
const losses = [
  '57P01',
  '57P02',
  '57P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'ENOENT',
]
// Of room on a disc, of memory, of connections; lock_timeout, statement_timeout, idle_in_transaction_session_timeout.
const shortages = ['53100', '53200', '53300', '53400', '55P03', '57014', '25P03', 'ENOSPC']

// What `pg` says without a code.
const lostSaying =
  /^(Connection terminated unexpectedly|Client has encountered a connection error|Client was closed)/
const busySaying =
  /^(timeout exceeded when trying to connect|timeout expired|Connection terminated due to|Query read timeout)/

export function failureOf(error: unknown): Failure | null {
  const { code, message } = error as { code?: unknown; message?: unknown }
  if (typeof code !== 'string') {
    if (typeof message !== 'string') return null
    if (lostSaying.test(message)) return 'lost'
    return busySaying.test(message) ? 'busy' : null
  }
  if (conflicts.includes(code)) return 'conflict'
  if (losses.includes(code) || /^08...$/.test(code)) return 'lost'
  if (shortages.includes(code)) return 'busy'
  return /^22...$/.test(code) ? 'value' : null
}

/** The same work may succeed when it is tried again at once. */
export function isRetryable(error: unknown): boolean {
  const failure = failureOf(error)
  return failure === 'conflict' || failure === 'lost'
}
