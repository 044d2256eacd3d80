import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { type Grant, usePlace } from '../../lib/place.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import './agendas.css'
import { taskWords as words } from './messages.ts'
import { TasksBody } from './tasks-body.tsx'
import { titles } from './titles.ts'

type Week = CallOutput<'getCadreWeeks'>['rows'][number]

function columnsFor(today: string): Column<Week>[] {
  return [
    {
      id: 'week',
      head: words.week,
      names: true,
      cell: (row) => `${formatDay(row.weekFrom, today)}–${formatDay(row.weekTo, today)}`,
    },
    {
      id: 'meeting',
      head: words.meeting,
      cell: (row) =>
        row.activityId && row.activityDay ? (
          <a href={to(`/activities/${row.activityId}`)}>{formatDay(row.activityDay, today)}</a>
        ) : (
          words.noMeeting
        ),
    },
    {
      id: 'cadre',
      head: words.cadre,
      cell: (row) => {
        if (!row.activityId) return ''
        return row.attended ? [row.cadre, words.was].filter(Boolean).join(' ') : words.wasNot
      },
    },
    { id: 'tasks', head: words.given, cell: (row) => words.figures(row.done, row.tasks) },
  ]
}

/** Of a village, its committee and its cadre: whether somebody was there week by week, and what was given out. */
function Weeks({ place }: { place: Grant }) {
  const { today } = useSession()
  const weeks = useCall('getCadreWeeks', { params: { orgId: place.orgId }, query: {} })
  return (
    <Answer of={weeks}>
      {({ rows }) =>
        rows.some((row) => row.activityId) && (
          <>
            <h2 className="agd-head">{words.weeks}</h2>
            <Ledger
              caption={words.weeks}
              columns={columnsFor(today)}
              parts={[{ id: 'weeks', rows }]}
              keyOf={(row) => row.weekFrom}
            />
          </>
        )
      }
    </Answer>
  )
}

/** One village, not a whole township: there the weeks of many would run into one. */
const ofOneVillage: readonly string[] = ['committee-secretary', 'resident-cadre', 'branch-secretary']

/** What meetings gave people to do: what is open first, and what is late. */
export default function TasksPage({ search }: PageProps) {
  const place = usePlace()
  return (
    <>
      <PageHead title={titles.tasks} sub={words.sub} />
      <TasksBody search={search} />
      {place && ofOneVillage.includes(place.role) && <Weeks key={place.orgId} place={place} />}
    </>
  )
}
