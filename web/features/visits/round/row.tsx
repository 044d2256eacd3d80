import { daysBetween } from '../../../lib/format-day.ts'
import { to } from '../../../lib/link.ts'
import { serverToday } from '../../../lib/server-clock.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { Stamp, type StampState } from '../../../ui/stamp.tsx'
import { messages } from './messages.ts'
import { type Household, wasToday } from './use-households.ts'

const soon = 3

function stampOf(household: Household, today: string): StampState | undefined {
  if (household.waits || wasToday(household)) return 'done'
  if (household.due === null) return undefined
  const days = daysBetween(today, household.due)
  if (days < 0) return 'late'
  if (days === 0) return 'today'
  return days <= soon ? 'soon' : 'due'
}

function sayDue({ due }: Household, today: string): string | undefined {
  if (due === null) return undefined
  const days = daysBetween(today, due)
  return days < 0 ? messages.lateBy(-days) : messages.dueBy(due)
}

export function sayLast({ last, waits }: Household, today: string): string {
  if (waits) return messages.waits
  if (!last) return messages.never
  return last.on === today ? messages.today : messages.last(last.on, last.met, today)
}

export function sayEntries(entries: readonly string[]): string {
  return entries.flatMap((entry) => messages.entries[entry] ?? []).join('、')
}

export function nameOf({ address, contact }: Pick<Household, 'address' | 'contact'>): string {
  return [address, contact].filter(Boolean).join(' ')
}

/** A household of the round: where, whom, why, and the one verb. */
export function Row({ household, first }: { household: Household; first: boolean }) {
  const today = serverToday()
  const stamp = stampOf(household, today)
  const due = sayDue(household, today)
  const care = household.entries.filter((entry) => !entry.startsWith('phone'))
  const said = [
    messages.heads(household.heads),
    household.isNew && messages.isNew,
    sayLast(household, today),
    sayEntries(care),
    household.open > 0 && messages.open(household.open),
  ]
  return (
    <li className="task">
      {stamp && <Stamp state={stamp} />}
      <div>
        <a className="round-name" href={to(`/round/${household.id}`)}>
          <b>{nameOf(household)}</b>
        </a>
        <span>
          {due && <em>{due}</em>}
          {said.filter(Boolean).join(' · ')}
        </span>
      </div>
      <LinkButton
        href={to(`/round/${household.id}/visit`)}
        tone={first ? 'go' : 'plain'}
        label={messages.goTo(nameOf(household))}
      >
        {messages.go}
      </LinkButton>
    </li>
  )
}

export function Rows({ of, first = false }: { of: readonly Household[]; first?: boolean }) {
  return (
    <ul className="tasks">
      {of.map((household, at) => (
        <Row key={household.id} household={household} first={first && at === 0} />
      ))}
    </ul>
  )
}
