import { changeDisplay, displaySettings } from '../../lib/display-settings.ts'
import { useStore } from '../../lib/store.ts'
import { Check } from '../../ui/choice.tsx'
import { messages } from './messages.ts'

/** Large type and high contrast, remembered on this device. Offered before signing in too: one must read to do it. */
export function DisplaySwitch() {
  const settings = useStore(displaySettings)
  return (
    <div className="looks" role="group" aria-label={messages.display}>
      <Check checked={settings.large} onChange={(large) => changeDisplay({ large })}>
        {messages.large}
      </Check>
      <Check checked={settings.contrast} onChange={(contrast) => changeDisplay({ contrast })}>
        {messages.contrast}
      </Check>
    </div>
  )
}
