import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { OnOff } from './on-off.tsx'

const words = messages.county
type Sms = CallOutput<'getCountyChannels'>['sms']
const none = {
  url: '',
  method: 'POST',
  contentType: 'json',
  body: '{"phone":"{phone}","text":"{text}"}',
  success: '',
}

function draftOf({ on, config, headerNames }: Sms) {
  return {
    on,
    ...none,
    ...config,
    success: config?.success ?? '',
    header: headerNames[0] ?? '',
    headerValue: '',
  }
}
type Draft = ReturnType<typeof draftOf>

function bodyOf(form: Draft, version: number) {
  const { on, url, body, success, header, headerValue } = form
  const config = {
    url,
    method: form.method === 'GET' ? ('GET' as const) : ('POST' as const),
    contentType: form.contentType === 'form' ? ('form' as const) : ('json' as const),
    body,
    success: success === '' ? null : success,
  }
  const headers = headerValue === '' ? null : [{ name: header, value: headerValue }]
  return { version, on, config, headers }
}

type FieldsProps = {
  form: Draft
  set: (more: Partial<Draft>) => void
  problem: (name: string) => string | undefined
}

function Fields({ form, set, problem }: FieldsProps) {
  return (
    <>
      <TextField
        label={words.url}
        value={form.url}
        onType={(url) => set({ url })}
        problem={problem('config.url')}
      />
      <SelectField
        label={words.method}
        value={form.method}
        onChoose={(method) => set({ method })}
        options={['POST', 'GET'].map((one) => ({ value: one, label: one }))}
      />
      <SelectField
        label={words.contentType}
        value={form.contentType}
        onChoose={(contentType) => set({ contentType })}
        options={[
          { value: 'json', label: words.json },
          { value: 'form', label: words.form },
        ]}
      />
      <TextAreaField
        label={words.body}
        hint={words.bodyHint}
        value={form.body}
        onType={(body) => set({ body })}
        problem={problem('config.body')}
      />
      <TextField
        label={words.success}
        hint={words.successHint}
        optional
        value={form.success}
        onType={(success) => set({ success })}
        problem={problem('config.success')}
      />
      <TextField
        label={words.header}
        optional
        value={form.header}
        onType={(header) => set({ header })}
        problem={problem('headers.0.name')}
      />
      <TextField
        label={words.headerValue}
        hint={words.keeps}
        optional
        type="password"
        autoComplete="new-password"
        value={form.headerValue}
        onType={(headerValue) => set({ headerValue })}
        problem={problem('headers.0.value')}
      />
    </>
  )
}

/** What the gateway's own paper says, as a template; its keys are never shown again. */
export function SmsForm({ sms }: { sms: Sms }) {
  const [form, setForm] = useState(() => draftOf(sms))
  const { save, saving, error } = useSave('saveSmsChannel')
  const set = (more: Partial<Draft>) => setForm((now) => ({ ...now, ...more }))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await save({ body: bodyOf(form, sms.version) })) tell({ tone: 'done', sentence: words.saved })
  }
  return (
    <form className="form narrow reminder-part" onSubmit={(event) => void submit(event)}>
      <h2>{words.sms}</h2>
      {error && !error.field && <Trouble error={error} />}
      <OnOff on={form.on} onChoose={(on) => set({ on })} />
      <Fields form={form} set={set} problem={(name) => fieldMessage(error, `body.${name}`)} />
      <Button submit busy={saving}>
        {words.save}
      </Button>
    </form>
  )
}
