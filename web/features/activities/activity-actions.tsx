import { useState } from 'react'
import { go, to } from '../../lib/link.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { ReasonSheet } from '../../ui/reason-sheet.tsx'
import { messages } from './messages.ts'
import type { Detail } from './use-record.ts'

export function printAddress(activityId: string): string {
  return `/print/activities/${activityId}/sign-in-sheet`
}

function ReopenSheet({ activityId, onClose }: { activityId: string; onClose: () => void }) {
  const { save, saving, error } = useSave('reopenActivity', `activity:${activityId}:reopen`)
  const send = async (reason: string) => {
    const answer = await save({ params: { activityId }, body: { reason } })
    if (answer) go(`/activities/${activityId}/roll`)
  }
  return (
    <ReasonSheet
      title={messages.reopenTitle}
      hint={messages.reopenHint}
      label={messages.reopenReason}
      verb={messages.reopenVerb}
      error={error}
      busy={saving}
      onSend={(reason) => void send(reason)}
      onClose={onClose}
    />
  )
}

function CancelSheet({ detail, onClose }: { detail: Detail; onClose: () => void }) {
  const { activityId, state } = detail.activity
  const { save, saving, error } = useSave('cancelActivity', `activity:${activityId}:cancel`)
  const send = async (reason: string) => {
    const answer = await save({ params: { activityId }, body: { reason } })
    if (answer) goTelling('/activities', { tone: 'done', sentence: messages.cancelDone })
  }
  return (
    <ReasonSheet
      title={messages.cancelTitle}
      hint={state === 'reopened' ? messages.cancelRecordedHint : messages.cancelHint}
      label={messages.cancelReason}
      verb={messages.cancelVerb}
      error={error}
      busy={saving}
      onSend={(reason) => void send(reason)}
      onClose={onClose}
    />
  )
}

/** What this person may do with an activity; at most one of them red, the next step. */
export function ActivityActions({ detail }: { detail: Detail }) {
  const [asking, setAsking] = useState<'reopen' | 'cancel'>()
  const { activity, abilities } = detail
  const page = `/activities/${activity.activityId}`
  const close = () => setAsking(undefined)
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
      {abilities.reopen && <Button onPress={() => setAsking('reopen')}>{messages.reopen}</Button>}
      {abilities.cancel && (
        <Button tone="quiet" onPress={() => setAsking('cancel')}>
          {messages.cancel}
        </Button>
      )}
      {asking === 'reopen' && <ReopenSheet activityId={activity.activityId} onClose={close} />}
      {asking === 'cancel' && <CancelSheet detail={detail} onClose={close} />}
    </>
  )
}
