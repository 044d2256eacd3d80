import { createHmac } from 'node:crypto'
import type { RobotChannel } from '../../../contract/channels.ts'
import { ChannelFailure } from './failure.ts'
import type { Outside } from './outside.ts'
import { failureOfStatus, post } from './post.ts'

/** What is kept of a robot's webhook: its token alone, and of DingTalk the key that signs. */
export type RobotAddress = { token: string; secret: string | null }

const places = {
  wecom: { host: 'qyapi.weixin.qq.com', path: '/cgi-bin/webhook/send', token: 'key' },
  dingtalk: { host: 'oapi.dingtalk.com', path: '/robot/send', token: 'access_token' },
} as const

/** The token in a webhook's address as the group's settings show it; null for another address. */
export function tokenIn(channel: RobotChannel, address: string): string | null {
  const { host, path, token } = places[channel]
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  const found = url.searchParams.get(token)
  if (url.protocol !== 'https:' || url.host !== host || url.pathname !== path || !found) return null
  return /^[\w-]{16,128}$/.test(found) ? found : null
}

/**
 * HMAC-SHA256 over the milliseconds, a line break and the key, under the key (open.dingtalk.com, 自定义机器人安全设置);
 * refused when the clocks are more than an hour apart.
 */
export function signOfDingtalk(timestamp: number, secret: string): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${secret}`, 'utf8').digest('base64')
}

/** WeCom takes 2,048 bytes of UTF-8 and no more; DingTalk 20,000. One limit for both: a group reads short words. */
export const robotBytes = 2048

/** Codes that no second try mends: no such robot, a wrong signature or key word. */
const final: Record<number, 'address-gone' | 'sign-in'> = {
  93000: 'address-gone',
  300001: 'address-gone',
  310000: 'sign-in',
}
const tooMany: readonly number[] = [45009, 130101, 410100]

/** Text into a group. Throws ChannelFailure. */
export async function sendToGroup(
  channel: RobotChannel,
  { token, secret }: RobotAddress,
  { text, at, outside }: { text: string; at: Date; outside: Outside },
): Promise<void> {
  const { path, token: name } = places[channel]
  const url = new URL(path, outside[channel])
  url.searchParams.set(name, token)
  if (channel === 'dingtalk' && secret) {
    const timestamp = at.getTime()
    url.searchParams.set('timestamp', String(timestamp))
    url.searchParams.set('sign', signOfDingtalk(timestamp, secret))
  }
  const answer = await post({
    url: url.href,
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ msgtype: 'text', text: { content: text } }),
  })
  const failure = failureOfStatus(answer.status)
  if (failure) throw failure
  const code = errorCodeIn(answer.text)
  if (code === 0) return
  if (code !== null && tooMany.includes(code)) throw new ChannelFailure('too-many')
  const word = code === null ? undefined : final[code]
  throw word ? new ChannelFailure(word, true) : new ChannelFailure('refused')
}

/** Both answer 200 whatever happened, and say in `errcode` what did. */
function errorCodeIn(text: string): number | null {
  try {
    const { errcode } = JSON.parse(text) as { errcode?: unknown }
    return typeof errcode === 'number' ? errcode : null
  } catch {
    return null
  }
}
