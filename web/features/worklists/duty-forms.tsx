import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { MemberPicker, type Person } from '../../ui/member-picker.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { Duties } from './duties-body.tsx'
import { messages } from './messages.ts'

const words = messages.duties
type FormProps = { duties: Duties; onDone: () => void }

/** One of the catalogue's duties for one group, with its area, its leader and its term. */
export function AssignForm({ duties: { orgId, groups, kinds }, onDone }: FormProps) {
  const { today } = useSession()
  const [leader, setLeader] = useState<Person[]>([])
  const key = `group-duty:${orgId}`
  const blank = { groupId: String(groups[0]?.orgId ?? ''), kind: 'party-day', area: '', validFrom: today }
  const draft = useDraft(key, blank)
  const { save, saving, error } = useSave('assignDuty', key)
  const type = (next: Partial<typeof blank>) => draft.set((now) => ({ ...now, ...next }))
  const { groupId, kind, area, validFrom } = draft.value
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const body = { groupId: Number(groupId), kind, area, validFrom, leaderId: leader[0]?.memberId ?? null }
    if (!(await save({ params: { orgId }, body }))) return
    draft.done()
    onDone()
    const title = kinds.find((one) => one.kind === kind)?.title ?? ''
    tell({ tone: 'done', sentence: words.assigned(title) })
  }
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      {error && !error.field && <Trouble error={error} />}
      <PlaceField
        label={words.group}
        value={groupId}
        onChoose={(next) => type({ groupId: next })}
        places={groups}
        problem={fieldMessage(error, 'body.groupId')}
      />
      <SelectField
        label={words.kind}
        value={kind}
        onChoose={(next) => type({ kind: next })}
        options={kinds.map((one) => ({
          value: one.kind,
          label: words.kindOf(one.title, one.periodLabel, one.times, one.ownName),
        }))}
        problem={fieldMessage(error, 'body.kind')}
      />
      <TextField
        label={words.area}
        value={area}
        onType={(next) => type({ area: next })}
        problem={fieldMessage(error, 'body.area')}
        maxLength={60}
      />
      <TextField
        label={words.from}
        type="date"
        value={validFrom}
        onType={(next) => type({ validFrom: next })}
        problem={fieldMessage(error, 'body.validFrom')}
      />
      <MemberPicker
        label={words.who}
        single
        picked={leader}
        onChange={setLeader}
        problem={fieldMessage(error, 'body.leaderId')}
      />
      <Button submit tone="go" busy={saving}>
        {words.assign}
      </Button>
    </form>
  )
}

/** Puts a leader forward; what was decided, by whom and when is typed, never computed. */
export function NominateForm({ duties: { orgId, rows }, onDone }: FormProps) {
  const { today } = useSession()
  const leaders = new Map(rows.flatMap(({ leader }) => (leader ? [[leader.memberId, leader.name]] : [])))
  const key = `nominate:${orgId}`
  const blank = { memberId: '', reason: '', decidedBy: '', decidedOn: today }
  const draft = useDraft(key, blank)
  const [tried, setTried] = useState(false)
  const { save, saving, error } = useSave('nominateReserve', key)
  const type = (next: Partial<typeof blank>) => draft.set((now) => ({ ...now, ...next }))
  const { memberId } = draft.value
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (memberId === '') return setTried(true)
    if (!(await save({ params: { orgId }, body: draft.value }))) return
    draft.done()
    onDone()
    tell({ tone: 'done', sentence: words.nominated(leaders.get(memberId) ?? '') })
  }
  const field = (name: 'reason' | 'decidedBy' | 'decidedOn') => (
    <TextField
      label={words[name]}
      {...(name === 'decidedOn' && { type: 'date' as const })}
      value={draft.value[name]}
      onType={(next) => type({ [name]: next })}
      problem={fieldMessage(error, `body.${name}`)}
    />
  )
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <p className="note">{words.nominateHint}</p>
      {error && !error.field && <Trouble error={error} />}
      <SelectField
        label={words.nominateWho}
        value={memberId}
        onChoose={(next) => type({ memberId: next })}
        options={[...leaders].map(([value, label]) => ({ value: value ?? '', label: label ?? '' }))}
        empty=""
        problem={tried && memberId === '' ? words.whoMissing : fieldMessage(error, 'body.memberId')}
      />
      {field('reason')}
      {field('decidedBy')}
      {field('decidedOn')}
      <Button submit busy={saving}>
        {words.nominate}
      </Button>
    </form>
  )
}
