import { PlaceField } from '../../ui/place-field.tsx'
import './redemptions.css'
import type { FormEvent } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Choice } from '../../ui/choice.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextField } from '../../ui/field.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { SaveOrLeave } from '../../ui/save-or-leave.tsx'
import { Answer, Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'
import { parseYuan } from './yuan.ts'

const words = messages.form
type Kind = keyof typeof words.kinds
const kinds = (Object.keys(words.kinds) as Kind[]).map((value) => ({ value, label: words.kinds[value] }))

function blankFor(today: string, orgId: number) {
  const year = today.slice(0, 4)
  return {
    orgId: String(orgId),
    name: `${year} 年积分兑换`,
    valueKind: 'goods' as Kind,
    validFrom: `${year}-01-01`,
    validTo: `${year}-12-31`,
    firstDay: today,
    budget: '',
    ceiling: '',
    tried: false,
  }
}

function useProgramme(orgId: number) {
  const { today } = useSession()
  const key = 'redemption:new'
  const draft = useDraft(key, blankFor(today, orgId))
  const { save, saving, error } = useSave('openProgramme', key)
  const type = (to: Partial<typeof draft.value>) => draft.set((now) => ({ ...now, ...to }))
  const send = async () => {
    const { orgId: at, budget, ceiling, tried: _tried, ...rest } = draft.value
    const [budgetFen, ceilingFen] = [parseYuan(budget), parseYuan(ceiling)]
    if (budgetFen === undefined || ceilingFen === undefined) return type({ tried: true })
    const answer = await save({ params: { orgId: Number(at) }, body: { ...rest, budgetFen, ceilingFen } })
    if (!answer) return
    draft.done()
    goTelling(`/redemptions/${answer.programmeId}`, { tone: 'done', sentence: words.saved(rest.name) })
  }
  return { draft, type, send, saving, error }
}

type State = ReturnType<typeof useProgramme>

function Days({ state: { draft, type, error } }: { state: State }) {
  const { validFrom, validTo, firstDay } = draft.value
  return (
    <>
      <TextField
        label={words.validFrom}
        type="date"
        value={validFrom}
        onType={(next) => type({ validFrom: next })}
        problem={fieldMessage(error, 'body.validFrom')}
      />
      <TextField
        label={words.validTo}
        hint={words.validToHint}
        type="date"
        value={validTo}
        onType={(next) => type({ validTo: next })}
        problem={fieldMessage(error, 'body.validTo')}
      />
      <TextField
        label={words.firstDay}
        type="date"
        value={firstDay}
        onType={(next) => type({ firstDay: next })}
        problem={fieldMessage(error, 'body.firstDay')}
      />
    </>
  )
}

function Money({ state: { draft, type, error } }: { state: State }) {
  const { budget, ceiling, tried } = draft.value
  const wrong = (typed: string) => (tried && parseYuan(typed) === undefined ? words.moneyWrong : undefined)
  return (
    <>
      <TextField
        label={words.budget}
        value={budget}
        onType={(next) => type({ budget: next })}
        problem={wrong(budget) ?? fieldMessage(error, 'body.budgetFen')}
        inputMode="decimal"
      />
      <TextField
        label={words.ceiling}
        hint={words.ceilingHint}
        value={ceiling}
        onType={(next) => type({ ceiling: next })}
        problem={wrong(ceiling) ?? fieldMessage(error, 'body.ceilingFen')}
        inputMode="decimal"
      />
    </>
  )
}

type Place = { orgId: number; name: string }

function ProgrammeForm({ places }: { places: readonly Place[] }) {
  const state = useProgramme(places[0]?.orgId ?? 0)
  const { draft, type, send, saving, error } = state
  const { orgId, name, valueKind } = draft.value
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  return (
    <form className="form" onSubmit={submit}>
      <DraftNote draft={draft} />
      {error && !error.field && <Trouble error={error} />}
      <PlaceField label={words.at} value={orgId} onChoose={(next) => type({ orgId: next })} places={places} />
      <TextField
        label={words.name}
        value={name}
        onType={(next) => type({ name: next })}
        problem={fieldMessage(error, 'body.name')}
        maxLength={60}
      />
      <Choice
        legend={words.kind}
        value={valueKind}
        onChoose={(next) => type({ valueKind: next })}
        options={kinds}
      />
      <Days state={state} />
      <Money state={state} />
      <SaveOrLeave verb={words.save} busy={saving} back="/redemptions" />
    </form>
  )
}

export default function NewPage() {
  const list = useCall('listProgrammes', {})
  return (
    <div className="redeem">
      <PageHead title={titles.open} sub={words.sub} />
      <Answer of={list}>{({ mayOpenAt }) => <ProgrammeForm places={mayOpenAt} />}</Answer>
    </div>
  )
}
