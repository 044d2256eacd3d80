import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput, CallRequest } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import { Answer, Empty, Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { Tabs } from './tabs.tsx'
import { titles } from './titles.ts'

const words = messages.drives
type Drives = CallOutput<'listDrives'>
type Wish = CallRequest<'startDrive'>['body']

function StartForm({ drives, onDone }: { drives: Drives; onDone: () => void }) {
  const { today } = useSession()
  const { kinds, places } = drives
  const blank: Wish & { orgId: string; note: string } = {
    orgId: String(places[0]?.orgId ?? ''),
    name: '',
    kind: 'demonstration-post',
    note: '',
    validFrom: today,
    validTo: `${today.slice(0, 4)}-12-31`,
  }
  const draft = useDraft('drive:new', blank)
  const { save, saving, error } = useSave('startDrive', 'drive:new')
  const type = (next: Partial<typeof draft.value>) => draft.set((now) => ({ ...now, ...next }))
  const { orgId, ...body } = draft.value
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await save({ params: { orgId: Number(orgId) }, body }))) return
    draft.done()
    onDone()
    tell({ tone: 'done', sentence: words.started(body.name) })
  }
  const field = (name: 'name' | 'validFrom' | 'validTo' | 'note', label: string, date = false) => (
    <TextField
      label={label}
      {...(date && { type: 'date' as const })}
      value={body[name]}
      onType={(next) => type({ [name]: next })}
      problem={fieldMessage(error, `body.${name}`)}
    />
  )
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      {error && !error.field && <Trouble error={error} />}
      {places.length > 1 && (
        <PlaceField
          label={words.at}
          value={orgId}
          onChoose={(next) => type({ orgId: next })}
          places={places}
        />
      )}
      {field('name', words.name)}
      <SelectField
        label={words.kind}
        value={body.kind}
        onChoose={(kind) => type({ kind: kind as Wish['kind'] })}
        options={kinds.map(({ kind, label }) => ({ value: kind, label }))}
      />
      {field('validFrom', words.from, true)}
      {field('validTo', words.to, true)}
      {field('note', words.note)}
      <Button submit tone="go" busy={saving}>
        {words.save}
      </Button>
    </form>
  )
}

function DriveRow({ drive }: { drive: Drives['rows'][number] }) {
  const { today } = useSession()
  const { driveId, name, kindLabel, orgName, validFrom, validTo, inForce } = drive
  return (
    <li className="task">
      <div>
        <b>{name}</b>
        <span>
          <em>{inForce ? words.inForce : words.over}</em>
          {[kindLabel, orgName, words.span(formatDay(validFrom, today), formatDay(validTo, today))].join(
            '　',
          )}
        </span>
      </div>
      <LinkButton href={to(`/drives/${driveId}`)} label={words.lookLabel(name)}>
        {words.look}
      </LinkButton>
    </li>
  )
}

/** 主题活动: drives as names under which what is recorded anyway is gathered. */
export default function DrivesPage() {
  const list = useCall('listDrives', {})
  const [open, setOpen] = useState(false)
  return (
    <>
      <PageHead title={titles.drives} sub={words.sub} />
      <Tabs on="drives" />
      <Answer of={list}>
        {(drives) => (
          <>
            {drives.places.length > 0 && !open && (
              <Button onPress={() => setOpen(true)}>{words.start}</Button>
            )}
            {open && <StartForm drives={drives} onDone={() => setOpen(false)} />}
            {drives.rows.length === 0 ? (
              <Empty>{words.empty}</Empty>
            ) : (
              <ul className="tasks">
                {drives.rows.map((drive) => (
                  <DriveRow key={drive.driveId} drive={drive} />
                ))}
              </ul>
            )}
          </>
        )}
      </Answer>
    </>
  )
}
