import { type FormEvent, useState } from 'react'
import { type CallError, fieldMessage } from '../../lib/call-error.ts'
import type { DraftState } from '../../lib/use-draft.ts'
import { Button } from '../../ui/button.tsx'
import { Check } from '../../ui/choice.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextField } from '../../ui/field.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { draftOf, type EntryDraft } from './entry-draft.ts'
import { EntryFields } from './entry-fields.tsx'
import { messages } from './messages.ts'
import { sayChoice } from './say-choice.ts'
import { StageFields } from './stage-fields.tsx'
import type { List, TemplateDraft } from './template-draft.ts'
import { words } from './template-messages.ts'
import './plans.css'
import { FormSheet } from '../../ui/form-sheet.tsx'

type FormProps = {
  draft: DraftState<TemplateDraft>
  list: List
  /** The place of a draft that is there already stays. */
  isNew: boolean
  error: CallError | undefined
  saving: boolean
  send: string
  onSend: () => void
}

/** Kinds of organisation that plan a year; groups are in the plan of their branch. */
const planners = ['branch', 'general-branch', 'committee']

function Head({ draft, list, isNew, error }: FormProps) {
  const { value, set } = draft
  const change = (more: Partial<TemplateDraft>) => set((now) => ({ ...now, ...more }))
  const problem = (field: string) => fieldMessage(error, `body.${field}`)
  const toggle = (kind: TemplateDraft['orgKinds'][number], isOn: boolean) =>
    change({ orgKinds: isOn ? [...value.orgKinds, kind] : value.orgKinds.filter((one) => one !== kind) })
  return (
    <>
      {isNew && list.places.length > 1 && (
        <PlaceField
          label={words.place}
          value={value.orgId}
          onChoose={(orgId) => change({ orgId })}
          places={list.places}
          problem={problem('orgId')}
        />
      )}
      <TextField
        label={words.name}
        value={value.name}
        onType={(name) => change({ name })}
        problem={problem('name')}
        maxLength={40}
      />
      <TextField
        label={words.year}
        inputMode="numeric"
        value={value.year}
        onType={(year) => change({ year })}
        problem={problem('year')}
      />
      <TextField
        label={words.note}
        optional
        value={value.note}
        onType={(note) => change({ note })}
        problem={problem('note')}
        maxLength={200}
      />
      <fieldset className="choice">
        <legend>{words.orgKinds}</legend>
        <div className="plan-kinds">
          {list.orgKinds
            .filter((one) => planners.includes(one.kind))
            .map((one) => (
              <Check
                key={one.kind}
                checked={value.orgKinds.includes(one.kind)}
                onChange={(isOn) => toggle(one.kind, isOn)}
              >
                {one.label}
              </Check>
            ))}
        </div>
        {problem('orgKinds') && <p className="problem">{problem('orgKinds')}</p>}
      </fieldset>
    </>
  )
}

type EntrySheetProps = {
  entry: EntryDraft
  list: List
  problem: (field: string) => string | undefined
  onKeep: (entry: EntryDraft) => void
  onClose: () => void
}

function EntrySheet({ entry, list, problem, onKeep, onClose }: EntrySheetProps) {
  const [value, setValue] = useState(entry)
  const keep = () => {
    onKeep(value)
    onClose()
  }
  return (
    <FormSheet title={words.addEntry} send={messages.save} onSend={keep} onClose={onClose}>
      <EntryFields
        value={value}
        onChange={(more) => setValue((now) => ({ ...now, ...more }))}
        kinds={list.kinds}
        withOwnDay
        problem={problem}
      />
    </FormSheet>
  )
}

function put(draft: DraftState<TemplateDraft>, at: number, entry: EntryDraft | undefined): void {
  draft.set((now) => ({
    ...now,
    entries: [...now.entries.slice(0, at), ...(entry ? [entry] : []), ...now.entries.slice(at + 1)],
  }))
}

function Entries({ draft, list, error, onOpen }: FormProps & { onOpen: (at: number) => void }) {
  const { entries } = draft.value
  const labelOf = (entry: EntryDraft) =>
    entry.title || (list.kinds.find((one) => one.kind === entry.kind)?.label ?? '')
  const flawed = entries.findIndex((_, i) => error?.field?.startsWith(`body.entries.${i}.`))
  return (
    <section className="plan-parts" aria-label={words.entries}>
      <h2>{words.entries}</h2>
      {entries.length === 0 && <p className="note">{words.noEntries}</p>}
      <ul className="plan-rows">
        {entries.map((entry, i) => (
          <li className="plan-row" key={`${i} ${entry.kind} ${entry.title}`}>
            <div>
              <b>{labelOf(entry)}</b>
              <small>
                {sayChoice(entry.rule)}
                {entry.ownDay && `，${words.ownDay}`}
              </small>
              {flawed === i && <p className="problem">{error?.message}</p>}
            </div>
            <span>
              <Button tone="quiet" label={messages.changeItemLabel(labelOf(entry))} onPress={() => onOpen(i)}>
                {messages.changeItem}
              </Button>
              <Button
                tone="quiet"
                label={messages.removeLabel(labelOf(entry))}
                onPress={() => put(draft, i, undefined)}
              >
                {messages.remove}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <Button onPress={() => onOpen(entries.length)}>{words.addEntry}</Button>
    </section>
  )
}

/** A template as a form: kept while one types, found again after a closed tab. */
export function TemplateForm(props: FormProps) {
  const { draft, list, error, saving, send, onSend } = props
  const [opened, setOpened] = useState<number>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSend()
  }
  return (
    <>
      <form className="form" onSubmit={submit}>
        <DraftNote draft={draft} />
        {error && !error.field && <Trouble error={error} />}
        <Head {...props} />
        <Entries {...props} onOpen={setOpened} />
        <StageFields
          year={draft.value.year}
          stages={draft.value.stages}
          onChange={(stages) => draft.set((now) => ({ ...now, stages }))}
          problem={(field) => fieldMessage(error, `body.stages.${field}`)}
        />
        <Button submit tone="go" wide busy={saving}>
          {send}
        </Button>
      </form>
      {/* A form of its own: it must not stand inside the other. */}
      {opened !== undefined && (
        <EntrySheet
          entry={draft.value.entries[opened] ?? draftOf(undefined, 0)}
          list={list}
          problem={(field) => fieldMessage(error, `body.entries.${opened}.${field}`)}
          onKeep={(entry) => put(draft, opened, entry)}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  )
}
