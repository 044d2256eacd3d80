import { go, to } from '../../lib/link.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { messages } from './messages.ts'
import type { Detail } from './use-record.ts'

export function printAddress(activityId: string): string {
  return `/print/activities/${activityId}/sign-in-sheet`
}

function Reopen({ activityId }: { activityId: string }) {
  const write = useSave('reopenActivity', `activity:${activityId}:reopen`)
  const send = async (reason: string) => {
    const answer = await write.save({ params: { activityId }, body: { reason } })
    if (answer) go(`/activities/${activityId}/roll`)
    return answer
  }
  return (
    <AskReason
      verb={messages.reopen}
      title={messages.reopenTitle}
      hint={messages.reopenHint}
      why={messages.reopenReason}
      send={messages.reopenVerb}
      write={write}
      onSend={send}
    />
  )
}

function Cancel({ detail }: { detail: Detail }) {
  const { activityId, state } = detail.activity
  const write = useSave('cancelActivity', `activity:${activityId}:cancel`)
  const send = async (reason: string) => {
    const answer = await write.save({ params: { activityId }, body: { reason } })
    if (answer) goTelling('/activities', { tone: 'done', sentence: messages.cancelDone })
    return answer
  }
  return (
    <AskReason
      tone="quiet"
      verb={messages.cancel}
      title={messages.cancelTitle}
      hint={state === 'reopened' ? messages.cancelRecordedHint : messages.cancelHint}
      why={messages.cancelReason}
      send={messages.cancelVerb}
      write={write}
      onSend={send}
    />
  )
}

/** What this person may do with an activity; at most one of them red, the next step. */
export function ActivityActions({ detail }: { detail: Detail }) {
  const { activity, abilities } = detail
  const page = `/activities/${activity.activityId}`
  const calls = abilities.close || abilities.saveRoll
  return (
    <>
      {calls && (
        <LinkButton href={to(`${page}/roll`)} tone={abilities.close ? 'go' : 'plain'}>
          {activity.state === 'reopened' ? messages.toCorrect : messages.toRoll}
        </LinkButton>
      )}
      {calls && (
        <LinkButton href={printAddress(activity.activityId)} icon="print">
          {messages.print}
        </LinkButton>
      )}
      {abilities.change && <LinkButton href={to(`${page}/change`)}>{messages.change}</LinkButton>}
      {abilities.reopen && <Reopen activityId={activity.activityId} />}
      {abilities.cancel && <Cancel detail={detail} />}
    </>
  )
}
