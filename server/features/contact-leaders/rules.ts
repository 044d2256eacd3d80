import type { OrgKind } from '../../../contract/organisations.ts'
import type { ReviewState, ReviewStep } from '../../../contract/stage-reviews.ts'
import { reviewProcedure } from './procedure.ts'

/** What should have somebody from above: the rest stands inside one of these. */
export const linkedKinds: readonly OrgKind[] = ['township', 'village', 'general-branch', 'branch']

type Meeting = { state: string; day: string }

const ofTheTheme: readonly ReviewStep[] = ['agree', 'ask-change', 'change']

/** Why a step does not fit the day of the meeting; null when it does. */
export function whyNotNow(step: ReviewStep, { state, day }: Meeting, today: string): string | null {
  if (state === 'cancelled') return '这次活动已经取消了。'
  if (step === 'answer') return null
  if (ofTheTheme.includes(step)) {
    const isAhead = state === 'planned' && day >= today
    return isAhead ? null : '活动已经开过了，主题不再审。有话请写在会后指导里。'
  }
  return day <= today ? null : '活动还没有开，等开的那天再记。'
}

/** 没有审 stands there as it is: silence holds nobody up. */
export function sayState(state: ReviewState | null): string {
  return state === null ? '没有审' : (reviewProcedure.states[state]?.label ?? state)
}
