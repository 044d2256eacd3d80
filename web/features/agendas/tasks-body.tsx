import { go } from '../../lib/link.ts'
import { type Grant, usePlace } from '../../lib/place.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { SelectField } from '../../ui/field.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import './agendas.css'
import { taskWords as words } from './messages.ts'
import { TaskList } from './task-list.tsx'

const most = 100

type View = 'mine' | 'open' | 'overdue' | 'done' | 'withdrawn' | ''

function viewIn(search: URLSearchParams, reads: boolean): View {
  if (!reads || search.get('mine') === '1') return 'mine'
  const state = search.get('state') ?? 'open'
  return state in words.states ? (state as View) : ''
}

function requestOf(view: View, place: Grant | undefined, offset: number) {
  const page = { limit: most, offset }
  if (view === 'mine') return { query: { ...page, mine: '1' as const } }
  return {
    query: { ...page, ...(place && { orgId: place.orgId }), ...(view !== '' && { state: view }) },
  }
}

/** Own tasks, or those of the meetings where one reads. What is chosen stands in the address. */
export function TasksBody({ search }: { search: URLSearchParams }) {
  const session = useSession()
  const place = usePlace()
  const reads = place !== undefined && can(session, 'activities.read')
  const view = viewIn(search, reads)
  const list = useCall('listMeetingTasks', requestOf(view, place, readOffset(search)))
  const choose = (next: string) =>
    go(next === 'mine' ? '/meeting-tasks?mine=1' : `/meeting-tasks?state=${next}`, { replace: true })
  const options = [
    { value: 'mine', label: words.mine },
    ...Object.entries(words.states).map(([value, label]) => ({ value, label })),
    { value: 'all', label: words.all },
  ]
  return (
    <>
      {reads && (
        <div className="agd-filter no-print">
          <SelectField
            label={words.filter}
            value={view === '' ? 'all' : view}
            onChoose={choose}
            options={options}
          />
        </div>
      )}
      <Answer of={list}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{view === 'mine' ? words.noneMine : words.none}</Empty>
          ) : (
            <TaskList tasks={rows} source />
          )
        }
      </Answer>
    </>
  )
}
