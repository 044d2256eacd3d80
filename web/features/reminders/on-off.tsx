import { Choice } from '../../ui/choice.tsx'
import { messages } from './messages.ts'

const words = messages.county

export function OnOff({ on, onChoose }: { on: boolean; onChoose: (on: boolean) => void }) {
  return (
    <Choice
      legend={words.state}
      value={on ? 'on' : 'off'}
      onChoose={(chosen) => onChoose(chosen === 'on')}
      options={[
        { value: 'on', label: words.turnOn },
        { value: 'off', label: words.turnOff },
      ]}
    />
  )
}
