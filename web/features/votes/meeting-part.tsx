import './votes.css'
import { fetchFile } from '../../lib/download.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { MinutesReview } from './minutes-review.tsx'
import type { Meeting, Motion } from './vote-types.ts'

const words = messages.part

/** Who counts, in one sentence, and by which rule; that it was not enough is said as plainly as that it was. */
export function CountLine({ count }: { count: NonNullable<Meeting['count']> }) {
  const { says, rule, source, withoutVoteCount, excludedCount, withoutVote, excluded, frozenAt } = count
  const whose = [
    ...excluded.map((one) => `${one.name}（${one.groundLabel}）`),
    ...withoutVote.map((one) => `${one.name}（${one.whyLabel}）`),
  ]
  const counts = [
    excludedCount > 0 && words.excluded(excludedCount),
    withoutVoteCount > 0 && words.withoutVote(withoutVoteCount),
  ].filter(Boolean)
  return (
    <div>
      <p>
        <b>{says}</b>
      </p>
      {counts.length > 0 && (
        <p className="note">
          {counts.join('，')}
          {whose.length > 0 && `：${whose.join('、')}`}
        </p>
      )}
      <p className="note">{words.rule(rule, source)}</p>
      {frozenAt === null && <p className="note">{words.live}</p>}
    </div>
  )
}

function saidOf({ counted, withdrawnReason }: Motion): string {
  if (counted) return counted.says
  return withdrawnReason === null ? words.waiting : words.withdrawn(withdrawnReason)
}

/** One vote as it stands, and what was counted before. */
export function MotionLines({ motion }: { motion: Motion }) {
  const { today } = useSession()
  const { counted, history, wayLabel } = motion
  return (
    <>
      <b>{motion.title}</b>
      <span>{`${wayLabel}：${saidOf(motion)}`}</span>
      {counted && counted.tellers.length > 0 && (
        <p className="note">{messages.election.tellers(counted.tellers.join('、'))}</p>
      )}
      {history.map((one) => (
        <p className="note" key={one.at}>
          {words.corrected(formatInstant(one.at, today), one.byName, one.reason, one.was)}
        </p>
      ))}
    </>
  )
}

export function ElectionLines({ elections }: Pick<Meeting, 'elections'>) {
  if (elections.length === 0) return null
  return (
    <ul className="vote-list">
      {elections.map((one) => (
        <li key={one.electionId}>
          <b>{one.title}</b>
          <span>
            {[
              messages.election.seatsOf(one.seats),
              one.stateLabel,
              one.elected.length > 0 && words.elected(one.elected.join('、')),
            ]
              .filter(Boolean)
              .join('，')}
          </span>
          <div className="vote-acts">
            <LinkButton href={to(`/elections/${one.electionId}`)} label={words.toElection(one.title)}>
              {words.see}
            </LinkButton>
          </div>
        </li>
      ))}
    </ul>
  )
}

function Papers({ activityId }: { activityId: string }) {
  const params = { activityId }
  return (
    <div className="vote-acts">
      <a className="btn" href={`/print/activities/${activityId}/minutes`} target="_blank" rel="noopener">
        <Icon name="print" />
        {words.print}
      </a>
      <FileButton fetch={() => fetchFile('getMinutesWord', { params })}>{words.word}</FileButton>
      <FileButton fetch={() => fetchFile('getMinutesPdf', { params })}>{words.pdf}</FileButton>
    </div>
  )
}

/** On an activity's page: who counted, what was decided, what is said of the minutes, and the papers of it. */
export function MeetingPart({ activityId }: { activityId: string }) {
  const meeting = useCall('getMeeting', { params: { activityId } })
  return (
    <section className="votes-part">
      <Answer of={meeting}>
        {({ count, motions, elections, abilities }) =>
          count === null && motions.length === 0 ? null : (
            <>
              <h2>{words.title}</h2>
              {count && <CountLine count={count} />}
              {motions.length > 0 && (
                <ul className="vote-list">
                  {motions.map((motion) => (
                    <li key={motion.motionId}>
                      <MotionLines motion={motion} />
                    </li>
                  ))}
                </ul>
              )}
              <ElectionLines elections={elections} />
              {abilities.put && (
                <div className="vote-acts">
                  <LinkButton href={to(`/activities/${activityId}/votes`)}>{words.open}</LinkButton>
                </div>
              )}
            </>
          )
        }
      </Answer>
      {meeting.data?.abilities.papers && (
        <>
          <MinutesReview activityId={activityId} />
          <Papers activityId={activityId} />
        </>
      )}
    </section>
  )
}
