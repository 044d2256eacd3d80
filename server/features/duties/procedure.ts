import type { ProcedureTable } from '../../core/procedure/table.ts'

/**
 * 请免 and 更正: the branch asks with its reason, the level above decides. The place that is asked about is that of the
 * level above, so that nobody lets the own organisation off.
 */
export const pleaProcedure: ProcedureTable = {
  kind: 'duty-plea',
  label: '请上级定',
  opening: { steps: ['ask'], state: 'asked' },
  states: {
    asked: { label: '等上级定', within: 3 },
    approved: { label: '同意了', closed: true },
    declined: { label: '没有同意', closed: true },
    withdrawn: { label: '不请了', closed: true },
  },
  steps: {
    approve: {
      from: ['asked'],
      to: 'approved',
      label: '定',
      by: [{ verb: 'duties.decide' }],
      notBy: ['ask'],
    },
    decline: {
      from: ['asked'],
      to: 'declined',
      label: '定',
      by: [{ verb: 'duties.decide' }],
      notBy: ['ask'],
      needsNote: true,
    },
    withdraw: { from: ['asked'], to: 'withdrawn', label: '收回', by: [{ verb: 'activities.write' }] },
  },
}
