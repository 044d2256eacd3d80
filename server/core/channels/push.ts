import { ChannelFailure } from './failure.ts'
import { isPushService, type Outside } from './outside.ts'
import { failureOfStatus, post } from './post.ts'

/** What a browser gave: where its push service takes messages, and the keys that only the browser opens (RFC 8291). */
export type Subscription = { endpoint: string; keys: { p256dh: string; auth: string } }
/** RFC 8292: who sends, and the keys that prove it. */
export type PushConfig = { contact: string; publicKey: string; privateKey: string }

/** How long a push service keeps what it cannot deliver, in seconds. */
const keptFor = 24 * 3600

/** Read when it is first used: a server that pushes nothing does not carry it. */
async function loadWebPush() {
  return (await import('web-push')).default
}

export async function newPushKeys(): Promise<{ publicKey: string; privateKey: string }> {
  return (await loadWebPush()).generateVAPIDKeys()
}

/** Encrypted for this browser alone: the push service sees how long the words are, not what they are. */
export async function sendPush(
  { contact, publicKey, privateKey }: PushConfig,
  subscription: Subscription,
  { payload, outside }: { payload: string; outside: Outside },
): Promise<void> {
  if (!isPushService(subscription.endpoint, outside)) throw new ChannelFailure('refused', true)
  const { endpoint, headers, body } = (await loadWebPush()).generateRequestDetails(subscription, payload, {
    vapidDetails: { subject: `mailto:${contact}`, publicKey, privateKey },
    TTL: keptFor,
    contentEncoding: 'aes128gcm',
  })
  const { 'Content-Length': _length, ...sent } = headers as Record<string, unknown>
  const answer = await post({
    url: endpoint,
    method: 'POST',
    headers: Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, String(value)])),
    ...(body && { body }),
  })
  const failure = failureOfStatus(answer.status)
  if (failure) throw failure
}
