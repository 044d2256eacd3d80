import { useState } from 'react'
import { formatDayAndWeekday } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { withQuery } from '../../lib/with-query.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import type { Year } from './entry-draft.ts'
import { messages } from './messages.ts'
import { State, sayMore } from './occurrence-line.tsx'
import { type Occurrence, OccurrenceSheet } from './occurrence-sheet.tsx'
import './plans.css'
import { titles } from './titles.ts'
import { YearActs } from './year-acts.tsx'

type RowProps = { one: Occurrence; today: string; onOpen: (one: Occurrence) => void }

function Row({ one, today, onOpen }: RowProps) {
  const day = formatDayAndWeekday(one.day, today)
  return (
    <li className="plan-row">
      <div>
        <b>{one.activityId ? <a href={to(`/activities/${one.activityId}`)}>{one.title}</a> : one.title}</b>
        <small>
          {day}　<State one={one} today={today} />
        </small>
        {sayMore(one) && <small>{sayMore(one)}</small>}
        {one.conflicts.map((conflict) => (
          <small className="plan-conflict" key={conflict.sentence}>
            {conflict.sentence}
          </small>
        ))}
      </div>
      {one.abilities.move && (
        <Button label={messages.changeLabel(one.title, day)} onPress={() => onOpen(one)}>
          {messages.change}
        </Button>
      )}
    </li>
  )
}

function Coming({ year }: { year: Year }) {
  const [opened, setOpened] = useState<Occurrence>()
  const coming = year.occurrences.filter((one) => one.day >= year.today && one.state !== 'cancelled')
  const months = [...new Set(coming.map((one) => Number(one.day.slice(5, 7))))]
  if (coming.length === 0) return <Empty>{messages.empty}</Empty>
  return (
    <>
      {year.state === 'none' && <p className="plan-say">{messages.subNone}</p>}
      {year.owed.map((one) => (
        <p className="plan-conflict" key={`${one.sentence} ${one.dueOn}`}>
          {one.sentence}
        </p>
      ))}
      {months.map((month) => (
        <section key={month}>
          <h2>{messages.month(month)}</h2>
          <ul className="plan-rows">
            {coming
              .filter((one) => Number(one.day.slice(5, 7)) === month)
              .map((one) => (
                <Row
                  key={`${one.itemId ?? one.no} ${one.slot} ${one.activityId}`}
                  one={one}
                  today={year.today}
                  onOpen={setOpened}
                />
              ))}
          </ul>
        </section>
      ))}
      {opened && (
        <OccurrenceSheet occurrence={opened} today={year.today} onClose={() => setOpened(undefined)} />
      )}
    </>
  )
}

/** The own branch's coming meetings; to move one, to call one off, to adopt the year. */
export default function ComingPage({ search }: PageProps) {
  const { today } = useSession()
  const place = usePlace()
  const now = Number(today.slice(0, 4))
  const shown = Number(search.get('year')) || now
  const year = useCall('getYearPlan', place && { params: { orgId: place.orgId, year: shown }, query: {} })
  const other = shown === now ? now + 1 : now
  return (
    <Screen
      title={titles.plans}
      sub={[place?.orgName, messages.year(shown)].filter(Boolean).join(' ')}
      back="/me"
      foot={
        year.data &&
        year.data.abilities.write &&
        (year.data.state !== 'adopted' || year.data.plan?.open) &&
        year.data.items.length > 0 && <YearActs key={`${year.data.state} ${shown}`} year={year.data} wide />
      }
    >
      <div className="pad">
        {place ? (
          <Answer of={year}>{(data) => <Coming year={data} />}</Answer>
        ) : (
          <Empty>{messages.noPlace}</Empty>
        )}
        <p>
          <LinkButton href={to(withQuery('/plans', { year: other }))}>{messages.year(other)}</LinkButton>
        </p>
      </div>
    </Screen>
  )
}
