import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Check } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { type Basis, bases, type Rule, shareOf, shares, typedOf } from './shares.ts'
import { wholeOf } from './vote-types.ts'

const words = { ...messages.rules, ...messages.electionRule }
const postWords = messages.election.posts
type Post = keyof typeof postWords
type Terms = Extract<Rule, { kind: 'election' }>['terms']
type FormProps = { orgId: number; rows: CallOutput<'listMeetingRules'>['rows'] }

type Typed = {
  quorum: string
  pass: string
  basis: Basis
  surplus: string
  surplusOf: Post[]
  rural: string
  others: string
  source: string
  from: string
}

function startOf({ quorum, pass, surplus, surplusOf, term }: Terms, from: string): Typed {
  return {
    quorum: typedOf(quorum),
    pass: typedOf(pass),
    basis: pass.basis,
    surplus: String(surplus),
    surplusOf: [...surplusOf],
    rural: String(term.rural),
    others: String(term.others),
    source: '',
    from,
  }
}

/** A number that was not typed as one goes to the server as it cannot be, and is refused at its field. */
function ruleOf(typed: Typed): Rule {
  const whole = (text: string) => wholeOf(text) ?? -1
  const terms: Terms = {
    quorum: shareOf(typed.quorum, 'expected'),
    pass: shareOf(typed.pass, typed.basis),
    surplus: whole(typed.surplus),
    surplusOf: typed.surplusOf,
    term: { rural: whole(typed.rural), others: whole(typed.others) },
  }
  return { kind: 'election', terms, source: typed.source }
}

/** What is in force may be a share that nobody offers to choose. */
function optionsWith(value: string) {
  return shares.some((one) => one.value === value) ? shares : [...shares, { value, label: value }]
}

const fields = ['source', 'terms.surplus', 'terms.term.rural', 'terms.term.others'].map(
  (name) => `body.rule.${name}`,
)

/** How elections are held from a day on, begun from what is in force; what was opened before goes by what stood then. */
export function ElectionRuleForm({ orgId, rows }: FormProps) {
  const now = rows.find((row) => row.of === 'election')
  return now ? <Form orgId={orgId} terms={now.terms as Terms} /> : null
}

function Form({ orgId, terms }: { orgId: number; terms: Terms }) {
  const { today } = useSession()
  const key = `election-rule:${orgId}`
  const draft = useDraft<Typed>(key, startOf(terms, today))
  const { save, saving, error } = useSave('declareMeetingRule', key)
  const [open, setOpen] = useState(draft.restored)
  const typed = draft.value
  const type = (change: Partial<Typed>) => draft.set((before) => ({ ...before, ...change }))
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await save({ params: { orgId }, body: { rule: ruleOf(typed), from: typed.from } }))) return
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
  const line = (name: 'surplus' | 'rural' | 'others' | 'source' | 'from', field: string, more = {}) => (
    <TextField
      label={words[name]}
      value={typed[name]}
      onType={(value) => type({ [name]: value })}
      problem={fieldMessage(error, field)}
      {...more}
    />
  )
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      <SelectField
        label={words.quorum}
        value={typed.quorum}
        onChoose={(quorum) => type({ quorum })}
        options={optionsWith(typed.quorum)}
      />
      <SelectField
        label={words.pass}
        value={typed.pass}
        onChoose={(pass) => type({ pass })}
        options={optionsWith(typed.pass)}
      />
      <SelectField
        label={words.base}
        value={typed.basis}
        onChoose={(basis) => type({ basis: basis as Basis })}
        options={bases}
      />
      {line('surplus', 'body.rule.terms.surplus', { inputMode: 'numeric', hint: words.surplusHint })}
      <Posts chosen={typed.surplusOf} onChange={(surplusOf) => type({ surplusOf })} />
      {line('rural', 'body.rule.terms.term.rural', { inputMode: 'numeric' })}
      {line('others', 'body.rule.terms.term.others', { inputMode: 'numeric' })}
      {line('source', 'body.rule.source', { maxLength: 120 })}
      {line('from', 'body.from', { type: 'date' })}
      {error && ![...fields, 'body.from'].includes(error.field ?? '') && <Trouble error={error} />}
      <Button submit tone="go" busy={saving}>
        {words.send}
      </Button>
    </form>
  )
}

function Posts({ chosen, onChange }: { chosen: Post[]; onChange: (chosen: Post[]) => void }) {
  return (
    <fieldset className="choice">
      <legend>{words.surplusOf}</legend>
      <div className="choice-of">
        {(Object.keys(postWords) as Post[]).map((post) => (
          <Check
            key={post}
            checked={chosen.includes(post)}
            onChange={(on) => onChange(on ? [...chosen, post] : chosen.filter((one) => one !== post))}
          >
            {postWords[post]}
          </Check>
        ))}
      </div>
    </fieldset>
  )
}
