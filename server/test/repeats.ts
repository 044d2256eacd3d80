import { AsyncLocalStorage } from 'node:async_hooks'

/** Statements of the read that is being answered, each with how often it was sent. */
const underWay = new AsyncLocalStorage<Map<string, number>>()

/** As often as one statement may be asked for one answer: a question for each row of a list is asked more often. */
const most = 3

/**
 * Reads whose statements grow with something that is no list: name and why. Nothing else may ask the same again and again.
 */
const grows: Readonly<Record<string, string>> = {}

/** To be told of every statement that is sent. */
export function noteStatement(text: string): void {
  const counts = underWay.getStore()
  counts?.set(text, (counts.get(text) ?? 0) + 1)
}

const repeated = new Set<string>()

/** Answers a read, and remembers what it asked of the database too often. */
export async function watchRead<T>(name: string, answer: () => Promise<T>): Promise<T> {
  const counts = new Map<string, number>()
  const answered = await underWay.run(counts, answer)
  for (const [text, count] of counts)
    if (count > most && !(name in grows)) repeated.add(`${name}, ${count} times: ${text}`)
  return answered
}

/** What reads have asked too often since this was last called. */
export function takeRepeated(): string[] {
  const found = [...repeated]
  repeated.clear()
  return found
}
