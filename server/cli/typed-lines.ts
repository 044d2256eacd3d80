import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

export type TypedLines = { ask(question: string): Promise<string>; close(): void }

/** Asks for one line after the other on the terminal, or takes them from what is piped in. What is typed is not shown. */
export function readTypedLines(): TypedLines {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const input = createInterface({ input: process.stdin, output: nowhere, terminal: process.stdin.isTTY })
  const lines = input[Symbol.asyncIterator]()
  return {
    ask: async (question) => {
      process.stdout.write(`${question}\n`)
      const { value, done } = await lines.next()
      return done ? '' : value.trim()
    },
    close: () => input.close(),
  }
}
