import './members.css'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { CallError } from '../../lib/call-error.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { ask } from '../../lib/query.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextField } from '../../ui/field.tsx'
import { PageFoot, PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty, Trouble } from '../../ui/states.tsx'
import {
  changesBetween,
  fieldAtFault,
  gather,
  shownOf,
  type Typed,
  typedFrom,
  valueOf,
} from './field-values.ts'
import { type FieldGroup, type FieldKey, fieldGroups, fields, type Member } from './fields.ts'
import { messages } from './messages.ts'
import { RegisterInput } from './register-input.tsx'
import { collisionIn, StaleChoice } from './stale-choice.tsx'
import { titles } from './titles.ts'
import { useNumberSafeDraft } from './use-number-safe-draft.ts'

const words = messages.form

/** The sentence of a refusal at its field, and whether any field of this form has it. */
function placeProblem(error: CallError | undefined) {
  const at = fieldAtFault(error?.field)
  const known = at === 'reason' || fields.some((field) => field.key === at)
  return {
    problemAt: (key: string) => (error && key === at ? error.message : undefined),
    above: error && !known ? error : undefined,
  }
}

type Edit = { fields: Partial<Typed>; reason: string; version: number }

function useEdit(member: Member) {
  const stands = typedFrom(member)
  // The version that the typing began on, also when it is found again later: where others have been since, they meet.
  const [initial] = useState<Edit>(() => ({ fields: {}, reason: '', version: member.version }))
  const [away, setAway] = useState<ReadonlySet<FieldKey>>(new Set())
  const [idle, setIdle] = useState(false)
  const key = `member:${member.memberId}:edit`
  const draft = useNumberSafeDraft(key, initial, member.version)
  const { save, saving, error, clearError } = useSave('updateMember', key)
  const changes = changesBetween(stands, draft.value.fields, away)
  /** `theirs`: columns that are left as the other one has them. */
  const send = async (version: number, theirs: ReadonlySet<FieldKey> = new Set()) => {
    const left = changes.filter(([field]) => !theirs.has(field))
    const after = (sentence: string, warned: readonly string[]) => {
      draft.done()
      const more = warned.length > 0 ? words.warnings(warned) : ''
      goTelling(`/members/${member.memberId}`, { tone: more ? 'late' : 'done', sentence: sentence + more })
    }
    setIdle(changes.length === 0)
    if (changes.length === 0) return
    if (left.length === 0) return after(words.nothing, [])
    const body = { version, changes: gather(left), reason: draft.value.reason.trim() || undefined }
    const answer = await save({ params: { memberId: member.memberId }, body })
    if (answer)
      after(
        words.saved,
        answer.warnings.map((warning) => warning.message),
      )
  }
  const toggleAway = (field: FieldKey, on: boolean) => {
    const next = new Set(away)
    if (on) next.add(field)
    else next.delete(field)
    setAway(next)
  }
  return { draft, stands, changes, away, toggleAway, send, saving, error, clearError, idle }
}

type PartProps = {
  group: FieldGroup
  member: Member
  edit: ReturnType<typeof useEdit>
  problemAt: (key: string) => string | undefined
}

function Part({ group, member, edit, problemAt }: PartProps) {
  const typed: Typed = { ...edit.stands, ...edit.draft.value.fields }
  return (
    <section className="edit-part">
      <h2>{group.title}</h2>
      <div className="edit-grid">
        {group.fields.map((field) => (
          <RegisterInput
            key={field.key}
            field={field}
            value={typed[field.key]}
            onType={(value) => edit.draft.setField(field.key, value)}
            problem={problemAt(field.key)}
            stands={field.kind === 'number' ? shownOf('number', valueOf(member, field.key)) : undefined}
            away={edit.away.has(field.key)}
            onAway={(on) => edit.toggleAway(field.key, on)}
          />
        ))}
      </div>
    </section>
  )
}

function EditForm({ member }: { member: Member }) {
  const edit = useEdit(member)
  const collision = collisionIn(edit.error)
  const { problemAt, above } = placeProblem(edit.error)
  if (collision) {
    return (
      <StaleChoice
        collision={collision}
        others={edit.changes.filter(([key]) => !(key in collision.fields)).length}
        saving={edit.saving}
        onChoose={(theirs) => void edit.send(collision.version, theirs)}
        onClose={edit.clearError}
      />
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void edit.send(edit.draft.value.version)
  }
  return (
    <form className="fills" onSubmit={submit}>
      <DraftNote draft={edit.draft} />
      {above && <Trouble error={above} />}
      {fieldGroups.map((group) => (
        <Part key={group.id} group={group} member={member} edit={edit} problemAt={problemAt} />
      ))}
      <section className="edit-part">
        <TextField
          label={words.editReason}
          hint={words.editReasonHint}
          value={edit.draft.value.reason}
          onType={(reason) => edit.draft.change({ reason })}
          maxLength={200}
          problem={problemAt('reason')}
        />
      </section>
      <PageFoot
        actions={
          <>
            <LinkButton href={to(`/members/${member.memberId}`)}>{words.cancel}</LinkButton>
            <Button submit tone="go" busy={edit.saving}>
              {words.save}
            </Button>
          </>
        }
      >
        {edit.idle && edit.changes.length === 0 && <p role="status">{words.nothing}</p>}
        {words.numberNotKept}
      </PageFoot>
    </form>
  )
}

/** Corrects columns of one person; only those that were changed are sent. */
export default function EditMemberPage({ params }: PageProps) {
  const member = useQuery(ask('getMember', { params: { memberId: params.memberId ?? '' } }))
  return (
    <Answer of={member}>
      {(data) => (
        <>
          <PageHead title={`${titles.edit}：${data.name}`} sub={data.orgName} />
          {data.abilities.write ? <EditForm member={data} /> : <Empty>{words.gone}</Empty>}
        </>
      )}
    </Answer>
  )
}
