import { Agent } from 'node:http'
import { isDeepStrictEqual } from 'node:util'
import type { EndpointSpec, OutputOf, RequestOf } from '../../contract/endpoint.ts'
import { newId } from '../../server/core/ids.ts'
import { addressOf, type Sent, send } from '../server.ts'
import { drawThink, type LoadRole, thinkMs } from './mix.ts'
import { pause, type Run } from './run.ts'
import type { Answered } from './tally.ts'

/** Who takes part: a real account of the world, signed in. `another`: the same person once more, for the burst. */
export type Account = {
  role: LoadRole
  accountId: string
  orgId: number
  memberId: string | null
  cookie: string
  householdIds: string[]
  another: boolean
}

/** Not what was expected; the job is left and the next one begins. */
export class Refused extends Error {}

/** A page asks again so often when it was told to come back, as the phone's outbox does. */
const mostTimes = 5
/** One write in so many is sent twice, as when an answer was lost, and must say the same. */
const replayed = 50

/** A person at one connection that is kept open, with the pauses of a person. */
export class Person {
  readonly account: Account
  readonly run: Run
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  readonly #over: () => boolean
  /** Of what the phone holds already. */
  cursor: string | null = null

  constructor(account: Account, run: Run, over: () => boolean) {
    this.account = account
    this.run = run
    this.#over = over
  }

  think(): Promise<void> {
    return pause(drawThink(thinkMs), this.#over)
  }

  get over(): boolean {
    return this.#over()
  }

  /** Asks, and asks again with the same number when told to come back. */
  async ask<S extends EndpointSpec>(
    act: string,
    spec: S,
    sent: Partial<RequestOf<S>> = {},
  ): Promise<OutputOf<S>> {
    const key = newId()
    for (let times = 1; ; times += 1) {
      const answer = await this.#send(act, spec, sent, key)
      if (answer.kind === 'served') {
        const output = JSON.parse(answer.text) as OutputOf<S>
        if (spec.method !== 'GET' && Math.random() * replayed < 1)
          await this.#replay(act, spec, sent, key, output)
        return output
      }
      // Whoever came for the burst alone goes home with it.
      if (answer.kind === 'failed' || times === mostTimes || this.over) {
        if (spec.method !== 'GET') this.run.givenUp += 1
        throw new Refused(`${act}: ${answer.why ?? 'shed'}`)
      }
      await pause(answer.comeBackMs * (1 + Math.random() / 2), this.#over)
    }
  }

  async #replay(act: string, spec: EndpointSpec, sent: object, key: string, first: unknown): Promise<void> {
    const answer = await this.#send(act, spec, sent, key)
    if (answer.kind === 'served' && !isDeepStrictEqual(JSON.parse(answer.text), first))
      this.fail(act, 'the same number was answered otherwise')
  }

  /** Something that was answered but cannot be. */
  fail(act: string, why: string): never {
    this.run.tally().add({ act, ms: 0, kind: 'failed', why }, 0)
    throw new Refused(`${act}: ${why}`)
  }

  expect(act: string, holds: boolean, why: string): void {
    if (!holds) this.fail(act, why)
  }

  async #send(act: string, spec: EndpointSpec, sent: object, key: string) {
    const { body } = sent as { body?: unknown }
    const path = addressOf(spec, sent)
    // An answer belongs to the phase in which it was asked for.
    const [tally, minute] = [this.run.tally(), Math.floor(this.run.minute)]
    const begun = performance.now()
    const { cookie } = this.account
    const got = await send(this.run.url, this.#agent, spec.method, path, cookie, body, key).catch(
      (error: Error): Sent => ({ status: 0, text: error.message, headers: {} }),
    )
    const comeBackMs = Number(got.headers['retry-after']) * 1_000
    const answered: Answered = { act, ms: performance.now() - begun, ...judge(got, comeBackMs) }
    tally.add(answered, minute)
    return { ...answered, text: got.text, comeBackMs }
  }

  leave(): void {
    this.#agent.destroy()
  }
}

function judge({ status, text }: Sent, comeBackMs: number): Pick<Answered, 'kind' | 'why'> {
  if (status === 200) return { kind: 'served' }
  if (status === 503 && comeBackMs > 0) return { kind: 'shed' }
  return { kind: 'failed', why: `${status} ${text.slice(0, 300)}` }
}
