import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Field, TextField } from '../../ui/field.tsx'
import './agendas.css'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { taskWords as words } from './messages.ts'
import { TaskList } from './task-list.tsx'

type Given = CallOutput<'getActivityTasks'>
type Owner = Given['owners'][number]

const refOf = (owner: Owner) => `${owner.by} ${owner.id}`

type OwnerFieldProps = {
  owners: readonly Owner[]
  value: string
  onChoose: (ref: string) => void
  problem: string | undefined
}

/** Those who work there first, then whoever stands on the roll. */
function OwnerField({ owners, value, onChoose, problem }: OwnerFieldProps) {
  const groups = [
    { label: words.staff, rows: owners.filter((one) => one.by === 'account') },
    { label: words.onRoll, rows: owners.filter((one) => one.by === 'member') },
  ].filter((group) => group.rows.length > 0)
  return (
    <Field label={words.owner} problem={problem}>
      {(tied) => (
        <select
          {...tied}
          className="in"
          value={value}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          <option value="">{words.ownerNone}</option>
          {groups.map((group) => (
            <optgroup key={group.label} label={group.label}>
              {group.rows.map((one) => (
                <option key={refOf(one)} value={refOf(one)}>
                  {one.note ? `${one.name}（${one.note}）` : one.name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  )
}

type AssignProps = { activityId: string; owners: readonly Owner[]; onClose: () => void }

function AssignForm({ activityId, owners, onClose }: AssignProps) {
  const { today } = useSession()
  const key = `activity:${activityId}:task`
  const draft = useDraft(key, { what: '', owner: '', dueOn: today })
  const { save, saving, error } = useSave('assignTask', key)
  const [tried, setTried] = useState(false)
  const { what, owner, dueOn } = draft.value
  const type = (to: Partial<typeof draft.value>) => draft.set((now) => ({ ...now, ...to }))
  const chosen = owners.find((one) => refOf(one) === owner)
  const send = async () => {
    setTried(true)
    if (!chosen) return
    const body = { what, owner: { by: chosen.by, id: chosen.id }, dueOn }
    if (!(await save({ params: { activityId }, body }))) return
    draft.done()
    onClose()
    tell({ tone: 'done', sentence: words.assigned(what, chosen.name) })
  }
  return (
    <FormSheet
      title={words.add}
      error={error}
      send={words.send}
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <TextField
        label={words.what}
        value={what}
        onType={(next) => type({ what: next })}
        problem={fieldMessage(error, 'body.what')}
        maxLength={100}
      />
      <OwnerField
        owners={owners}
        value={owner}
        onChoose={(next) => type({ owner: next })}
        problem={tried && !chosen ? words.ownerNone : fieldMessage(error, 'body.owner')}
      />
      <TextField
        label={words.due}
        type="date"
        value={dueOn}
        onType={(next) => type({ dueOn: next })}
        problem={fieldMessage(error, 'body.dueOn')}
      />
    </FormSheet>
  )
}

type ActivityTasksProps = { activityId: string; isMeeting: boolean }

/** What a meeting gave people to do, on its page; what people did for others gives nobody a task, so none is offered. */
export function ActivityTasks({ activityId, isMeeting }: ActivityTasksProps) {
  const given = useCall('getActivityTasks', { params: { activityId } })
  const [adding, setAdding] = useState(false)
  if (!given.data) return null
  const { rows, owners, abilities } = given.data
  const mayAssign = abilities.assign && isMeeting
  if (rows.length === 0 && !mayAssign) return null
  return (
    <section className="no-print">
      <h2 className="agd-head">{words.title}</h2>
      {rows.length > 0 && <TaskList tasks={rows} />}
      {mayAssign && <Button onPress={() => setAdding(true)}>{words.add}</Button>}
      {adding && <AssignForm activityId={activityId} owners={owners} onClose={() => setAdding(false)} />}
    </section>
  )
}
