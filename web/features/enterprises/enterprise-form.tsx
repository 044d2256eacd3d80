import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Check } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { MemberPicker, type Person } from '../../ui/member-picker.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { Enterprise } from './list-body.tsx'
import { messages } from './messages.ts'

const words = messages.form
type Grids = CallOutput<'listEnterprises'>['grids']

/** A whole number as it was typed; nothing where it is none. */
export function wholeOf(typed: string): number | undefined {
  return /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : undefined
}

function pickedFrom(person: Enterprise['instructor'] | undefined): Person[] {
  return person ? [{ ...person, orgName: '' }] : []
}

function startFrom(row: Enterprise | undefined) {
  return {
    name: row?.name ?? '',
    address: row?.address ?? '',
    // What is sealed stays unless it is typed anew: the list has it masked.
    contact: '',
    staffCount: row ? String(row.staffCount) : '',
    memberCount: row ? String(row.memberCount) : '',
    isOrganised: row?.isOrganised ?? false,
    attached: row?.attached ? String(row.attached.orgId) : '',
    instructor: pickedFrom(row?.instructor),
    liaison: pickedFrom(row?.liaison),
  }
}
type Draft = ReturnType<typeof startFrom>

function bodyOf(draft: Draft) {
  const { name, address, contact, isOrganised, attached, instructor, liaison } = draft
  const [staffCount, memberCount] = [wholeOf(draft.staffCount), wholeOf(draft.memberCount)]
  if (staffCount === undefined || memberCount === undefined) return undefined
  return {
    ...(contact.trim() && { contact }),
    ...{ name, address, staffCount, memberCount, isOrganised },
    attachedOrgId: !isOrganised && attached ? Number(attached) : null,
    instructorId: instructor[0]?.memberId ?? null,
    liaisonId: liaison[0]?.memberId ?? null,
  }
}

function useBranches() {
  const tree = useCall('getTree', {})
  return (tree.data?.rows ?? [])
    .filter((org) => org.kind === 'branch' && !org.dissolvedOn)
    .map((org) => ({ value: String(org.orgId), label: org.name }))
}

type FormProps = { grids?: Grids; row?: Enterprise; onClose: () => void }

function useEnterprise({ grids, row, onClose }: FormProps) {
  const [draft, setDraft] = useState(startFrom(row))
  const [gridId, setGridId] = useState(String(grids?.[0]?.orgId ?? ''))
  const [tried, setTried] = useState(false)
  const adding = useSave('addEnterprise')
  const changing = useSave('changeEnterprise')
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const body = bodyOf(draft)
    setTried(!body)
    if (!body) return
    const answer = row
      ? await changing.save({
          params: { enterpriseId: row.enterpriseId },
          body: { ...body, version: row.version },
        })
      : await adding.save({ params: { orgId: Number(gridId) }, body })
    if (!answer) return
    onClose()
    tell({ tone: 'done', sentence: words.saved(body.name.trim()) })
  }
  const saving = adding.saving || changing.saving
  return { draft, setDraft, gridId, setGridId, tried, send, saving, error: adding.error ?? changing.error }
}

type FieldsProps = {
  draft: Draft
  type: (to: Partial<Draft>) => void
  problem: (field: string) => string | undefined
}

const lines = { name: 60, address: 80, contact: 60 } as const

/** What it is called, where it is, whom to ask: of these only the last may stay empty. */
function Lines({ draft, type, problem }: FieldsProps) {
  return (Object.keys(lines) as (keyof typeof lines)[]).map((field) => (
    <TextField
      key={field}
      label={words[field]}
      optional={field === 'contact'}
      value={draft[field]}
      onType={(typed) => type({ [field]: typed })}
      problem={problem(field)}
      maxLength={lines[field]}
    />
  ))
}

/** Whether it has an organisation of the Party, and else which branch looks after it. */
function Organised({ draft, type, problem }: FieldsProps) {
  const branches = useBranches()
  return (
    <>
      <Check checked={draft.isOrganised} onChange={(isOrganised) => type({ isOrganised })}>
        {words.isOrganised}
      </Check>
      {!draft.isOrganised && (
        <SelectField
          label={words.attached}
          value={draft.attached}
          onChoose={(attached) => type({ attached })}
          options={branches}
          empty={words.noBranch}
          problem={problem('attachedOrgId')}
        />
      )}
    </>
  )
}

/** The instructor and the liaison, each one person. */
function Helpers({ draft, type, problem }: FieldsProps) {
  return (['instructor', 'liaison'] as const).map((who) => (
    <MemberPicker
      key={who}
      label={words[who]}
      single
      picked={draft[who]}
      onChange={(picked) => type({ [who]: picked })}
      problem={problem(`${who}Id`)}
    />
  ))
}

export function EnterpriseForm(props: FormProps) {
  const { grids = [], row, onClose } = props
  const form = useEnterprise(props)
  const { draft, setDraft, tried, error } = form
  const type = (to: Partial<Draft>) => setDraft((now) => ({ ...now, ...to }))
  const problem = (field: string) => fieldMessage(error, `body.${field}`)
  const fields = { draft, type, problem }
  const count = (field: 'staffCount' | 'memberCount') => (
    <TextField
      label={words[field]}
      inputMode="numeric"
      value={draft[field]}
      onType={(typed) => type({ [field]: typed })}
      problem={tried && wholeOf(draft[field]) === undefined ? words.whole : problem(field)}
    />
  )
  const title = row ? messages.change : messages.add
  return (
    <Sheet title={title} label={title} onClose={onClose}>
      <form className="form" autoComplete="off" onSubmit={(event) => void form.send(event)}>
        {error && !error.field && <Trouble error={error} />}
        {grids.length > 1 && (
          <PlaceField label={words.grid} value={form.gridId} onChoose={form.setGridId} places={grids} />
        )}
        <Lines {...fields} />
        {count('staffCount')}
        {count('memberCount')}
        <Organised {...fields} />
        <Helpers {...fields} />
        <Button tone="go" submit wide busy={form.saving}>
          {words.save}
        </Button>
      </form>
    </Sheet>
  )
}
