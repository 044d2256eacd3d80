import { useState } from 'react'
import { goTelling } from '../../lib/receipts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { formOf, type HeadingDraft, headingOf, invitationOf } from './heading-draft.ts'
import { messages } from './messages.ts'
import type { HeadingState } from './use-heading-form.ts'
import type { Detail } from './use-record.ts'

/** Changing the heading of a plan, or of what is being corrected; the roll changes only before it was recorded. */
export function useChange({ activity }: Detail) {
  const { activityId, orgId, kind, version } = activity
  const key = `activity:${activityId}:change`
  const [base] = useState(version)
  const draft = useDraft<HeadingDraft>(key, {}, base)
  const form = formOf(activity, { orgId, kind, whom: 'keep' }, draft.value)
  const { save, saving, error } = useSave('changeActivity', key)
  const change = async () => {
    const invited = invitationOf(form)
    const body = { version: base, ...headingOf(form), ...(invited && { invited }) }
    const answer = await save({ params: { activityId }, body })
    if (!answer) return
    draft.done()
    goTelling(
      `/activities/${activityId}?view=plan`,
      { tone: 'done', sentence: messages.changed },
      { replace: true },
    )
  }
  const state: HeadingState = {
    form,
    type: (to) => draft.set((now) => ({ ...now, ...to })),
    usual: activity.expected,
    asLastTime: false,
    trouble: undefined,
    retry: () => {},
    draft,
  }
  return { state, change, saving, error }
}
