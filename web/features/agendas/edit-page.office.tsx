import { type FormEvent, useState } from 'react'
import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Check, Choice } from '../../ui/choice.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import { SaveOrLeave } from '../../ui/save-or-leave.tsx'
import { Answer, Empty, Trouble } from '../../ui/states.tsx'
import { type AgendaDraft, blankItem, bodyOf, draftFrom, type ItemDraft } from './agenda-draft.ts'
import './agendas.css'
import { ItemFields } from './item-fields.tsx'
import { agendaWords as words } from './messages.ts'
import { titles } from './titles.ts'

type List = CallOutput<'listAgendaTemplates'>

type FieldsProps = {
  draft: AgendaDraft
  type: (to: Partial<AgendaDraft>) => void
  problem: (name: string) => string | undefined
}

function Terms({ draft, type, problem, list }: FieldsProps & { list: List }) {
  const kinds = [...new Map(list.kinds.map((one) => [one.kind as string, one.label]))]
  return (
    <>
      {list.places.length > 1 && (
        <PlaceField
          label={words.org}
          value={String(draft.orgId)}
          onChoose={(orgId) => type({ orgId: Number(orgId) })}
          places={list.places}
          problem={problem('orgId')}
        />
      )}
      <SelectField
        label={words.kind}
        value={draft.kind}
        onChoose={(kind) => type({ kind: kind as ActivityKind })}
        options={kinds.map(([value, label]) => ({ value, label }))}
      />
      <TextField
        label={words.name}
        value={draft.name}
        onType={(name) => type({ name })}
        problem={problem('terms.name')}
        maxLength={30}
      />
      <Choice
        legend={words.reach}
        value={draft.reach}
        onChoose={(reach) => type({ reach })}
        options={[
          { value: 'below', label: words.below },
          { value: 'self', label: words.self },
        ]}
      />
      <TextField
        label={words.from}
        hint={words.fromHint}
        type="date"
        value={draft.validFrom}
        onType={(validFrom) => type({ validFrom })}
        problem={problem('validFrom')}
      />
    </>
  )
}

function Items({ draft, type, problem }: FieldsProps) {
  const { items } = draft
  const set = (next: ItemDraft[]) => type({ items: next })
  const up = (at: number) => {
    const next = [...items]
    const [moved] = next.splice(at, 1)
    if (moved) next.splice(at - 1, 0, moved)
    set(next)
  }
  return (
    <>
      {items.map((item, at) => (
        <ItemFields
          key={at}
          at={at}
          item={item}
          onChange={(to) => set(items.map((one, index) => (index === at ? { ...one, ...to } : one)))}
          onUp={at > 0 ? () => up(at) : undefined}
          onDrop={() => set(items.filter((_, index) => index !== at))}
          problem={(name) => problem(`terms.items.${at}.${name}`)}
        />
      ))}
      <div>
        <Button onPress={() => set([...items, blankItem])}>{words.add}</Button>
      </div>
      <Check checked={draft.opens} onChange={(opens) => type({ opens })}>
        {words.opens}
      </Check>
      <TextField
        label={words.freeCount}
        value={draft.free}
        onType={(free) => type({ free })}
        problem={problem('terms.free')}
        inputMode="numeric"
      />
      <TextAreaField
        label={words.note}
        optional
        rows={2}
        value={draft.note}
        onType={(note) => type({ note })}
        problem={problem('terms.note')}
        maxLength={200}
      />
    </>
  )
}

function EditForm({
  list,
  source,
  keptAs,
}: {
  list: List
  source: Parameters<typeof draftFrom>[0]
  keptAs: string
}) {
  const { today } = useSession()
  const place = usePlace()
  const own = list.places.find((one) => one.orgId === place?.orgId) ?? list.places[0]
  const draft = useDraft(keptAs, draftFrom(source, { orgId: own?.orgId ?? 0, validFrom: today }))
  const { save, saving, error } = useSave('declareAgenda', keptAs)
  const [tried, setTried] = useState(false)
  const { value } = draft
  const isBlank = value.items.length === 0 || value.items.some((item) => item.title.trim() === '')
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isBlank) return
    const answer = await save({ body: bodyOf(value) })
    if (!answer) return
    draft.done()
    const sentence = words.declared(value.name, value.validFrom)
    goTelling(`/agendas/${answer.templateId}`, { tone: 'done', sentence }, { replace: true })
  }
  const fields = {
    draft: value,
    type: (to: Partial<AgendaDraft>) => draft.set((now) => ({ ...now, ...to })),
    problem: (name: string) => fieldMessage(error, `body.${name}`),
  }
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      <DraftNote draft={draft} />
      {error && !error.field && <Trouble error={error} />}
      <Terms {...fields} list={list} />
      <Items {...fields} />
      {tried && isBlank && <p className="problem">{words.blanksLeft}</p>}
      <SaveOrLeave verb={words.declare} busy={saving} back="/agendas" />
    </form>
  )
}

function FromVersion({ list, templateId }: { list: List; templateId: string }) {
  const given = useCall('getAgendaTemplate', { params: { templateId } })
  return (
    <Answer of={given}>
      {({ template }) => <EditForm list={list} source={template} keptAs={`agenda:from:${templateId}`} />}
    </Answer>
  )
}

/** A new agenda: from the version before it, from one that stands ready, or blank. */
export default function EditPage({ search }: PageProps) {
  const list = useCall('listAgendaTemplates', {})
  const [from, key] = [search.get('from'), search.get('ready')]
  return (
    <>
      <PageHead title={titles.edit} sub={words.sub} />
      <Answer of={list}>
        {(data) => {
          if (data.places.length === 0) return <Empty>{words.cannot}</Empty>
          if (from) return <FromVersion list={data} templateId={from} />
          const ready = data.ready.find((one) => one.key === key)
          return <EditForm list={data} source={ready} keptAs={`agenda:new:${key ?? ''}`} />
        }}
      </Answer>
    </>
  )
}
