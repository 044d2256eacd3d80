import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Choice } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { words } from './requirement-messages.ts'

type List = CallOutput<'listRequirements'>
type Draft = { key: string; orgId: string; reach: 'self' | 'below'; from: string; day: string; grace: string }

const draftKey = 'requirement:declare'

/** What a template says, with the day and the grace as this place wants them. */
export function DeclareForm({ list, onClose }: { list: List; onClose: () => void }) {
  const { today } = useSession()
  const [first] = list.places
  const draft = useDraft<Draft>(draftKey, {
    key: '',
    orgId: String(first?.orgId ?? ''),
    reach: 'below',
    from: `${today.slice(0, 4)}-01-01`,
    day: '',
    grace: '',
  })
  const [tried, setTried] = useState(false)
  const write = useSave('declareRequirement', draftKey)
  const { value } = draft
  const template = list.templates.find((one) => one.key === value.key)
  const change = (more: Partial<Draft>) => draft.set((now) => ({ ...now, ...more }))
  const send = async () => {
    setTried(true)
    if (!template) return
    const terms = { ...template.terms, fixedDay: Number(value.day) || null, grace: Number(value.grace) || 0 }
    const body = { orgId: Number(value.orgId), reach: value.reach, validFrom: value.from, terms }
    if (!(await write.save({ body }))) return
    draft.done()
    onClose()
    tell({ tone: 'done', sentence: words.done(terms.name) })
  }
  const problem = (field: string) => fieldMessage(write.error, `body.${field}`)
  const placed = ['terms.code', 'terms.fixedDay', 'terms.grace', 'validFrom', 'orgId'].some(problem)
  return (
    <FormSheet
      title={words.add}
      send={words.send}
      tone="go"
      busy={write.saving}
      onSend={send}
      onClose={onClose}
    >
      {write.error && !placed && <Trouble error={write.error} />}
      <DeclareFields
        list={list}
        value={value}
        template={template}
        change={change}
        problem={problem}
        isTried={tried}
      />
    </FormSheet>
  )
}

type Fields = {
  list: List
  value: Draft
  template: List['templates'][number] | undefined
  change: (more: Partial<Draft>) => void
  problem: (field: string) => string | undefined
  isTried: boolean
}

function DeclareFields(fields: Fields) {
  return (
    <>
      <TemplateField {...fields} />
      <PlaceFields {...fields} />
      <DayFields {...fields} />
    </>
  )
}

function TemplateField({ list, value, template, change, problem, isTried }: Fields) {
  const choose = (key: string) => {
    const terms = list.templates.find((one) => one.key === key)?.terms
    change({ key, day: String(terms?.fixedDay ?? ''), grace: String(terms?.grace ?? '') })
  }
  return (
    <SelectField
      label={words.template}
      value={value.key}
      empty={words.templateEmpty}
      onChoose={choose}
      hint={template?.note}
      problem={problem('terms.code') ?? (isTried && !template ? words.templateEmpty : undefined)}
      options={list.templates.map((one) => ({
        value: one.key,
        label: `${one.terms.name}（${words.cadences[one.terms.cadence]}）`,
      }))}
    />
  )
}

function PlaceFields({ list, value, change, problem }: Fields) {
  return (
    <>
      <PlaceField
        label={words.place}
        value={value.orgId}
        onChoose={(orgId) => change({ orgId })}
        problem={problem('orgId')}
        places={list.places}
      />
      <Choice
        legend={words.reach.legend}
        value={value.reach}
        onChoose={(reach) => change({ reach })}
        options={[
          { value: 'below', label: words.reach.below },
          { value: 'self', label: words.reach.self },
        ]}
      />
    </>
  )
}

function DayFields({ value, template, change, problem }: Fields) {
  const cadence = template?.terms.cadence
  return (
    <>
      {(cadence === 'month' || cadence === 'week') && (
        <TextField
          label={words.fixedDay}
          hint={words.fixedDayHint[cadence]}
          inputMode="numeric"
          optional
          value={value.day}
          onType={(day) => change({ day })}
          problem={problem('terms.fixedDay')}
        />
      )}
      <TextField
        label={words.grace}
        inputMode="numeric"
        value={value.grace}
        onType={(grace) => change({ grace })}
        problem={problem('terms.grace')}
      />
      <TextField
        label={words.from}
        hint={words.fromHint}
        type="date"
        value={value.from}
        onType={(from) => change({ from })}
        problem={problem('validFrom')}
      />
    </>
  )
}
