import { useQuery } from '@tanstack/react-query'
import { formatDayAndWeekday } from '../../lib/format-day.ts'
import { ask } from '../../lib/query.ts'
import { can, useSession } from '../../lib/session.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import BackupLine from '../backups/backup-line.tsx'
import ReminderLines from '../reminders/reminder-lines.tsx'
import { countLate, groupDue } from './due-groups.ts'
import { DueList } from './due-list.tsx'
import { messages } from './messages.ts'

export default function DuePage() {
  const session = useSession()
  const due = useQuery(ask('getDue', {}))
  const rows = due.data?.rows ?? []
  const late = countLate(rows)
  const summary = due.data && messages.summary(late, rows.length - late)
  const day = formatDayAndWeekday(due.data?.today ?? session.today)
  return (
    <>
      <PageHead title={messages.title} sub={[day, summary].filter(Boolean).join(' · ')} />
      <Answer of={due}>
        {({ rows, today }) =>
          rows.length === 0 ? (
            <Empty>
              {messages.empty}
              {messages.emptyAtDesk}
            </Empty>
          ) : (
            <div className="due">
              <DueList groups={groupDue(rows)} today={today} />
            </div>
          )
        }
      </Answer>
      <ReminderLines />
      {can(session, 'settings.write') && <BackupLine />}
    </>
  )
}
