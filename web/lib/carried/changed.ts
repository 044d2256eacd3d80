import { createSignal } from '../signal.ts'

const signal = createSignal<void>()
const channel =
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('zhibutong-carried')
channel?.addEventListener('message', () => signal.emit())

/** What is carried has changed, here or in another tab. */
export const carriedChanged = {
  on: signal.on,
  tell: () => {
    channel?.postMessage('')
    signal.emit()
  },
}
