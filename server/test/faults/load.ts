import { setTimeout as delay } from 'node:timers/promises'
import { todayIn } from '../../core/clock/today.ts'
import { newId } from '../../core/ids.ts'
import type { FaultWorld } from './world.ts'

/** What was acknowledged with 200: ids as the clients made them. */
export type Acknowledged = { honours: Set<string>; planned: Set<string>; closed: Set<string> }

export type Load = {
  acknowledged: Acknowledged
  /** How often a request was sent once more, because its answer never came or was a refusal for now. */
  resent(): number
  /** Begins nothing new, and resolves when all that was begun has been acknowledged. */
  settle(): Promise<void>
}

/**
 * Clients that write one thing after the other: an honour, or a meeting planned and closed with its roll. Each sends a
 * write again under its id until it is acknowledged, whatever happens to the server, and throws at any answer but 200,
 * 503 or none. `at` is where the server is now; null while there is none.
 */
export function startLoad(world: FaultWorld, at: () => string | null): Load {
  const acknowledged: Acknowledged = { honours: new Set(), planned: new Set(), closed: new Set() }
  let stopping = false
  let resent = 0

  async function send(
    cookie: string,
    method: string,
    path: string,
    id: string,
    body?: object,
  ): Promise<Reply> {
    for (;;) {
      const reply = await sendOnce(at(), { cookie, method, path, id, body })
      if (reply) return reply
      resent += 1
      await delay(50)
    }
  }
  async function honour(cookie: string): Promise<void> {
    const id = newId()
    const memberId = world.members[Math.floor(Math.random() * world.members.length)]
    await send(cookie, 'POST', '/honours', id, {
      memberId,
      title: '优秀共产党员',
      level: 'district',
      issuer: '区委组织部',
      certificateNo: `区组 ${id}`,
      awardedOn: '2026-07-01',
    })
    acknowledged.honours.add(id)
  }
  async function meeting(cookie: string): Promise<void> {
    const id = newId()
    const { branch, members } = world
    await send(cookie, 'POST', '/activities', id, {
      orgId: branch,
      kind: 'theme-day',
      title: '主题党日',
      day: todayIn(new Date()),
      invited: { whom: 'named', memberIds: members },
    })
    acknowledged.planned.add(id)
    const { version } = await send(cookie, 'GET', `/activities/${id}/roll`, newId())
    const roll = { exceptions: [], added: [], removed: [] }
    await send(cookie, 'POST', `/activities/${id}/close`, newId(), {
      version,
      roll,
      minutes: '先学习，再服务。',
    })
    acknowledged.closed.add(id)
  }
  const work = world.cookies.map(async (cookie) => {
    while (!stopping) await (Math.random() < 0.7 ? honour(cookie) : meeting(cookie))
  })
  return {
    acknowledged,
    resent: () => resent,
    async settle() {
      stopping = true
      await Promise.all(work)
    },
  }
}

type Reply = { version: number }
type Request = { cookie: string; method: string; path: string; id: string; body: object | undefined }

/** null where nothing was answered, or that it should be tried later. */
async function sendOnce(
  url: string | null,
  { cookie, method, path, id, body }: Request,
): Promise<Reply | null> {
  if (!url) return null
  let answer: Response
  let text: string
  try {
    answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { cookie, 'x-zhibutong': '1', 'idempotency-key': id, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    })
    text = await answer.text()
  } catch {
    return null
  }
  if (answer.status === 503) return null
  if (answer.status !== 200) throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`)
  return JSON.parse(text) as Reply
}
