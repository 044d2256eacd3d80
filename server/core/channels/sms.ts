import type { SmsConfig } from '../../../contract/channels.ts'
import { ChannelFailure } from './failure.ts'
import { mayGoPlainly } from './plain-way.ts'
import { failureOfStatus, post } from './post.ts'

export type TextMessage = { phone: string; text: string; id: string }

type Encode = (value: string) => string
const inAddress: Encode = encodeURIComponent
/** Inside the quotes that the template has. */
const inJson: Encode = (value) => JSON.stringify(value).slice(1, -1)

/** Only the three that there are; any other brace is the gateway's own. */
function fill(template: string, message: TextMessage, encode: Encode): string {
  return template.replace(/\{(phone|text|id)\}/g, (_, name: keyof TextMessage) => encode(message[name]))
}

export function requestFor(config: SmsConfig, message: TextMessage) {
  const { url, method, contentType, body, headers } = config
  const isJson = contentType === 'json'
  return {
    url: fill(url, message, inAddress),
    method,
    headers: {
      ...Object.fromEntries(headers.map(({ name, value }) => [name, value])),
      ...(method === 'POST' && {
        'content-type': isJson ? 'application/json; charset=utf-8' : 'application/x-www-form-urlencoded',
      }),
    },
    ...(method === 'POST' && { body: fill(body, message, isJson ? inJson : inAddress) }),
  }
}

/** By a gateway that the county has set up. Throws ChannelFailure. */
export async function sendText(config: SmsConfig, message: TextMessage): Promise<void> {
  const { protocol, hostname } = new URL(config.url)
  if (protocol !== 'https:' && !mayGoPlainly(hostname)) throw new ChannelFailure('not-secure')
  const answer = await post(requestFor(config, message))
  const failure = failureOfStatus(answer.status)
  if (failure) throw failure
  if (config.success !== null && !answer.text.includes(config.success)) throw new ChannelFailure('refused')
}
