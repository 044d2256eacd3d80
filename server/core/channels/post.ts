import type { DeliveryError } from '../../../contract/channels.ts'
import { ChannelFailure } from './failure.ts'

export type Outgoing = {
  url: string
  method: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string | Uint8Array
}

const patience = 10_000
/** What an answer may have; the rest is not read. */
const answerLimit = 64 * 1024

/** One request to a server beyond our own. Follows no redirect: an address that was allowed must not lead elsewhere. */
export async function post({
  url,
  method,
  headers = {},
  body,
}: Outgoing): Promise<{ status: number; text: string }> {
  try {
    const answer = await fetch(url, {
      method,
      headers,
      ...(body !== undefined && { body: body as NonNullable<RequestInit['body']> }),
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    })
    return { status: answer.status, text: await readSome(answer) }
  } catch {
    throw new ChannelFailure('unreachable')
  }
}

async function readSome(answer: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    parts.push(part)
    size += part.length
    if (size >= answerLimit) break
  }
  return Buffer.concat(parts).toString('utf8')
}

/** What a status means for trying again. */
export function failureOfStatus(status: number): ChannelFailure | null {
  if (status >= 200 && status < 300) return null
  const word: DeliveryError =
    status === 404 || status === 410
      ? 'address-gone'
      : status === 401 || status === 403
        ? 'sign-in'
        : status === 429
          ? 'too-many'
          : status >= 500
            ? 'unreachable'
            : 'refused'
  return new ChannelFailure(word, word === 'address-gone' || word === 'refused')
}
