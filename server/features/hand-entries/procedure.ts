import { workingDaysAStep } from '../../core/procedure/deciders.ts'
import type { ProcedureTable, Step } from '../../core/procedure/table.ts'

// Whose word it waits for depends on the group and on the clock: core/procedure/deciders says it, the same as for facts
// that a rule holds back. The table holds what is so in any case.
const judged = {
  by: [{ verb: 'points.propose' }, { verb: 'points.decide' }],
  notBy: ['propose', 'second'],
  notConcerned: true,
} as const satisfies Partial<Step>

/** 记事审批: proposed, seconded by the group's leader where a rule asks for two, then decided in the branch. */
export const claimProcedure: ProcedureTable = {
  kind: 'hand-entry',
  label: '记事审批',
  opening: { steps: ['propose'], state: 'proposed' },
  states: {
    proposed: { label: '等人批', within: workingDaysAStep },
    seconded: { label: '组长同意了，等支部批', within: workingDaysAStep },
    approved: { label: '批了', closed: true },
    declined: { label: '没有批', closed: true },
  },
  steps: {
    second: { ...judged, from: ['proposed'], to: 'seconded', label: '批' },
    approve: { ...judged, from: ['proposed', 'seconded'], to: 'approved', label: '批' },
    decline: { ...judged, from: ['proposed', 'seconded'], to: 'declined', label: '批', needsNote: true },
  },
}
