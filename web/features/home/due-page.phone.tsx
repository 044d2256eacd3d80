import { lazy, Suspense, useState } from 'react'
import { displaySettings } from '../../lib/display-settings.ts'
import { formatDayAndWeekday } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { useStore } from '../../lib/store.ts'
import { useCall } from '../../lib/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { HomeScreen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { countLate, groupDue, takeDue } from './due-groups.ts'
import { DueList } from './due-list.tsx'
import { messages } from './messages.ts'

/** Later: what is due does not wait for it, nor does a slow line's first load carry it. */
const YearLine = lazy(() => import('../points/year-line.phone.tsx'))
const ReminderLines = lazy(() => import('../reminders/reminder-lines.tsx'))

/** In large type two at a time: more would be a wall. */
const mostInLarge = 2

export default function DuePage() {
  const session = useSession()
  const due = useCall('getDue', {})
  const { large } = useStore(displaySettings)
  const [all, setAll] = useState(false)
  // Whoever holds no office comes for this figure; in large type it is the one figure of the page.
  const own = large || session.abilities.length === 0 ? session.memberId : null
  const rows = due.data?.rows ?? []
  const late = countLate(rows)
  const summary = due.data && messages.summary(late, rows.length - late)
  const day = large ? undefined : formatDayAndWeekday(due.data?.today ?? session.today)
  return (
    <HomeScreen title={messages.title} sub={[day, summary].filter(Boolean).join(' · ')}>
      <Answer of={due}>
        {({ rows, today }) => {
          if (rows.length === 0) return <Empty>{messages.empty}</Empty>
          const most = large && !all ? mostInLarge : rows.length
          return (
            <>
              <DueList groups={takeDue(groupDue(rows), most)} today={today} />
              {rows.length > most && (
                <div className="pad top">
                  <Button wide onPress={() => setAll(true)}>
                    {messages.more(rows.length - most)}
                  </Button>
                </div>
              )}
            </>
          )
        }}
      </Answer>
      <Suspense fallback={null}>
        <ReminderLines />
      </Suspense>
      {own && (
        <Suspense fallback={null}>
          <YearLine memberId={own} />
        </Suspense>
      )}
    </HomeScreen>
  )
}
