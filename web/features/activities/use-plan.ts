import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { planOf } from './heading-draft.ts'
import { messages } from './messages.ts'
import { useHeadingForm } from './use-heading-form.ts'

/** Planning an activity: the form, and what is done with it. */
export function usePlan(orgId: number, kind: ActivityKind) {
  const key = `activity:plan:${orgId}:${kind}`
  const heading = useHeadingForm(key, { orgId, kind, whom: 'usual' })
  const { save, saving, error } = useSave('planActivity', key)
  const { form, draft } = heading
  const plan = async () => {
    const answer = form && (await save({ body: planOf(form) }))
    if (!form || !answer) return
    draft.done()
    const sentence = messages.planned(form.title, form.day, answer.expected)
    goTelling(`/activities/${answer.activityId}`, { tone: 'done', sentence }, { replace: true })
  }
  return { ...heading, plan, saving, error }
}
