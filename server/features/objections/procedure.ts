import type { ProcedureTable } from '../../core/procedure/table.ts'

/**
 * 异议: whoever objects is answered within three working days, never by the person concerned and never by who objected
 * (domain-rules §6: objections are investigated, answered and filed). What is upheld is corrected in the record itself.
 */
export const objectionProcedure: ProcedureTable = {
  kind: 'objection',
  label: '异议',
  // `record`: somebody of the office writes down what another person says; that is not raising it oneself.
  opening: { steps: ['raise', 'record'], state: 'raised' },
  states: {
    raised: { label: '待答复', within: 3 },
    upheld: { label: '采纳，已更正', closed: true },
    declined: { label: '已答复，没有采纳', closed: true },
  },
  steps: {
    uphold: {
      from: ['raised'],
      to: 'upheld',
      label: '采纳',
      by: [{ verb: 'objections.answer' }],
      notBy: ['raise'],
      notConcerned: true,
      needsNote: true,
    },
    decline: {
      from: ['raised'],
      to: 'declined',
      label: '答复',
      by: [{ verb: 'objections.answer' }],
      notBy: ['raise'],
      notConcerned: true,
      needsNote: true,
    },
  },
}
