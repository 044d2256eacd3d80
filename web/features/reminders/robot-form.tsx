import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.robots
const empty = { channel: 'wecom' as 'wecom' | 'dingtalk', name: '', address: '', secret: '' }

/** A webhook is a secret: what is typed here is never kept as a draft. */
export function RobotForm({ orgId }: { orgId: number }) {
  const [form, setForm] = useState(empty)
  const { save, saving, error } = useSave('addRobot')
  const set = (more: Partial<typeof form>) => setForm((now) => ({ ...now, ...more }))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const secret = form.channel === 'dingtalk' && form.secret !== '' ? form.secret : null
    if (!(await save({ params: { orgId }, body: { ...form, secret } }))) return
    setForm(empty)
    tell({ tone: 'done', sentence: words.added })
  }
  return (
    <form className="form narrow reminder-part" onSubmit={(event) => void submit(event)}>
      <h2>{words.add}</h2>
      {error && !error.field && <Trouble error={error} />}
      <Choice
        legend={words.channel}
        value={form.channel}
        onChoose={(channel) => set({ channel })}
        options={[
          { value: 'wecom', label: words.wecom },
          { value: 'dingtalk', label: words.dingtalk },
        ]}
      />
      <TextField
        label={words.name}
        hint={words.nameHint}
        value={form.name}
        onType={(name) => set({ name })}
        maxLength={40}
        problem={fieldMessage(error, 'body.name')}
      />
      <TextField
        label={words.address}
        hint={words.addressHint}
        value={form.address}
        onType={(address) => set({ address })}
        autoComplete="off"
        problem={fieldMessage(error, 'body.address')}
      />
      {form.channel === 'dingtalk' && (
        <TextField
          label={words.secret}
          hint={words.secretHint}
          optional
          value={form.secret}
          onType={(secret) => set({ secret })}
          autoComplete="off"
          problem={fieldMessage(error, 'body.secret')}
        />
      )}
      <Button submit tone="go" busy={saving}>
        {words.send}
      </Button>
    </form>
  )
}
