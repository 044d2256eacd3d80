import './talks.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import { usePlace } from '../../lib/place.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { withQuery } from '../../lib/with-query.ts'
import { LinkButton } from '../../ui/button.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { RecordTalk } from './record-form.tsx'

type Branch = CallOutput<'listPairTalks'>

/** One pair type: how many owe one and how many were held; it opens to those who have not. */
function Pair({ pair }: { pair: Branch['pairs'][number] }) {
  const { label, owed, held, missing } = pair
  const done = held === owed
  return (
    <li className="task">
      <div>
        <b>{label}</b>
        <span>{owed === 0 ? messages.nobody : messages.pair(held, owed)}</span>
      </div>
      {owed > 0 && <StampWord state={done ? 'done' : 'due'}>{done ? messages.all : messages.some}</StampWord>}
      {missing.length > 0 && (
        <details>
          <summary>{messages.missing}</summary>
          <ul>
            {missing.map((one) => (
              <li key={one.key}>{one.names}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}

function Talked({ rows }: { rows: Branch['rows'] }) {
  const { today } = useSession()
  return (
    <>
      <h2>{messages.talked}</h2>
      {rows.length === 0 ? (
        <Empty>{messages.none}</Empty>
      ) : (
        <ul className="tasks">
          {rows.map((row) => (
            <li className="task" key={row.talkId}>
              <div>
                <b>{messages.names(row.names)}</b>
                <span>
                  {messages.on(row.day, today)}　{row.pairLabel}
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function OfBranch({ orgId, year }: { orgId: number; year: number | undefined }) {
  const { today } = useSession()
  const branch = useCall('listPairTalks', { params: { orgId }, query: { year } })
  const thisYear = Number(today.slice(0, 4))
  return (
    <Answer of={branch}>
      {(data) => {
        const other = data.year === thisYear ? thisYear - 1 : thisYear
        return (
          <div className="pair-talks">
            <div className="acts">
              {data.abilities.record && <RecordTalk orgId={orgId} people={data.people} />}
              <LinkButton href={to(withQuery('/pair-talks', { org: orgId, year: other }))}>
                {messages.years(other)}
              </LinkButton>
            </div>
            <h2>
              {data.orgName} {data.year}
            </h2>
            <ul className="tasks">
              {data.pairs.map((pair) => (
                <Pair key={pair.pair} pair={pair} />
              ))}
            </ul>
            {data.abilities.record && <Talked rows={data.rows} />}
          </div>
        )
      }}
    </Answer>
  )
}

/** The branch where one works, or the one that a duty leads to from above. */
export function BranchBody({ search }: { search: URLSearchParams }) {
  const place = usePlace()
  const orgId = Number(search.get('org')) || place?.orgId
  if (!orgId) return <Empty>{messages.noPlace}</Empty>
  return <OfBranch orgId={orgId} year={Number(search.get('year')) || undefined} />
}
