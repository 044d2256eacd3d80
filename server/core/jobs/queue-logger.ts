import { Logger } from 'graphile-worker'
import type { Logger as PinoLogger } from 'pino'

/** The queue's own words in our log, without the payloads of jobs. */
export function queueLogger(log: PinoLogger): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error({ from: 'queue' }, message)
    else if (level === 'warning') log.warn({ from: 'queue' }, message)
    else log.debug({ from: 'queue' }, message)
  })
}
