import { formatPoints } from '../../lib/format-points.ts'
import { useSession } from '../../lib/session.ts'
import { agendaMessages as words } from './agenda-messages.ts'
import { messages, segmentLabels } from './messages.ts'
import type { Detail } from './use-record.ts'

type Segment = Detail['activity']['segments'][number]

function sayHome({ home }: Segment): string | false {
  if (!home) return false
  return words.homeAt(
    home.household,
    home.endsAt ? messages.hours(home.startsAt, home.endsAt) : home.startsAt,
  )
}

/** 学习：第一议题，30 分钟，沈国良带，党史，讲理论. */
function SegmentLine({ segment }: { segment: Segment }) {
  const said = [
    `${segmentLabels[segment.kind]}：${segment.title}`,
    segment.minutes && messages.minutesOf(segment.minutes),
    segment.ledBy
      ? messages.ledBy(segment.ledBy)
      : segment.ledRole && messages.ledBy(words.leaders[segment.ledRole]),
    segment.topicLabel,
    segment.mode && words.modes[segment.mode],
    segment.way && words.ways[segment.way],
    segment.lecturerName && words.taughtBy(segment.lecturerName),
    segment.siteName,
    sayHome(segment),
  ].filter(Boolean)
  return (
    <>
      {said.join('，')}
      {segment.skipped && <b className="act-skipped"> {words.skipped}</b>}
    </>
  )
}

function Segments({ detail }: { detail: Detail }) {
  const { segments } = detail.activity
  if (segments.length === 0) return null
  return (
    <>
      <dt>{messages.what}</dt>
      <dd>
        <ol className="act-parts">
          {segments.map((segment, at) => (
            <li key={at}>
              <SegmentLine segment={segment} />
            </li>
          ))}
        </ol>
      </dd>
    </>
  )
}

/** What was done, achieved and said, and who wrote it down. */
export function WhatHappened({ detail }: { detail: Detail }) {
  const { today } = useSession()
  const { activity } = detail
  const { outputs, minutes } = activity
  return (
    <dl className="act-facts-of">
      <Segments detail={detail} />
      {outputs.length > 0 && (
        <>
          <dt>{messages.outputs}</dt>
          <dd>{outputs.map((one) => `${formatPoints(one.amount)} ${one.unit}`).join('，')}</dd>
        </>
      )}
      {minutes !== null && minutes !== '' && (
        <>
          <dt>{messages.minutes}</dt>
          <dd className="act-minutes">{minutes}</dd>
        </>
      )}
      <dt>{messages.who}</dt>
      <dd>
        {[
          messages.plannedBy(activity.plannedByName, messages.at(activity.plannedAt, today)),
          activity.closedAt &&
            messages.closedBy(activity.closedByName ?? '', messages.at(activity.closedAt, today)),
        ]
          .filter(Boolean)
          .join('，')}
      </dd>
    </dl>
  )
}
