import { formatDay, formatFullDay, splitInstant } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useCall } from '../../lib/use-call.ts'
import { withQuery } from '../../lib/with-query.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Figure } from '../../ui/figure.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import type { Year } from './entry-draft.ts'
import { Items } from './items.tsx'
import { messages } from './messages.ts'
import { Months } from './months.tsx'
import './plans.css'
import { titles } from './titles.ts'
import { TemplateChoice, YearActs } from './year-acts.tsx'

function sayState(year: Year): string {
  const { plan, state, announced } = year
  const said = {
    none: messages.subNone,
    draft: messages.subDraft,
    adopted: messages.subAdopted(
      plan?.adoptedByName ?? '',
      plan?.adoptedAt ? formatFullDay(splitInstant(plan.adoptedAt).day) : '',
    ),
  }[state]
  return announced ? said : `${said}${messages.notAnnounced}`
}

function Totals({ year }: { year: Year }) {
  const { planned, held, cancelled } = year.totals
  const against = year.occurrences.filter((one) => one.conflicts.length > 0).length
  const records = withQuery('/activities', {
    state: 'closed',
    from: `${year.year}-01-01`,
    to: `${year.year}-12-31`,
  })
  return (
    <p className="plan-say">
      {planned} {messages.figures.planned}，
      {held === 0 ? (
        held
      ) : (
        <Figure href={to(records)} label={messages.heldLabel(held)}>
          {held}
        </Figure>
      )}{' '}
      {messages.figures.held}
      {cancelled > 0 && `，${cancelled} ${messages.figures.cancelled}`}
      {against > 0 && `，${messages.conflicts(against)}（${messages.conflictsHint}）`}
    </p>
  )
}

function Owed({ owed, today }: { owed: Year['owed']; today: string }) {
  if (owed.length === 0) return null
  return (
    <section className="plan-owed">
      <h2>{messages.owed}</h2>
      <ul>
        {owed.map((one) => (
          <li key={`${one.sentence} ${one.dueOn}`}>
            {one.sentence}，{messages.owedDue(formatDay(one.dueOn, today))}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Stages({ stages, today }: { stages: Year['stages']; today: string }) {
  if (stages.length === 0) return null
  return (
    <section className="plan-stages">
      <h2>{messages.stages}</h2>
      <ul>
        {stages.map((one) => (
          <li key={one.title} className={one.from <= today && today <= one.to ? 'now' : undefined}>
            <b>{one.title}</b> {formatDay(one.from)}到{formatDay(one.to)}：{one.goal}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Years({ shown, orgId }: { shown: number; orgId: number }) {
  return [shown - 1, shown + 1].map((one) => (
    <LinkButton key={one} href={to(withQuery(`/plans/${orgId}`, { year: one }))}>
      {messages.year(one)}
    </LinkButton>
  ))
}

/** One organisation's year: what is planned, what is owed, what was done. */
export function YearOf({ orgId, today, search }: { orgId: number; today: string; search: URLSearchParams }) {
  const shown = Number(search.get('year')) || Number(today.slice(0, 4))
  const templateId = search.get('template') ?? undefined
  const year = useCall('getYearPlan', { params: { orgId, year: shown }, query: { templateId } })
  const { data } = year
  return (
    <div className="plan-page">
      <PageHead
        title={data ? messages.head(data.orgName, data.year) : titles.plan}
        sub={data && sayState(data)}
        actions={
          <>
            <Years shown={shown} orgId={orgId} />
            <Button icon="print" onPress={() => window.print()}>
              {messages.print}
            </Button>
            {data && <YearActs key={`${data.state} ${shown}`} year={data} />}
          </>
        }
      />
      <Answer of={year}>
        {(given) => (
          <>
            <TemplateChoice year={given} search={search} />
            <Totals year={given} />
            <Owed owed={given.owed} today={given.today} />
            <Stages stages={given.stages} today={given.today} />
            <Months year={given} />
            <Items year={given} />
          </>
        )}
      </Answer>
    </div>
  )
}
