import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { Button } from '../../ui/button.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { Roll } from '../../ui/roll.tsx'
import { Trouble } from '../../ui/states.tsx'
import './activities.css'
import { MemberPicker } from '../../ui/member-picker.tsx'
import { AgendaPart } from './agenda-part.tsx'
import { messages } from './messages.ts'
import { RollHints } from './notes/roll-hints.tsx'
import { OutputFields } from './output-fields.tsx'
import { unsaid } from './roll-choices.ts'
import type { RecordState } from './use-record.ts'

/** Something half written was found again, somebody else was faster, or the server said no. */
export function RecordNotes({ record }: { record: RecordState }) {
  const { draft, error } = record
  const stale = error?.code === 'version.stale'
  return (
    <>
      <DraftNote draft={draft} />
      {stale && (
        <Receipt tone="late" action={{ label: messages.seeNewest, run: () => location.reload() }}>
          {messages.stale}
        </Receipt>
      )}
      {error && !stale && !error.field?.startsWith('body.outputs') && <Trouble error={error} />}
    </>
  )
}

/** The roll, and below it whoever came without standing on it. */
export function RollPart({ record }: { record: RecordState }) {
  const { draft, people, reasons, change } = record
  const { absent, added } = draft.value
  const [adding, setAdding] = useState(false)
  return (
    <>
      <Roll
        people={people}
        reasons={reasons}
        unsaid={unsaid}
        absent={absent}
        onChange={(next) => change({ absent: next })}
        note={messages.rollNote}
      />
      <RollHints record={record} />
      <div className="pad top act-guests">
        {adding || added.length > 0 ? (
          <MemberPicker
            label={messages.addPerson}
            picked={added}
            except={people.map((person) => person.id)}
            onChange={(next) => change({ added: next })}
          />
        ) : (
          <Button tone="quiet" onPress={() => setAdding(true)}>
            {messages.addPerson}
          </Button>
        )}
      </div>
    </>
  )
}

/** What was achieved and what was said; both may stay empty. */
export function TextPart({ record }: { record: RecordState }) {
  const { draft, change, tried, error } = record
  return (
    <div className="form">
      <AgendaPart record={record} />
      <OutputFields
        outputs={draft.value.outputs}
        onChange={(outputs) => change({ outputs })}
        tried={tried}
        problem={error?.field?.startsWith('body.outputs') ? error.message : undefined}
      />
      <TextAreaField
        label={messages.minutes}
        hint={messages.minutesHint}
        optional
        rows={6}
        value={draft.value.minutes}
        onType={(minutes) => change({ minutes })}
        problem={fieldMessage(error, 'body.minutes')}
        maxLength={20_000}
      />
    </div>
  )
}
