import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { type Basis, bases, type Rule, shareOf, shares } from './shares.ts'

const words = messages.rules
type MeetingRule = Extract<Rule, { kind: 'meeting' }>

type Typed = {
  of: string
  quorum: string
  pass: string
  basis: Basis
  source: string
  from: string
}

function ruleOf(typed: Typed): Rule {
  const quorum = typed.quorum === '' ? null : shareOf(typed.quorum, 'expected')
  const terms = { quorum, pass: shareOf(typed.pass, typed.basis) }
  return { kind: 'meeting', of: typed.of as MeetingRule['of'], terms, source: typed.source }
}

type FormProps = { orgId: number; rows: CallOutput<'listMeetingRules'>['rows'] }

/** An own rule for one kind of meeting, from a day on; what was recorded before stays as it was judged. */
export function RuleForm({ orgId, rows }: FormProps) {
  const { today } = useSession()
  const key = `meeting-rule:${orgId}`
  const start: Typed = {
    of: 'members-assembly',
    quorum: '>= 1/2',
    pass: '> 1/2',
    basis: 'expected',
    source: '',
    from: today,
  }
  const draft = useDraft<Typed>(key, start)
  const { save, saving, error } = useSave('declareMeetingRule', key)
  const [open, setOpen] = useState(draft.restored)
  const typed = draft.value
  const type = (change: Partial<Typed>) => draft.set((now) => ({ ...now, ...change }))
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const body = { rule: ruleOf(typed), from: typed.from }
    if (!(await save({ params: { orgId }, body }))) return
    draft.restart()
    setOpen(false)
    tell({ tone: 'done', sentence: words.sent })
  }
  if (!open)
    return (
      <div className="vote-acts">
        <Button onPress={() => setOpen(true)}>{words.change}</Button>
      </div>
    )
  const meetings = rows.filter((row) => row.of !== 'election')
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      <SelectField
        label={words.of}
        value={typed.of}
        onChoose={(of) => type({ of })}
        options={meetings.map((row) => ({ value: row.of, label: row.ofLabel }))}
      />
      <SelectField
        label={words.quorum}
        value={typed.quorum}
        onChoose={(quorum) => type({ quorum })}
        options={[{ value: '', label: words.none }, ...shares]}
      />
      <SelectField
        label={words.pass}
        value={typed.pass}
        onChoose={(pass) => type({ pass })}
        options={shares}
      />
      <SelectField
        label={words.base}
        value={typed.basis}
        onChoose={(basis) => type({ basis: basis as Typed['basis'] })}
        options={bases}
      />
      <TextField
        label={words.source}
        value={typed.source}
        onType={(source) => type({ source })}
        problem={fieldMessage(error, 'body.rule.source')}
        maxLength={120}
      />
      <TextField
        label={words.from}
        type="date"
        value={typed.from}
        onType={(from) => type({ from })}
        problem={fieldMessage(error, 'body.from')}
      />
      {error && !['body.rule.source', 'body.from'].includes(error.field ?? '') && <Trouble error={error} />}
      <Button submit tone="go" busy={saving}>
        {words.send}
      </Button>
    </form>
  )
}
