import '../../ui/due-row.css'
import './reminders.css'
import { formatDayAndWeekday } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { messages } from './messages.ts'

const words = messages.list

/** What is called to mind, on the start page below what is due; nothing while there is nothing, or it cannot be read. */
export default function ReminderLines() {
  const { data } = useCall('listReminders', {})
  const { save, saving } = useSave('putRemindersAway')
  const rows = data?.rows ?? []
  if (!data || rows.length === 0) return null
  const put = (reminderIds: string[]) => void save({ body: { reminderIds } })
  return (
    <section className="reminders">
      <h2>{words.title}</h2>
      <ul className="tasks">
        {rows.map((row) => (
          <li className="task" key={row.reminderId}>
            <div>
              <b>
                <a href={to(row.link)}>{row.title}</a>
              </b>
              <span>{[formatDayAndWeekday(row.dueOn, data.today), row.note].filter(Boolean).join('，')}</span>
            </div>
            <Button
              tone="quiet"
              busy={saving}
              label={words.putOne(row.title)}
              onPress={() => put([row.reminderId])}
            >
              {words.put}
            </Button>
          </li>
        ))}
      </ul>
      <p className="reminders-foot">
        {rows.length > 1 && (
          <Button tone="quiet" busy={saving} onPress={() => put(rows.map((row) => row.reminderId))}>
            {words.all}
          </Button>
        )}
        <a href={to('/reminders/settings')}>{words.settings}</a>
      </p>
    </section>
  )
}
