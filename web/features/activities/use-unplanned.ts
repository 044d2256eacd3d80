import { useState } from 'react'
import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import { go } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { headingOf, planOf } from './heading-draft.ts'
import { isOfFew } from './kinds.ts'
import { type OutputDraft, outputsOf, problemOf } from './record-draft.ts'
import { useHeadingForm } from './use-heading-form.ts'

type TextDraft = { outputs: OutputDraft[]; minutes: string }
const noText: TextDraft = { outputs: [{ amount: '', unit: '' }], minutes: '' }

/**
 * 记一笔: what happened without a plan. A few people are named and it is recorded in one go; a whole branch gets
 * its roll first, so that everyone can be called on one screen, and what was begun is not lost with the phone.
 */
export function useUnplanned(orgId: number, kind: ActivityKind) {
  const { today } = useSession()
  const key = `activity:record:${orgId}:${kind}`
  const heading = useHeadingForm(key, { orgId, kind, whom: isOfFew(kind) ? 'named' : 'usual' }, today)
  const text = useDraft<TextDraft>(`${key}:text`, noText)
  const planning = useSave('planActivity', `${key}:plan`)
  const recording = useSave('recordActivity', key)
  const [tried, setTried] = useState(false)
  const waiting = useCall('listActivities', { query: { orgId, state: 'planned', kind, to: today, limit: 1 } })
  const { form, draft } = heading
  const few = form?.whom === 'named'

  const toRoll = async () => {
    const answer = form && (await planning.save({ body: planOf(form) }))
    if (!answer) return
    draft.done()
    go(`/activities/${answer.activityId}/roll`, { replace: true })
  }
  const record = async () => {
    setTried(true)
    if (!form || form.named.length === 0 || text.value.outputs.some(problemOf)) return
    const memberIds = form.named.map((person) => person.memberId)
    const { minutes, outputs } = text.value
    const invited = { whom: 'named', memberIds } as const
    const body = { orgId: form.orgId, ...headingOf(form), invited, outputs: outputsOf(outputs), minutes }
    const answer = await recording.save({ body })
    if (!answer) return
    draft.done()
    text.done()
    go(`/activities/${answer.activityId}`, { replace: true })
  }
  return {
    heading,
    text: text.value,
    type: (change: Partial<TextDraft>) => text.set((now) => ({ ...now, ...change })),
    few,
    tried,
    /** Of this kind, planned and not called yet: perhaps it is this very one. */
    waiting: waiting.data?.rows[0],
    send: few ? record : toRoll,
    saving: planning.saving || recording.saving,
    error: few ? recording.error : planning.error,
  }
}

export type UnplannedState = ReturnType<typeof useUnplanned>
