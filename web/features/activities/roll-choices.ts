import type { AbsenceReason } from '../../../contract/rolls.ts'
import type { RollReason } from '../../ui/roll.tsx'
import { messages, reasonLabels } from './messages.ts'
import type { RollChoice } from './record-draft.ts'

type Choice = RollReason & { id: RollChoice }

const shorts: Record<AbsenceReason, string> = {
  ill: '病',
  infirm: '不便',
  'away-working': '外出',
  official: '公务',
  family: '家事',
  'no-reason': '没说',
  other: '其他',
}

const reasons = Object.keys(shorts) as AbsenceReason[]

function choiceOf(reason: AbsenceReason): Choice {
  return { id: reason, label: reasonLabels[reason], short: shorts[reason] }
}

/** In the sheet: one press each. */
const offered: readonly Choice[] = [
  ...(['ill', 'infirm', 'away-working', 'official', 'family'] as const).map(choiceOf),
  { id: 'leave', label: messages.leave, short: '请假' },
  ...(['other', 'no-reason'] as const).map(choiceOf),
  { id: 'late', label: messages.late, short: '迟到', means: 'late' },
  { id: 'unexpected', label: messages.unexpected, short: '不算', means: 'unexpected' },
]

/** Recorded with a reason beside it, by another page or an import: shown, and kept until it is changed. */
const detailed: readonly Choice[] = reasons
  .filter((reason) => reason !== 'no-reason')
  .flatMap((reason): Choice[] => [
    { id: `leave:${reason}`, label: `${messages.leave}，${reasonLabels[reason]}`, short: '请假' },
    {
      id: `late:${reason}`,
      label: `${messages.late}，${reasonLabels[reason]}`,
      short: '迟到',
      means: 'late',
    },
  ])

/** Those in use are listed too, so that a roll that was called elsewhere reads right. */
export function choicesFor(used: readonly string[]): readonly RollReason[] {
  return [...offered, ...detailed.filter((choice) => used.includes(choice.id))]
}

/** What is taken when the sheet is closed without a word. */
export const unsaid: RollChoice = 'no-reason'
