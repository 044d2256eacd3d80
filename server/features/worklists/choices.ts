import { activityKinds, activityLabel } from '../../../contract/activity-kinds.ts'
import { type ConductMatter, conductMatters } from '../../../contract/conduct-matters.ts'
import { factKindLabels } from '../../../contract/facts.ts'
import { receiverKindLabels, receiverKinds } from '../../../contract/worklist-shapes.ts'
import { addDays } from '../../core/clock/days.ts'
import { startOfPeriod } from '../../core/clock/periods.ts'
import { weekEnd } from './rules.ts'

/** This week and the three after it: further ahead nobody knows what the week will need. */
const weeksOffered = 4

/** Deeds of members that a week's list may ask for; what is a failing is no task. */
const matters: readonly ConductMatter[] = ['policy-talk', 'household-helped', 'good-deed', 'volunteer-hours']

export function choicesOn(today: string) {
  const monday = startOfPeriod(today, 'week')
  const weeks = Array.from({ length: weeksOffered }, (_, i) => addDays(monday, 7 * i))
  return {
    weeks: weeks.map((from) => ({ from, to: weekEnd(from) })),
    toKinds: receiverKinds.map((kind) => ({ kind, label: receiverKindLabels[kind] })),
    deeds: [
      ...activityKinds.map((activity) => ({
        id: `activity/${activity}`,
        label: activityLabel(activity),
        factKind: 'activity-held',
        pattern: { activity },
      })),
      ...matters.map((matter) => ({
        id: `matter/${matter}`,
        label: conductMatters[matter].label,
        factKind: 'conduct',
        pattern: { matter },
      })),
      { id: 'honour', label: factKindLabels.honour, factKind: 'honour', pattern: {} },
    ],
  }
}
