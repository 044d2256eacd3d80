import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { useSession } from '../../lib/session.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { LifeForm } from './life-form.tsx'
import { lifeMessages } from './life-messages.ts'
import { messages } from './messages.ts'
import { type FormProps, useLife } from './use-life.ts'
import { standingWords } from './words.ts'

export type ContactChange = 'lost' | 'found' | 'floating' | 'returned'

/** Lost and found, away and back. */
export function ContactForm({ change, ...form }: FormProps & { change: ContactChange }) {
  const { today } = useSession()
  const [typed, setTyped] = useState({
    happenedOn: change === 'lost' ? '' : today,
    reason: '',
    floatingTo: '',
  })
  const { take, saving, error } = useLife('changeContact', form)
  const words = lifeMessages.contactForm[change]
  const { floatingTo, ...dated } = typed
  const submit = () => {
    void take(change === 'floating' ? { change, floatingTo, ...dated } : { change, ...dated })
  }
  return (
    <LifeForm
      typed={typed}
      onType={(next) => setTyped({ ...typed, ...next })}
      dayLabel={words.on}
      note={words.note}
      save={words.save}
      saving={saving}
      error={error}
      own={['body.floatingTo']}
      onSubmit={submit}
      onClose={form.onClose}
    >
      {change === 'floating' && (
        <TextField
          label={lifeMessages.contactForm.floatingTo}
          value={floatingTo}
          onType={(next) => setTyped({ ...typed, floatingTo: next })}
          problem={fieldMessage(error, 'body.floatingTo')}
        />
      )}
    </LifeForm>
  )
}

const standings = ['normal', 'retained', 'restored', 'suspended'] as const

/** 党籍状态; expulsion is an exit. */
export function StandingForm(form: FormProps) {
  const { today } = useSession()
  const words = lifeMessages.standingForm
  const [typed, setTyped] = useState({ happenedOn: today, reason: '', standing: '' })
  const { take, saving, error } = useLife('changeStanding', form)
  const { standing, ...dated } = typed
  return (
    <LifeForm
      typed={typed}
      onType={(next) => setTyped({ ...typed, ...next })}
      note={words.note}
      save={words.save}
      saving={saving}
      error={error}
      own={['body.standing']}
      onSubmit={() => void take({ standing: standing as (typeof standings)[number], ...dated })}
      onClose={form.onClose}
    >
      <SelectField
        label={words.standing}
        value={standing}
        onChoose={(next) => setTyped({ ...typed, standing: next })}
        empty={messages.form.choose}
        options={standings
          .filter((one) => one !== form.member.standing)
          .map((value) => ({ value, label: standingWords[value] }))}
        problem={fieldMessage(error, 'body.standing')}
      />
    </LifeForm>
  )
}
