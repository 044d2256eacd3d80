import type { ProcedureTable } from '../../core/procedure/table.ts'

/**
 * Working days of the second instance, to appeal and to answer it. No published scheme states any (domain-rules §6: only
 * one has objections at all, the rest is unsourced), so this is local practice: as many as a list hangs before the
 * public, counted from the answer.
 */
const appealWithin = 5
const reviewWithin = 5

/** Nobody judges the own case, nor that of kin, nor what they have raised themselves. */
const judged = { notConcerned: true, needsNote: true } as const
const first = { ...judged, from: ['raised'], by: [{ verb: 'objections.answer' }], notBy: ['raise'] } as const
const second = {
  ...judged,
  from: ['appealed'],
  by: [{ verb: 'objections.review' }],
  notBy: ['raise', 'appeal', 'decline'],
} as const

/**
 * 异议: whoever objects is answered within three working days, never by the person concerned and never by who objected
 * (domain-rules §6: objections are investigated, answered and filed). What is upheld is corrected in the record itself.
 * 复议: what was declined may be taken one level up, where somebody else has the last word.
 */
export const objectionProcedure: ProcedureTable = {
  kind: 'objection',
  label: '异议',
  // `record`: somebody of the office writes down what another person says; that is not raising it oneself.
  opening: { steps: ['raise', 'record'], state: 'raised' },
  states: {
    raised: { label: '待答复', within: 3 },
    upheld: { label: '采纳，已更正', closed: true },
    declined: { label: '已答复，没有采纳', within: appealWithin },
    settled: { label: '已答复，没有采纳，没有申请复议', closed: true },
    appealed: { label: '上级复议中', within: reviewWithin },
    'appeal-upheld': { label: '复议采纳，已更正', closed: true },
    'appeal-declined': { label: '复议过，维持原来的答复', closed: true },
  },
  steps: {
    uphold: { ...first, to: 'upheld', label: '采纳' },
    decline: { ...first, to: 'declined', label: '答复' },
    // Whose objection it is, the command asks: the table does not know who raised it.
    appeal: { from: ['declined'], to: 'appealed', label: '申请复议', by: [{ anyone: true }] },
    'record-appeal': {
      from: ['declined'],
      to: 'appealed',
      label: '替人申请复议',
      by: [{ verb: 'objections.answer' }],
    },
    settle: { from: ['declined'], to: 'settled', label: '复议期满', by: [{ system: true }] },
    'uphold-appeal': { ...second, to: 'appeal-upheld', label: '复议采纳' },
    'decline-appeal': { ...second, to: 'appeal-declined', label: '复议答复' },
  },
}
