import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { OnOff } from './on-off.tsx'

const words = messages.county
const securities = ['tls', 'starttls', 'none'] as const
type Security = (typeof securities)[number]
type Mail = CallOutput<'getCountyChannels'>['mail']

type Draft = { on: boolean; host: string; port: string; security: Security; user: string; from: string }

function draftOf({ on, config }: Mail): Draft {
  const { host = '', port = 465, security = 'tls', user = null, from = '' } = config ?? {}
  return {
    on,
    host,
    port: String(port),
    security,
    user: user ?? '',
    from,
  }
}

function readConfig({ host, port, security, user, from }: Draft) {
  return { host, port: Number(port), security, user: user === '' ? null : user, from }
}

/** A password is never shown again, nor kept as a draft. */
export function MailForm({ mail }: { mail: Mail }) {
  const [form, setForm] = useState(() => draftOf(mail))
  const [password, setPassword] = useState('')
  const { save, saving, error } = useSave('saveMailChannel')
  const set = (more: Partial<Draft>) => setForm((now) => ({ ...now, ...more }))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const body = { version: mail.version, on: form.on, config: readConfig(form), password: password || null }
    if (await save({ body })) tell({ tone: 'done', sentence: words.saved })
  }
  const field = (name: 'host' | 'port' | 'user' | 'from') => (
    <TextField
      label={words[name]}
      optional={name === 'user'}
      value={form[name]}
      onType={(typed) => set({ [name]: typed })}
      autoComplete="off"
      problem={fieldMessage(error, `body.config.${name}`)}
    />
  )
  return (
    <form className="form narrow reminder-part" onSubmit={(event) => void submit(event)}>
      <h2>{words.mail}</h2>
      {error && !error.field && <Trouble error={error} />}
      <OnOff on={form.on} onChoose={(on) => set({ on })} />
      {field('host')}
      {field('port')}
      <SelectField
        label={words.security}
        value={form.security}
        onChoose={(chosen) => set({ security: securities.find((one) => one === chosen) ?? 'tls' })}
        options={securities.map((one) => ({ value: one, label: one === 'none' ? words.plain : words[one] }))}
        problem={fieldMessage(error, 'body.config.security')}
      />
      {field('from')}
      {field('user')}
      <TextField
        label={words.password}
        hint={mail.hasPassword ? words.keeps : undefined}
        optional
        type="password"
        autoComplete="new-password"
        value={password}
        onType={setPassword}
        problem={fieldMessage(error, 'body.password')}
      />
      <Button submit busy={saving}>
        {words.save}
      </Button>
    </form>
  )
}
