import type { DeliveryError } from '../../../contract/channels.ts'

/** What was not taken. `isFinal`: trying again changes nothing. */
export class ChannelFailure extends Error {
  readonly word: DeliveryError
  readonly isFinal: boolean

  constructor(word: DeliveryError, isFinal = false) {
    super(`not delivered: ${word}`)
    this.name = 'ChannelFailure'
    this.word = word
    this.isFinal = isFinal
  }
}
