import '../../ui/due-row.css'
import './contacts.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatFullDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { MeetingRows } from './meeting-rows.tsx'
import { messages } from './messages.ts'

const words = messages.mine
type Own = CallOutput<'getOwnContacts'>
/** Where the year plan of an organisation stands; nothing on the phone, which has the meetings to come. */
type PlanPath = (orgId: number) => string

type PlacesProps = { rows: Own['rows']; planPath: PlanPath | undefined }

function Places({ rows, planPath }: PlacesProps) {
  return (
    <section>
      <h2>{words.places}</h2>
      <ul className="tasks">
        {rows.map((row) => (
          <li className="task" key={row.orgId}>
            <div>
              <b>{row.orgName}</b>
              <span>{words.until(row.to && formatFullDay(row.to))}</span>
              <span>{row.planned ? words.planned : words.notPlanned}</span>
            </div>
            {planPath && row.planned && (
              <LinkButton href={to(planPath(row.orgId))} label={words.planOf(row.orgName)}>
                {words.plan}
              </LinkButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Meetings({ title, none, rows }: { title: string; none: string; rows: Own['coming'] }) {
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="note">{none}</p>
      ) : (
        <MeetingRows
          label={title}
          meetings={rows.map(({ reviewLabel, ...row }) => ({ ...row, stateLabel: reviewLabel }))}
        />
      )}
    </section>
  )
}

/** What one looks after: what is to come first, so that the theme is seen in time. */
export function OwnBody({ planPath }: { planPath?: PlanPath }) {
  const own = useCall('getOwnContacts', {})
  return (
    <Answer of={own}>
      {({ rows, coming, held }) =>
        rows.length === 0 ? (
          <Empty>{words.none}</Empty>
        ) : (
          <div className="contacts">
            <Meetings title={words.coming} none={words.comingNone} rows={coming} />
            <Meetings title={words.held} none={words.heldNone} rows={held} />
            <Places rows={rows} planPath={planPath} />
          </div>
        )
      }
    </Answer>
  )
}
