import { type ChildProcess, fork } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import type { ChildMessage, ChildOrder } from './cluster-child.ts'
import { makeOnce, printOf } from './made-once.ts'

const root = join(import.meta.dirname, '../..')

/** Node 20 runs no TypeScript: the child is built once a run, beside links to the packages that it needs. */
export async function buildChild(): Promise<{ program: string }> {
  const name = `child-${printOf(['server/test', 'server/core', 'package-lock.json'])}`
  const folder = await makeOnce(name, async (outDir) => {
    await build({
      configFile: false,
      root,
      logLevel: 'error',
      build: {
        ssr: true,
        outDir,
        emptyOutDir: false,
        rolldownOptions: { input: { child: join(import.meta.dirname, 'cluster-child.ts') } },
      },
    })
    for (const link of ['node_modules', 'package.json']) symlinkSync(join(root, link), join(outDir, link))
  })
  return { program: join(folder, 'child.js') }
}

export type Child = {
  process: ChildProcess
  messages: ChildMessage[]
  /** The next or an earlier message of that kind; fails if the child ends without it. */
  hear<K extends ChildMessage['kind']>(kind: K, count?: number): Promise<Extract<ChildMessage, { kind: K }>>
  order(order: ChildOrder): void
  /** Its exit code, or null if a signal ended it. */
  ended: Promise<number | null>
}

export function startChild(
  program: string,
  dataDir: string,
  user: { uid?: number; gid?: number } = {},
): Child {
  const child = fork(program, [dataDir], {
    ...user,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [],
  })
  const messages: ChildMessage[] = []
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  child.on('message', (message: ChildMessage) => messages.push(message))
  const find = <K extends ChildMessage['kind']>(kind: K, count: number) =>
    messages.filter((message): message is Extract<ChildMessage, { kind: K }> => message.kind === kind)[
      count - 1
    ]
  return {
    process: child,
    messages,
    ended,
    order: (order) => void child.send(order),
    async hear(kind, count = 1) {
      for (;;) {
        const found = find(kind, count)
        if (found) return found
        const heard = new Promise<void>((resolve) => child.once('message', () => resolve()))
        const over = await Promise.race([heard.then(() => false), ended.then(() => true)])
        if (over && !find(kind, count))
          throw new Error(`the child ended without "${kind}": ${JSON.stringify(messages.at(-1))}`)
      }
    },
  }
}
