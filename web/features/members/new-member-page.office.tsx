import './members.css'
import { type FormEvent, useState } from 'react'
import type { CallError } from '../../lib/call-error.ts'
import type { CallOutput, CallRequest } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import { usePlace } from '../../lib/place.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { PageFoot, PageHead } from '../../ui/page-head.tsx'
import { Trouble } from '../../ui/states.tsx'
import { changesBetween, type Typed as Fields, fieldAtFault, gather, nothingTyped } from './field-values.ts'
import { type FieldKey, fieldGroups, fields } from './fields.ts'
import { messages } from './messages.ts'
import { branchChoices, gridChoices, groupChoices, useTree } from './org-choices.ts'
import { RegisterInput } from './register-input.tsx'
import { titles } from './titles.ts'
import { useNumberSafeDraft } from './use-number-safe-draft.ts'
import { type Stage, stageWords } from './words.ts'

const words = messages.form
const byVillage = 'village'
const stages = Object.entries(stageWords).filter(([stage]) => stage !== 'exited')

/** What an entry is about; the rest can be typed now or later. */
const first: readonly FieldKey[] = ['name', 'idNumber', 'mobile', 'joinedOn', 'fullOn', 'householdPlace']
/** Asked of nobody at the entry: the dates say it. */
const later: readonly FieldKey[] = [...first, 'stageOn']

type Typed = {
  fields: Partial<Fields>
  orgId: string
  stage: string
  gridId: string
  groupId: string
  happenedOn: string
  reason: string
}
type Draft = ReturnType<typeof useNumberSafeDraft<Typed>>
type PartProps = { draft: Draft; problemAt: (key: string) => string | undefined }

function bodyOf(typed: Typed): CallRequest<'createMember'>['body'] {
  const { gridId, groupId, happenedOn, reason } = typed
  return {
    ...gather(changesBetween(nothingTyped, typed.fields)),
    name: typed.fields.name?.trim() ?? '',
    orgId: Number(typed.orgId),
    stage: typed.stage as Stage,
    gridId: gridId === byVillage ? undefined : Number(gridId) || null,
    groupId: Number(groupId) || undefined,
    happenedOn,
    reason,
  }
}

function told(name: string, { gridName, gridVillage, warnings }: CallOutput<'createMember'>): string {
  const sentence =
    gridName && gridVillage ? words.addedInGrid(name, gridVillage, gridName) : words.added(name)
  return warnings.length > 0 ? sentence + words.warnings(warnings.map(({ message }) => message)) : sentence
}

function Inputs({ keys, draft, problemAt }: PartProps & { keys: readonly FieldKey[] }) {
  return (
    <>
      {fields
        .filter((field) => keys.includes(field.key))
        .map((field) => (
          <RegisterInput
            key={field.key}
            field={field}
            value={draft.value.fields[field.key] ?? ''}
            onType={(value) => draft.setField(field.key, value)}
            problem={problemAt(field.key)}
          />
        ))}
    </>
  )
}

function Place({ draft, problemAt }: PartProps) {
  const tree = useTree()
  const { orgId, stage, gridId, groupId } = draft.value
  const branchId = Number(orgId)
  return (
    <>
      <SelectField
        label={words.org}
        value={orgId}
        onChoose={(next) => draft.change({ orgId: next, groupId: '' })}
        empty={words.choose}
        options={branchChoices(tree)}
        problem={problemAt('orgId')}
      />
      <SelectField
        label={words.stage}
        value={stage}
        onChoose={(next) => draft.change({ stage: next })}
        empty={words.choose}
        options={stages.map(([value, label]) => ({ value, label }))}
        problem={problemAt('stage')}
      />
      <SelectField
        label={words.grid}
        value={gridId}
        onChoose={(next) => draft.change({ gridId: next })}
        options={[
          { value: byVillage, label: words.gridAuto },
          ...gridChoices(tree, branchId),
          { value: '', label: words.gridNone },
        ]}
        problem={problemAt('gridId')}
      />
      <SelectField
        label={words.group}
        value={groupId}
        onChoose={(next) => draft.change({ groupId: next })}
        empty={words.none}
        options={groupChoices(tree, branchId)}
        problem={problemAt('groupId')}
      />
    </>
  )
}

function Occasion({ draft, problemAt }: PartProps) {
  return (
    <>
      <TextField
        label={words.happenedOn}
        type="date"
        value={draft.value.happenedOn}
        onType={(happenedOn) => draft.change({ happenedOn })}
        problem={problemAt('happenedOn')}
      />
      <TextField
        label={words.reason}
        hint={words.reasonHint}
        value={draft.value.reason}
        onType={(reason) => draft.change({ reason })}
        maxLength={200}
        problem={problemAt('reason')}
      />
    </>
  )
}

function More(part: PartProps) {
  return (
    <details className="edit-more">
      <summary>{words.more}</summary>
      {fieldGroups.map((group) => (
        <section className="edit-part" key={group.id}>
          <h2>{group.title}</h2>
          <div className="edit-grid">
            <Inputs
              {...part}
              keys={group.fields.map((field) => field.key).filter((key) => !later.includes(key))}
            />
          </div>
        </section>
      ))}
    </details>
  )
}

function useEntry() {
  const place = usePlace()
  const { today } = useSession()
  const [initial] = useState<Typed>(() => ({
    fields: {},
    orgId: String(place?.orgId ?? ''),
    stage: 'full',
    gridId: byVillage,
    groupId: '',
    happenedOn: today,
    reason: '',
  }))
  const draft = useNumberSafeDraft('member:new', initial)
  const { save, saving, error } = useSave('createMember')
  const submit = async () => {
    const answer = await save({ body: bodyOf(draft.value) })
    if (!answer) return
    draft.done()
    const tone = answer.warnings.length > 0 ? 'late' : 'done'
    goTelling(`/members/${answer.memberId}`, { tone, sentence: told(draft.value.fields.name ?? '', answer) })
  }
  return { draft, submit, saving, error }
}

const places = ['orgId', 'stage', 'gridId', 'groupId', 'happenedOn', 'reason']

function isShown(error: CallError): boolean {
  const at = fieldAtFault(error.field) ?? ''
  return places.includes(at) || fields.some((field) => field.key === at)
}

/** Puts one person into the register: what is needed first, the wider columns for who knows them. */
export default function NewMemberPage() {
  const { draft, submit, saving, error } = useEntry()
  const problemAt = (key: string) => (error && fieldAtFault(error.field) === key ? error.message : undefined)
  const part = { draft, problemAt }
  const press = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return (
    <>
      <PageHead title={titles.add} />
      <form className="fills" onSubmit={press}>
        <DraftNote draft={draft} />
        {error && !isShown(error) && <Trouble error={error} />}
        <section className="edit-part">
          <h2>{words.needed}</h2>
          <p className="note">{words.neededNote}</p>
          <div className="edit-grid">
            <Inputs {...part} keys={first} />
            <Place {...part} />
            <Occasion {...part} />
          </div>
        </section>
        <More {...part} />
        <PageFoot
          actions={
            <>
              <LinkButton href={to('/members')}>{words.cancel}</LinkButton>
              <Button submit tone="go" busy={saving}>
                {words.add}
              </Button>
            </>
          }
        >
          {words.numberNotKept}
        </PageFoot>
      </form>
    </>
  )
}
