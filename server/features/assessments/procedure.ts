import type { ProcedureTable } from '../../core/procedure/table.ts'

/**
 * 民主评议: opened, answered, counted by some and confirmed by another. Whoever counts never confirms, and whoever has
 * checked never counts, so that a return leaves two people as well. Everybody in the branch is assessed, so a count
 * of all is nobody's own case; what concerns somebody alone, a changed figure, is asked by the commands.
 */
export const assessmentProcedure: ProcedureTable = {
  kind: 'assessment',
  label: '民主评议',
  opening: { steps: ['open'], state: 'answering' },
  states: {
    answering: { label: '正在评' },
    counted: { label: '等核对', within: 3 },
    returned: { label: '退回重新计票' },
    confirmed: { label: '有结果了' },
    cancelled: { label: '取消了', closed: true },
  },
  steps: {
    count: {
      from: ['answering', 'returned'],
      to: 'counted',
      label: '记计票结果',
      by: [{ verb: 'assessments.run' }],
      notBy: ['confirm', 'return'],
    },
    recount: {
      from: ['confirmed'],
      to: 'counted',
      label: '改计票结果',
      by: [{ verb: 'assessments.run' }],
      notBy: ['confirm', 'return'],
      needsNote: true,
    },
    confirm: {
      from: ['counted'],
      to: 'confirmed',
      label: '核对',
      by: [{ verb: 'assessments.run' }],
      notBy: ['count', 'recount'],
    },
    return: {
      from: ['counted'],
      to: 'returned',
      label: '退回',
      by: [{ verb: 'assessments.run' }],
      notBy: ['count', 'recount'],
      needsNote: true,
    },
    cancel: {
      from: ['answering', 'counted', 'returned', 'confirmed'],
      to: 'cancelled',
      label: '取消这次评议',
      by: [{ verb: 'assessments.run' }],
      needsNote: true,
    },
  },
}
