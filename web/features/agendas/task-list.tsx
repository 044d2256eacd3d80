import type { MeetingTask } from '../../../contract/meeting-tasks.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import './agendas.css'
import { taskWords as words } from './messages.ts'

function State({ task }: { task: MeetingTask }) {
  if (task.overdue) return <StampWord state="late">{words.overdue}</StampWord>
  if (task.state === 'done') return <StampWord state="done">{task.stateLabel}</StampWord>
  return <StampWord state={task.state === 'open' ? 'due' : 'excused'}>{task.stateLabel}</StampWord>
}

function Acts({ task }: { task: MeetingTask }) {
  const { taskId, what, abilities } = task
  const finishing = useSave('finishTask', `task:${taskId}:done`)
  const withdrawing = useSave('withdrawTask', `task:${taskId}:withdraw`)
  if (!abilities.settle && !abilities.withdraw) return null
  return (
    <div className="agd-acts">
      {abilities.settle && (
        <AskReason
          verb={words.finish}
          label={words.finishLabel(what)}
          hint={words.finishHint}
          why={words.finishWhy}
          write={finishing}
          onSend={(note) => finishing.save({ params: { taskId }, body: { note } })}
          done={words.finished}
        />
      )}
      {abilities.withdraw && (
        <AskReason
          tone="quiet"
          verb={words.withdraw}
          label={words.withdrawLabel(what)}
          hint={words.withdrawHint}
          why={words.withdrawWhy}
          write={withdrawing}
          onSend={(note) => withdrawing.save({ params: { taskId }, body: { note } })}
          done={words.withdrawn}
        />
      )}
    </div>
  )
}

/** Each with who does it, by when, and how it went. `source`: also the meeting that it comes from. */
export function TaskList({ tasks, source = false }: { tasks: readonly MeetingTask[]; source?: boolean }) {
  const { today } = useSession()
  return (
    <ul className="agd-tasks">
      {tasks.map((task) => (
        <li key={task.taskId} id={task.taskId}>
          <b>{task.what}</b>　<State task={task} />
          <small>{words.by(task.ownerName ?? words.someone, formatDay(task.dueOn, today))}</small>
          {source && (
            <small>
              <a href={to(`/activities/${task.activityId}`)}>
                {words.from(task.activityTitle, formatDay(task.activityDay, today))}
              </a>
            </small>
          )}
          {task.settled && <small>{words.settled(task.settled.byName, task.settled.note)}</small>}
          <Acts task={task} />
        </li>
      ))}
    </ul>
  )
}
