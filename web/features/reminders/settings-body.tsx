import './reminders.css'
import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Answer, Trouble } from '../../ui/states.tsx'
import { AddressesPart } from './addresses-part.tsx'
import { KindsTable } from './kinds-table.tsx'
import { messages } from './messages.ts'

const words = messages.settings
export type Settings = CallOutput<'getReminderSettings'>

const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: words.hour(hour) }))

function HourField(props: {
  label: string
  value: number
  onChoose: (hour: number) => void
  problem?: string | undefined
}) {
  const { label, value, onChoose, problem } = props
  return (
    <SelectField
      label={label}
      value={String(value)}
      onChoose={(hour) => onChoose(Number(hour))}
      options={hours}
      problem={problem}
    />
  )
}

function Form({ settings }: { settings: Settings }) {
  const { mode, digestHour, quietFrom, quietTo, off } = settings
  const [form, setForm] = useState({ mode, digestHour, quietFrom, quietTo, off })
  const { save, saving, error } = useSave('saveReminderSettings')
  const set = (more: Partial<typeof form>) => setForm((now) => ({ ...now, ...more }))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await save({ body: { ...form, version: settings.version } }))
      tell({ tone: 'done', sentence: words.saved })
  }
  return (
    <form className="form narrow" onSubmit={(event) => void submit(event)}>
      {error && !error.field && <Trouble error={error} />}
      <Choice
        legend={words.mode}
        value={form.mode}
        onChoose={(chosen) => set({ mode: chosen })}
        options={[
          { value: 'daily', label: words.daily, note: words.dailyNote },
          { value: 'each', label: words.each },
        ]}
      />
      {form.mode === 'daily' && (
        <HourField
          label={words.digest}
          value={form.digestHour}
          onChoose={(hour) => set({ digestHour: hour })}
          problem={fieldMessage(error, 'body.digestHour')}
        />
      )}
      <HourField
        label={words.quietFrom}
        value={form.quietFrom}
        onChoose={(hour) => set({ quietFrom: hour })}
      />
      <HourField label={words.quietTo} value={form.quietTo} onChoose={(hour) => set({ quietTo: hour })} />
      <KindsTable settings={settings} off={form.off} onChange={(next) => set({ off: next })} />
      <Button submit tone="go" busy={saving}>
        {words.save}
      </Button>
    </form>
  )
}

/** How one is told, on the PC and on the phone alike. */
export function SettingsBody() {
  const settings = useCall('getReminderSettings', {})
  return (
    <Answer of={settings}>
      {(data) => (
        <>
          <Form key={data.version} settings={data} />
          <AddressesPart settings={data} />
        </>
      )}
    </Answer>
  )
}
