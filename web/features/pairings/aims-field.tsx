import { Check } from '../../ui/choice.tsx'
import { aidsOfSetting, aidWords, openWords } from './hardship-messages.ts'

export type Setting = keyof typeof aidsOfSetting
export type Aim = keyof typeof aidWords

type AimsProps = {
  setting: Setting
  aims: readonly Aim[]
  onChange: (aims: Aim[]) => void
  problem: string | undefined
}

/** What the file is for: the aid that there is where the member lives. */
export function AimsField({ setting, aims, onChange, problem }: AimsProps) {
  return (
    <fieldset className="pairings-aims">
      <legend>{openWords.aims}</legend>
      {aidsOfSetting[setting].map((aim) => (
        <Check
          key={aim}
          checked={aims.includes(aim)}
          onChange={(on) => onChange(on ? [...aims, aim] : aims.filter((one) => one !== aim))}
        >
          {aidWords[aim]}
        </Check>
      ))}
      {problem && <p className="problem">{problem}</p>}
    </fieldset>
  )
}
