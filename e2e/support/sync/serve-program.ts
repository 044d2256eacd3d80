import { setTimeout as pause } from 'node:timers/promises'
import { afterAll } from 'vitest'
import { withClient } from '../../../server/core/db/embedded/roles.ts'
import { startTestApp, type TestApp } from '../../../server/test/app.ts'
import { buildCli, type Running, serverEnv } from '../../../server/test/cli.ts'

/** The server as it is shipped, in a process of its own that can be killed. */
export type Program = {
  url: string
  /** Resolves when it answers: after a kill it starts again on the same port. */
  up(): Promise<void>
  /**
   * Kills it as soon as what bears `key` is written and committed, `sent` being its answer on the way. Resolves when the
   * process is gone.
   */
  killOnceWritten(key: string, sent: Promise<unknown>): Promise<void>
  /** How often it was killed, and how often in the time between the commit and the answer. */
  kills: { all: number; unanswered: number }
}

async function isUp(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/readyz`).catch(() => null)
  return answer?.ok === true
}

function isSettled(sent: Promise<unknown>): Promise<boolean> {
  const done = sent.then(
    () => true,
    () => true,
  )
  return Promise.race([done, pause(0, false)])
}

/** True when the row is there while its answer is still to come. */
async function waitUntilWritten(adminUrl: string, key: string, sent: Promise<unknown>): Promise<boolean> {
  return withClient(adminUrl, async (client) => {
    for (;;) {
      const isOver = await isSettled(sent)
      const { rowCount } = await client.query('select from requests where request_id = $1', [key])
      if (rowCount) return !isOver
      if (isOver) return false
    }
  })
}

/**
 * At the time that it is: a phone's clock is held to the server's. The tests' own app stands beside it on the same
 * database, for what is built before and looked at afterwards.
 */
export async function serveProgram(): Promise<{ program: Program; test: TestApp }> {
  const test = await startTestApp(new Date().toISOString())
  const cli = await buildCli()
  const env = {
    ...(await serverEnv(test.database.urls)),
    ZHIBUTONG_MASTER_KEY: test.masterKeys.current.key.export().toString('base64'),
  }
  const url = `http://127.0.0.1:${env.PORT}`
  const kills = { all: 0, unanswered: 0 }
  let running: Running
  let ready: Promise<void>
  const start = () => {
    running = cli.run(env)
    let hasEnded = false
    void running.ended.then(() => (hasEnded = true))
    const { err } = running
    ready = (async () => {
      while (!(await isUp(url))) {
        if (hasEnded) throw new Error(`the server ended: ${err()}`)
        await pause(50)
      }
    })()
    // Whoever waits is told; nobody may be waiting.
    ready.catch(() => {})
  }
  start()
  afterAll(async () => {
    running.child.kill('SIGKILL')
    await running.ended
    await test.app.close()
    await test.database.drop()
  })
  const killOnceWritten = async (key: string, sent: Promise<unknown>) => {
    const isUnanswered = await waitUntilWritten(test.database.adminUrl, key, sent)
    running.child.kill('SIGKILL')
    await running.ended
    kills.all += 1
    if (isUnanswered) kills.unanswered += 1
    start()
  }
  return { program: { url, up: () => ready, killOnceWritten, kills }, test }
}
