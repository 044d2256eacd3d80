import { type FormEvent, useState } from 'react'
import type { CallError } from '../../lib/call-error.ts'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import type { DraftState } from '../../lib/use-draft.ts'
import { Button } from '../../ui/button.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import { SaveOrLeave } from '../../ui/save-or-leave.tsx'
import { Trouble } from '../../ui/states.tsx'
import { blankItem, type FormDraft, findWrong, type ItemDraft } from './form-draft.ts'
import { ItemFields } from './item-fields.tsx'
import { messages } from './messages.ts'
import './worklists.css'

const words = messages.form
type Choices = CallOutput<'getWorklistChoices'>

export type FormProps = {
  draft: DraftState<FormDraft>
  choices: Choices
  /** Of a new list; the issuer of one that stands does not change. */
  places?: readonly { orgId: number; name: string }[]
  saving: boolean
  error: CallError | undefined
  onSave: () => void
  back: string
}

type PartProps = FormProps & { type: (to: Partial<FormDraft>) => void }

function Head({ draft, choices, places = [], error, type }: PartProps) {
  const { today } = useSession()
  const { orgId, weekFrom, title, note, toKind } = draft.value
  return (
    <>
      {places.length > 1 && (
        <PlaceField
          label={words.at}
          value={orgId}
          onChoose={(next) => type({ orgId: next })}
          places={places}
        />
      )}
      <SelectField
        label={words.week}
        value={weekFrom}
        onChoose={(next) => type({ weekFrom: next })}
        options={choices.weeks.map(({ from, to }) => ({
          value: from,
          label: messages.week(formatDay(from, today), formatDay(to, today)),
        }))}
        problem={fieldMessage(error, 'body.weekFrom')}
      />
      <TextField
        label={words.title}
        value={title}
        onType={(next) => type({ title: next })}
        problem={fieldMessage(error, 'body.title')}
        maxLength={60}
      />
      <SelectField
        label={words.toKind}
        value={toKind}
        onChoose={(next) => type({ toKind: next as FormDraft['toKind'] })}
        options={choices.toKinds.map(({ kind, label }) => ({ value: kind, label }))}
      />
      <TextAreaField
        label={words.note}
        value={note}
        onType={(next) => type({ note: next })}
        rows={2}
        optional
        maxLength={500}
      />
    </>
  )
}

function Menus({ draft, error, type, wrong }: PartProps & { wrong: readonly string[] }) {
  const { items, menuTitles, chooses } = draft.value
  const used = (['1', '2'] as const).filter((no) => items.some(({ menu }) => menu === no))
  return used.map((no, at) => (
    <fieldset className="item-fields" key={no}>
      <legend>{words.menuLegends[no]}</legend>
      <TextField
        label={words.menuTitle(no)}
        value={menuTitles[no]}
        onType={(next) => type({ menuTitles: { ...menuTitles, [no]: next } })}
        problem={fieldMessage(error, `body.menus.${at}.title`)}
        maxLength={30}
      />
      <TextField
        label={words.choose(no)}
        value={chooses[no]}
        onType={(next) => type({ chooses: { ...chooses, [no]: next } })}
        problem={
          wrong.includes(`choose.${no}`) ? words.numberWrong : fieldMessage(error, `body.menus.${at}.choose`)
        }
        inputMode="numeric"
      />
    </fieldset>
  ))
}

/** The form of a week's list, new or changed. */
export function WorklistForm(props: FormProps) {
  const { draft, choices, error, saving, onSave, back } = props
  const [tried, setTried] = useState(false)
  const type = (to: Partial<FormDraft>) => draft.set((now) => ({ ...now, ...to }))
  const { items } = draft.value
  const wrong = tried ? findWrong(draft.value) : []
  const change = (at: number, to: Partial<ItemDraft>) =>
    type({ items: items.map((item, i) => (i === at ? { ...item, ...to } : item)) })
  const problemOf = (at: number) => (field: string) =>
    wrong.includes(`${at}.${field}`)
      ? words.numberWrong
      : (fieldMessage(error, `body.items.${at}.${field}`) ??
        fieldMessage(error, `body.items.${at}.demand.${field}`))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (findWrong(draft.value).length === 0) onSave()
  }
  return (
    <form className="form" onSubmit={submit}>
      <DraftNote draft={draft} />
      {error && !error.field && <Trouble error={error} />}
      <Head {...props} type={type} />
      {items.map((item, at) => (
        <ItemFields
          key={at}
          at={at}
          item={item}
          choices={choices}
          onChange={(to) => change(at, to)}
          onDrop={items.length > 1 ? () => type({ items: items.filter((_, i) => i !== at) }) : undefined}
          problemOf={problemOf(at)}
        />
      ))}
      <Button onPress={() => type({ items: [...items, blankItem] })}>{words.add}</Button>
      <Menus {...props} type={type} wrong={wrong} />
      <SaveOrLeave verb={words.save} busy={saving} back={back} />
    </form>
  )
}
