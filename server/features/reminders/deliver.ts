import type { Channel } from '../../../contract/channels.ts'
import { ChannelFailure } from '../../core/channels/failure.ts'
import { sendMail } from '../../core/channels/mail.ts'
import type { Outside } from '../../core/channels/outside.ts'
import { sendPush } from '../../core/channels/push.ts'
import { sendToGroup } from '../../core/channels/robots.ts'
import { sendText } from '../../core/channels/sms.ts'
import type { Outcome, Parcel } from './delivery-commands.ts'
import { groupMessage, mailMessage, pushMessage, textMessage } from './message.ts'

/** Sends one parcel, no transaction being open; what goes wrong is an answer too. */
export async function deliver(parcel: Parcel, outside: Outside, at: Date): Promise<Outcome> {
  try {
    await send(parcel, outside, at)
    return { sent: true }
  } catch (error) {
    if (!(error instanceof ChannelFailure)) throw error
    return { sent: false, error: error.word, isFinal: error.isFinal }
  }
}

function send(parcel: Parcel, outside: Outside, at: Date): Promise<void> {
  const { lines, id } = parcel
  switch (parcel.channel) {
    case 'mail':
      return sendMail(parcel.config, { to: parcel.address, id, ...mailMessage(lines) })
    case 'sms':
      return sendText(parcel.config, { phone: parcel.address, text: textMessage(lines), id })
    case 'web-push':
      return sendPush(parcel.config, parcel.address, { payload: pushMessage(lines), outside })
    case 'wecom':
    case 'dingtalk':
      return sendToGroup(parcel.channel, parcel.address, { text: groupMessage(lines), at, outside })
    default:
      return refuse(parcel satisfies never)
  }
}

function refuse(parcel: { channel: Channel }): never {
  throw new Error(`no way to send by ${parcel.channel}`)
}
