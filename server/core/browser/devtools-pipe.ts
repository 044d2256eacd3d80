import type { ChildProcess } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'

type Waiting = { resolve: (result: unknown) => void; reject: (error: Error) => void }
type Message = { id?: number; result?: unknown; error?: { message: string } }

/**
 * Speaks to a Chromium that was started with `--remote-debugging-pipe`: commands to its descriptor 3, answers from 4,
 * each a JSON text that ends with NUL. What is under way when the browser goes is refused.
 */
export function openPipe(browser: ChildProcess, gone: Promise<void>) {
  const [to, from] = [browser.stdio[3] as Writable, browser.stdio[4] as Readable]
  const waiting = new Map<number, Waiting>()
  let next = 1
  let over = false
  let rest = Buffer.alloc(0)
  // A browser that dies breaks the pipe; `gone` tells who waits.
  to.on('error', () => {})
  from.on('error', () => {})
  from.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (let end = rest.indexOf(0); end !== -1; end = rest.indexOf(0)) {
      settle(waiting, JSON.parse(rest.toString('utf8', 0, end)) as Message)
      rest = rest.subarray(end + 1)
    }
  })
  void gone.then(() => {
    over = true
    for (const { reject } of waiting.values()) reject(ended())
  })

  function send<T>(method: string, params: Record<string, unknown>, sessionId?: string): Promise<T> {
    if (over) return Promise.reject(ended())
    const id = next
    next += 1
    const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }))
    to.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    return answer as Promise<T>
  }
  return { send }
}

function ended(): Error {
  return new Error('the browser ended before it had answered')
}

function settle(waiting: Map<number, Waiting>, { id, result, error }: Message): void {
  const one = id === undefined ? undefined : waiting.get(id)
  if (id === undefined || !one) return
  waiting.delete(id)
  if (error) one.reject(new Error(error.message))
  else one.resolve(result)
}
