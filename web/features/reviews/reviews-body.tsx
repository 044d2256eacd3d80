import '../../ui/due-row.css'
import './reviews.css'
import { useState } from 'react'
import { formatInstant } from '../../lib/format-day.ts'
import { formatPoints } from '../../lib/format-points.ts'
import { to } from '../../lib/link.ts'
import { usePlace } from '../../lib/place.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { type Case, LookForm } from './look-form.tsx'
import { LookLine } from './look-line.tsx'
import { messages } from './messages.ts'
import { type Silent, SilentForm } from './silent-form.tsx'

const words = messages.list

function CaseRow({ orgId, one }: { orgId: number; one: Case }) {
  const [looking, setLooking] = useState(false)
  const points = one.points === null ? null : formatPoints(one.points)
  return (
    <li className="task">
      <div>
        <b>{one.name}</b>
        <span>{one.sentence}</span>
        <span>
          {points !== null && (
            <>
              <Figure
                href={to(`/members/${one.memberId}/booklet`)}
                label={words.figureLabel(one.name, points)}
              >
                {points}
              </Figure>{' '}
              {words.pointsUnit}　
            </>
          )}
          {words.asks(one.asks, one.schemeName)}
        </span>
        {one.looks.map((look) => (
          <LookLine key={look.reviewId} look={look} />
        ))}
      </div>
      {one.abilities.look && (
        <div className="task-acts">
          <Button label={words.lookLabel(one.name)} onPress={() => setLooking(true)}>
            {one.looks.length === 0 ? words.look : words.lookAgain}
          </Button>
        </div>
      )}
      {looking && <LookForm orgId={orgId} one={one} onClose={() => setLooking(false)} />}
    </li>
  )
}

function sayAnswer({ points, stateLabel }: NonNullable<Silent['answer']>): string {
  return points === null
    ? messages.silent.noPoints
    : messages.silent.points_(formatPoints(points), stateLabel ?? '')
}

function SilentRow({ orgId, one }: { orgId: number; one: Silent }) {
  const { today } = useSession()
  const [giving, setGiving] = useState(false)
  const { answer } = one
  return (
    <li className="task">
      <div>
        <b>{one.name}</b>
        <span>{one.sentence}</span>
        {answer && (
          <>
            <span>
              {messages.silent.answered(answer.byName, formatInstant(answer.at, today), sayAnswer(answer))}
            </span>
            <span>{answer.reason}</span>
          </>
        )}
      </div>
      {one.abilities.answer && (
        <div className="task-acts">
          <Button label={messages.silent.giveLabel(one.name)} onPress={() => setGiving(true)}>
            {messages.silent.give}
          </Button>
        </div>
      )}
      {giving && <SilentForm orgId={orgId} one={one} onClose={() => setGiving(false)} />}
    </li>
  )
}

function OfBranch({ orgId }: { orgId: number }) {
  const reviews = useCall('getReviews', { params: { orgId } })
  return (
    <Answer of={reviews}>
      {({ cases, silent }) => (
        <div className="reviews">
          {cases.length === 0 && <Empty>{words.none}</Empty>}
          {cases.length > 0 && (
            <ul className="tasks" aria-label={words.cases}>
              {cases.map((one) => (
                <CaseRow
                  key={`${one.kind} ${one.memberId} ${one.versionId} ${one.flagNo} ${one.factId}`}
                  orgId={orgId}
                  one={one}
                />
              ))}
            </ul>
          )}
          {silent.length > 0 && (
            <section>
              <h2>{messages.silent.title}</h2>
              <p className="note">{messages.silent.note}</p>
              <ul className="tasks">
                {silent.map((one) => (
                  <SilentRow key={`${one.factId} ${one.ruleId}`} orgId={orgId} one={one} />
                ))}
              </ul>
            </section>
          )}
        </div>
      )}
    </Answer>
  )
}

/** Above a branch: how many, never who. */
function Counts({ orgId }: { orgId: number }) {
  const counts = useCall('getReviewCounts', { params: { orgId } })
  return (
    <Answer of={counts}>
      {({ branches }) => (
        <div className="reviews">
          <p className="note">{words.above}</p>
          {branches.length === 0 ? (
            <Empty>{messages.counts.none}</Empty>
          ) : (
            <ul className="tasks">
              {branches.map((branch) => (
                <li className="task" key={branch.orgId}>
                  <div>
                    <b>{branch.name}</b>
                    <span>{messages.counts.row(branch.waiting, branch.looked)}</span>
                  </div>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Answer>
  )
}

/** What a scheme leaves to people: for the branch's secretary by name, for those above as counts. */
export function ReviewsBody() {
  const session = useSession()
  const place = usePlace()
  if (!place) return <Empty>{words.none}</Empty>
  return can(session, 'talks.threshold') ? (
    <OfBranch key={place.orgId} orgId={place.orgId} />
  ) : (
    <Counts key={place.orgId} orgId={place.orgId} />
  )
}
