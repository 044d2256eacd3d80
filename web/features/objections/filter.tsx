import type { CallRequest } from '../../lib/call-types.ts'
import { ViewSwitch } from '../../ui/view-switch.tsx'
import { messages } from './messages.ts'

const states = ['open', 'answered', 'mine'] as const
export type FilterState = (typeof states)[number]

const words = messages.list
const labels: Record<FilterState, string> = {
  open: words.openOnes,
  answered: words.answered,
  mine: words.mine,
}

/** Who answers nobody has only the own. */
export function readFilter(search: URLSearchParams, answers: boolean): FilterState {
  const asked = states.find((state) => state === search.get('show'))
  return answers ? (asked ?? 'open') : 'mine'
}

export function listRequest(filter: FilterState): NonNullable<CallRequest<'listObjections'>['query']> {
  return filter === 'mine' ? { mine: 'true', limit: 100 } : { state: filter, limit: 100 }
}

type FilterProps = { value: FilterState; onChoose: (value: FilterState) => void }

export function Filter({ value, onChoose }: FilterProps) {
  return (
    <div className="objection-views">
      <ViewSwitch
        value={value}
        onChoose={onChoose}
        options={states.map((state) => ({ value: state, label: labels[state] }))}
        label={words.filter}
      />
    </div>
  )
}
