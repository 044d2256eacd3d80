import type { ProcedureTable } from '../../core/procedure/table.ts'

/**
 * 年度评优: nominated in the branches, decided by people (a secret ballot or the committee), reviewed by a second person,
 * before the public for five working days (domain-rules §6: publication 5 days), then awarded. Whoever is a candidate
 * takes no step from the decision on.
 */
export const selectionProcedure: ProcedureTable = {
  kind: 'selection',
  label: '年度评优',
  opening: { steps: ['open'], state: 'nominating' },
  states: {
    nominating: { label: '提名中' },
    deciding: { label: '待评定' },
    decided: { label: '待复核', within: 3 },
    published: { label: '公示中', within: 5 },
    awarded: { label: '已表彰', closed: true },
    cancelled: { label: '已取消', closed: true },
  },
  steps: {
    close: { from: ['nominating'], to: 'deciding', label: '结束提名', by: [{ verb: 'selections.run' }] },
    reopen: {
      from: ['deciding'],
      to: 'nominating',
      label: '重新提名',
      by: [{ verb: 'selections.run' }],
      needsNote: true,
    },
    vote: {
      from: ['deciding'],
      to: 'decided',
      label: '记投票结果',
      by: [{ verb: 'selections.run' }],
      notConcerned: true,
    },
    /** A ballot that chose nobody. */
    fail: {
      from: ['deciding'],
      to: 'deciding',
      label: '投票没有选出来',
      by: [{ verb: 'selections.run' }],
      notConcerned: true,
    },
    decide: {
      from: ['deciding'],
      to: 'decided',
      label: '研究决定',
      by: [{ verb: 'selections.run' }],
      notConcerned: true,
      needsNote: true,
    },
    publish: {
      from: ['decided'],
      to: 'published',
      label: '复核',
      by: [{ verb: 'boards.review' }],
      notBy: ['vote', 'decide'],
      notConcerned: true,
    },
    return: {
      from: ['decided'],
      to: 'deciding',
      label: '退回',
      by: [{ verb: 'boards.review' }],
      notBy: ['vote', 'decide'],
      notConcerned: true,
      needsNote: true,
    },
    recall: {
      from: ['published'],
      to: 'deciding',
      label: '撤回公示',
      by: [{ verb: 'selections.run' }, { verb: 'boards.review' }],
      notConcerned: true,
      needsNote: true,
    },
    award: {
      from: ['published'],
      to: 'awarded',
      label: '表彰',
      by: [{ verb: 'selections.run' }],
      notConcerned: true,
    },
    cancel: {
      from: ['nominating', 'deciding', 'decided', 'published'],
      to: 'cancelled',
      label: '取消评选',
      by: [{ verb: 'selections.run' }],
      notConcerned: true,
      needsNote: true,
    },
  },
}

/** Working days for which the page still answers after the last day of publication; then it goes by itself. */
export const staysAfter = 5
