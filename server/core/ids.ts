import { uuidv7 } from 'uuidv7'

/** A UUID of version 7: made by the application, ordered by time, so that indexes grow at their end. */
export function newId(): string {
  return uuidv7()
}
