import '../../ui/due-row.css'
import './reminders.css'
import { formatInstant } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { RobotForm } from './robot-form.tsx'

const words = messages.robots

/** The robots of an organisation's groups, and the form for another one. */
export function Robots({ orgId }: { orgId: number }) {
  const { today } = useSession()
  const robots = useCall('listRobots', { params: { orgId } })
  const { save, saving } = useSave('endRobot')
  const end = async (robotId: string) => {
    if (await save({ params: { robotId } })) tell({ tone: 'done', sentence: words.ended })
  }
  return (
    <Answer of={robots}>
      {({ rows, abilities }) => (
        <>
          {rows.length === 0 && <Empty>{words.empty}</Empty>}
          <ul className="tasks">
            {rows.map((row) => (
              <li className="task" key={row.robotId}>
                <div>
                  <b>
                    {row.name}　{row.channelLabel}
                  </b>
                  <span>{words.by(row.setByName, formatInstant(row.setAt, today))}</span>
                  {row.lastSentAt && <span>{words.sent(formatInstant(row.lastSentAt, today))}</span>}
                  {row.lastErrorLabel && <span className="warn">{words.failed(row.lastErrorLabel)}</span>}
                </div>
                {abilities.set && (
                  <Button
                    tone="quiet"
                    busy={saving}
                    label={words.endOf(row.name)}
                    onPress={() => void end(row.robotId)}
                  >
                    {words.end}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {abilities.set && <RobotForm orgId={orgId} />}
        </>
      )}
    </Answer>
  )
}
