import { useRef } from 'react'
import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import type { CallError } from '../../lib/call-error.ts'
import { useCall } from '../../lib/use-call.ts'
import { type DraftState, useDraft } from '../../lib/use-draft.ts'
import { formOf, type HeadingDraft, type HeadingForm, type Known, type Whom } from './heading-draft.ts'

export type HeadingState = {
  /** Nothing until the proposal is there. */
  form: HeadingForm | undefined
  type: (change: HeadingDraft) => void
  /** How many are expected if nobody says otherwise. */
  usual: number | undefined
  asLastTime: boolean
  trouble: CallError | undefined
  retry: () => void
  draft: DraftState<HeadingDraft>
}

type First = { orgId: number; kind: ActivityKind; whom: Whom }

/**
 * The form of a plan, or of what happened without one: what the server proposes for the organisation and the
 * kind, under what was typed. `today`: the day of what is being recorded, which is no proposal.
 */
export function useHeadingForm(key: string, first: First, today?: string): HeadingState {
  const draft = useDraft<HeadingDraft>(key, {})
  const { orgId = first.orgId, kind = first.kind } = draft.value
  const proposal = useCall('proposeActivity', { params: { orgId }, query: { kind } })
  // Another kind is asked about while the form of the one before stays on the page.
  const last = useRef(proposal.data)
  last.current = proposal.data ?? last.current
  const proposed = last.current
  const known: Known | undefined = proposed && { ...proposed, day: today ?? proposed.day }
  return {
    form: known && formOf(known, { orgId, kind, whom: first.whom }, draft.value),
    type: (change) => draft.set((now) => ({ ...now, ...change })),
    usual: proposal.data?.expected,
    asLastTime: Boolean(proposed?.asLastTime),
    trouble: proposal.error,
    retry: proposal.reload,
    draft,
  }
}
