import type { ProcedureTable } from '../../core/procedure/table.ts'

const branch = [{ verb: 'assessments.run' }] as const
const above = [{ verb: 'appraisals.confirm' }] as const

/**
 * 民主评议党员 (支部工作条例; domain-rules §2): each of oneself, each of the others, a secret ballot, the grades that the
 * branch committee proposes, the word of the committee above. Whoever proposes never confirms. Ten working days above are
 * a reminder (local practice). What was confirmed is opened again by who confirms, with a reason, or taken back.
 */
export const appraisalProcedure: ProcedureTable = {
  kind: 'appraisal',
  label: '民主评议党员',
  opening: { steps: ['open'], state: 'self' },
  states: {
    self: { label: '党员自评' },
    mutual: { label: '互评过了' },
    ballot: { label: '测评投票' },
    proposed: { label: '等上级审定', within: 10 },
    returned: { label: '退回支委会再提' },
    confirmed: { label: '审定了' },
    cancelled: { label: '取消了', closed: true },
  },
  steps: {
    mutual: { from: ['self'], to: 'mutual', label: '记互评', by: branch },
    // Once more where the ballot before was cancelled: the command asks for that.
    ballot: { from: ['mutual', 'ballot'], to: 'ballot', label: '开始投票', by: branch },
    propose: { from: ['ballot', 'returned'], to: 'proposed', label: '提等次', by: branch },
    confirm: { from: ['proposed'], to: 'confirmed', label: '审定', by: above, notBy: ['propose'] },
    return: {
      from: ['proposed'],
      to: 'returned',
      label: '退回',
      by: above,
      notBy: ['propose'],
      needsNote: true,
    },
    reopen: { from: ['confirmed'], to: 'returned', label: '重开', by: above, needsNote: true },
    revoke: { from: ['confirmed'], to: 'cancelled', label: '撤销', by: above, needsNote: true },
    cancel: {
      from: ['self', 'mutual', 'ballot', 'proposed', 'returned'],
      to: 'cancelled',
      label: '取消',
      by: branch,
      needsNote: true,
    },
  },
}

/** The steps that the level above takes: asked at the place above, so that no branch confirms its own. */
export const stepsAbove: readonly string[] = ['confirm', 'return', 'reopen', 'revoke']
