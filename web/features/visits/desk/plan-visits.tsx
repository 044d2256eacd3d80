import { type FormEvent, useState } from 'react'
import type { CallOutput } from '../../../lib/call-types.ts'
import { formatDay } from '../../../lib/format-day.ts'
import { tell } from '../../../lib/receipts.ts'
import { useSession } from '../../../lib/session.ts'
import { useCall } from '../../../lib/use-call.ts'
import { useSave } from '../../../lib/use-save.ts'
import { Button } from '../../../ui/button.tsx'
import { Check } from '../../../ui/choice.tsx'
import { SelectField } from '../../../ui/field.tsx'
import { HouseholdPicker, type PickedHousehold } from '../../../ui/household-picker.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { Answer, Trouble } from '../../../ui/states.tsx'
import { planWords as words } from './list-words.ts'
import { sayMonth } from './say-month.ts'

type Plans = CallOutput<'listVisitPlans'>
type Suggested = CallOutput<'suggestVisits'>['rows'][number]

function sayWhy({ because, careDueOn, lastOn }: Suggested, today: string): string {
  if (because === 'care' && careDueOn) return words.because(formatDay(careDueOn, today))
  return lastOn ? words.lastOn(formatDay(lastOn, today)) : words.never
}

type ChooseProps = { of: readonly Suggested[]; chosen: ReadonlySet<string>; onTurn: (id: string) => void }

function Choose({ of, chosen, onTurn }: ChooseProps) {
  const { today } = useSession()
  if (of.length === 0) return <p>{words.nobody}</p>
  return (
    <fieldset className="choice">
      <legend>{words.suggested}</legend>
      {of.map((one) => (
        <Check
          key={one.householdId}
          checked={chosen.has(one.householdId)}
          onChange={() => onTurn(one.householdId)}
        >
          {one.address} <span className="note">{sayWhy(one, today)}</span>
        </Check>
      ))}
    </fieldset>
  )
}

type PlanProps = { orgId: number; of: Plans; onClose: () => void; onPlanned: () => void }

/** Whoever visits and which households; those whose turn it is stand first, and none is chosen beforehand. */
export function PlanVisits({ orgId, of, onClose, onPlanned }: PlanProps) {
  const { account } = useSession()
  const others = of.abilities.planOthers ? of.visitors.filter((one) => one.visitorId !== account.id) : []
  const [visitor, setVisitor] = useState(of.abilities.planOwn ? account.id : (others[0]?.visitorId ?? ''))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [found, setFound] = useState<PickedHousehold[]>([])
  const householdIds = [...new Set([...chosen, ...found.map((one) => one.householdId)])]
  const suggested = useCall('suggestVisits', { params: { orgId }, query: { month: of.month } })
  const { save, saving, error } = useSave('planVisits')
  const turn = (id: string) =>
    setChosen((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]))
  const plan = async (event: FormEvent) => {
    event.preventDefault()
    const body = { month: of.month, householdIds, visitorId: visitor }
    const done = await save({ params: { orgId }, body })
    if (!done) return
    tell({ tone: 'done', sentence: words.planned(done.planned) })
    onPlanned()
  }
  const self = of.abilities.planOwn ? [{ value: account.id, label: words.self }] : []
  return (
    <Sheet title={words.add} sub={sayMonth(of.month)} label={words.add} onClose={onClose}>
      <form className="form" onSubmit={(event) => void plan(event)}>
        {error && <Trouble error={error} />}
        {others.length > 0 && (
          <SelectField
            label={words.who}
            value={visitor}
            onChoose={setVisitor}
            options={[...self, ...others.map((one) => ({ value: one.visitorId, label: one.name }))]}
          />
        )}
        <Answer of={suggested}>{({ rows }) => <Choose of={rows} chosen={chosen} onTurn={turn} />}</Answer>
        <HouseholdPicker label={words.another} orgId={orgId} picked={found} onChange={setFound} />
        <Button tone="go" submit wide busy={saving} disabled={householdIds.length === 0}>
          {words.send(householdIds.length)}
        </Button>
      </form>
    </Sheet>
  )
}
