import { text } from 'node:stream/consumers'
import type { MailConfig } from '../../contract/channels.ts'
import { ChannelFailure } from '../core/channels/failure.ts'
import { type Mail, sendMail } from '../core/channels/mail.ts'

/**
 * Sends one mail and prints what came of it: `sent`, or the word of the failure. A process of its own, for which
 * certificates Node trusts is settled when a process starts (NODE_EXTRA_CA_CERTS).
 */
const { config, mail } = JSON.parse(await text(process.stdin)) as { config: MailConfig; mail: Mail }
try {
  await sendMail(config, mail)
  process.stdout.write('sent')
} catch (error) {
  if (!(error instanceof ChannelFailure)) throw error
  process.stdout.write(error.isFinal ? `${error.word}, final` : error.word)
}
