import { Worker } from 'node:worker_threads'
import { SpreadsheetError } from './spreadsheet-error.ts'
import { threadEntry } from './thread-entry.ts'
import type { Reply, Request } from './thread-messages.ts'

/** How many files are worked on at once: each may take a core and half a gigabyte. */
const AT_ONCE = 2
let running = 0
const waiting: (() => void)[] = []

/** The thread's code threw: in reading, over what is in the file. */
export class ThreadFailure extends Error {}

export type Ask = (request: Request) => Promise<Reply>

/**
 * Runs `use` with a fresh thread that is bounded in heap and time, and ends the thread whatever happens.
 * A file that makes the thread run out of memory or time, or crash, only ends that thread.
 * @throws SpreadsheetError too-slow, unpacks-too-large, or the reason that the thread gives
 */
export async function withThread<T>(
  limits: { timeMs: number; heapMb: number },
  use: (ask: Ask) => Promise<T>,
): Promise<T> {
  await takeTurn()
  try {
    const worker = new Worker(await threadEntry(), {
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: 64 },
      // The thread needs neither the flags nor the secrets of the process.
      execArgv: [],
      env: {},
    })
    const stopped = watch(worker, limits.timeMs)
    try {
      return await use((request) => ask(worker, request, stopped.promise))
    } finally {
      stopped.release()
      await worker.terminate()
    }
  } finally {
    running--
    waiting.shift()?.()
  }
}

async function takeTurn(): Promise<void> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  running++
}

/** A promise that only ever rejects: when the thread dies or its time is over. */
function watch(worker: Worker, timeMs: number) {
  let timer: NodeJS.Timeout | undefined
  const promise = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SpreadsheetError('too-slow')), timeMs)
    worker.on('error', (error) => reject(causeOf(error)))
    worker.on('exit', (code) => reject(new Error(`spreadsheet thread ended with code ${code}`)))
  })
  promise.catch(() => undefined)
  return { promise, release: () => clearTimeout(timer) }
}

function causeOf(error: Error & { code?: string }): Error {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new SpreadsheetError('unpacks-too-large', { cause: error })
    : error
}

async function ask(worker: Worker, request: Request, stopped: Promise<never>): Promise<Reply> {
  const replied = new Promise<Reply>((resolve) => worker.once('message', resolve))
  worker.postMessage(request)
  const reply = await Promise.race([replied, stopped])
  if (reply.kind === 'refused') throw new SpreadsheetError(reply.reason)
  if (reply.kind === 'failed') throw new ThreadFailure(reply.message)
  return reply
}
