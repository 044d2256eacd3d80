import { useQuery } from '@tanstack/react-query'
import { formatDayAndWeekday } from '../../lib/format-day.ts'
import { go, to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { ask } from '../../lib/query.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { PageFoot, PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { printAddress } from './activity-actions.tsx'
import { messages } from './messages.ts'
import { RecordNotes, RollPart, TextPart } from './record-parts.tsx'
import { type Detail, type RecordState, useRecord } from './use-record.ts'

function Foot({ detail, record }: { detail: Detail; record: RecordState }) {
  const { activity, abilities } = detail
  const { count } = record
  const saveLater = async () => {
    const answer = await record.saveRoll()
    if (answer && answer !== 'kept')
      tell({ tone: 'done', sentence: messages.savedLater(answer.present, count.away) })
  }
  const close = async () => {
    if (await record.close()) go(`/activities/${activity.activityId}`, { replace: true })
  }
  return (
    <PageFoot
      actions={
        <>
          {abilities.saveRoll && (
            <Button onPress={() => void saveLater()} busy={record.busy}>
              {messages.saveLater}
            </Button>
          )}
          {abilities.close && (
            <Button tone="go" onPress={() => void close()} busy={record.busy}>
              {activity.state === 'reopened' ? messages.closeAgain : messages.close}
            </Button>
          )}
        </>
      }
    >
      <p>
        {messages.expected(count.expected)}　{messages.rollCount(count.present, count.away)}
        {count.late > 0 && `，${messages.lateNote(count.late)}`}
      </p>
      {!abilities.close && <span>{messages.rollFuture}</span>}
    </PageFoot>
  )
}

function RollForm({ detail }: { detail: Detail }) {
  const { activity, abilities } = detail
  const { today } = useSession()
  const record = useRecord(detail)
  const page = `/activities/${activity.activityId}`
  return (
    <>
      <PageHead
        title={activity.title}
        sub={[formatDayAndWeekday(activity.day, today), activity.place, messages.rollSub]
          .filter(Boolean)
          .join(' · ')}
        actions={
          <>
            <LinkButton href={printAddress(activity.activityId)} icon="print">
              {messages.print}
            </LinkButton>
            <LinkButton href={to(page)}>{messages.seePlan}</LinkButton>
          </>
        }
      />
      <RecordNotes record={record} />
      <RollPart record={record} />
      {abilities.close && <TextPart record={record} />}
      <Foot detail={detail} record={record} />
    </>
  )
}

export default function RollPage({ params }: PageProps) {
  const activityId = params.activityId ?? ''
  const activity = useQuery(ask('getActivity', { params: { activityId } }))
  return (
    <Answer of={activity}>
      {(detail) =>
        detail.abilities.saveRoll || detail.abilities.close ? (
          <RollForm detail={detail} />
        ) : (
          <>
            <PageHead title={detail.activity.title} />
            <p>
              {messages.notOpen} <a href={to(`/activities/${activityId}`)}>{messages.seeRecord}</a>
            </p>
          </>
        )
      }
    </Answer>
  )
}
