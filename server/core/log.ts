import { type Logger, pino } from 'pino'
import { z } from 'zod'

/** The server's log: JSON lines without personal data, whatever an error says of the values it met. */
export function createLog(level: string, destination?: { write(line: string): void }): Logger {
  const settings = { level, serializers: { err: describeError, error: describeError } }
  return destination ? pino(settings, destination) : pino(settings)
}

export type ErrorDescription = { type: string; message?: string; [more: string]: unknown }

/**
 * An error as it may be kept. A database tells the values it stumbled over in message, detail and where; JSON.parse
 * quotes what it could not read; a schema lists what it was given. Codes, names and the places in our code remain.
 */
export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error }
  const stack = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) }
  return { type: error.constructor.name, ...sayable(error), ...cause, stack }
}

const databaseFields = [
  'severity',
  'code',
  'schema',
  'table',
  'column',
  'constraint',
  'dataType',
  'routine',
] as const

function sayable(error: Error): { message?: string; [more: string]: unknown } {
  const fields = error as Error & Record<string, unknown>
  if (typeof fields['severity'] === 'string') {
    return Object.fromEntries(databaseFields.filter((key) => fields[key]).map((key) => [key, fields[key]]))
  }
  if (error instanceof SyntaxError) return {}
  if (error instanceof z.core.$ZodError || error instanceof z.ZodError) {
    return { issues: error.issues.map(({ code, path }) => `${code} ${path.join('.')}`) }
  }
  const errors = error instanceof AggregateError ? { errors: error.errors.map(describeError) } : {}
  return { message: error.message, ...(fields['code'] !== undefined && { code: fields['code'] }), ...errors }
}

/** The same for whoever keeps an error's own message and stack: the job queue does, in its table and in its log. */
export function withoutValues(error: unknown): Error {
  const { type, message, code, stack } = describeError(error)
  const quiet = new Error([type, code, message].filter(Boolean).join(' '))
  quiet.stack = `${quiet.message}\n${typeof stack === 'string' ? stack : ''}`
  return quiet
}
