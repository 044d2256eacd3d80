import type { ProcedureTable } from '../../core/procedure/table.ts'

/**
 * 公示: prepared by one person, reviewed and published by another for five working days, objections answered meanwhile
 * (domain-rules §6: posted 5 working days), then taken down by the clock. What went wrong is withdrawn with its reason.
 */
export const publicationProcedure: ProcedureTable = {
  kind: 'publication',
  label: '公示',
  opening: { steps: ['prepare'], state: 'prepared' },
  states: {
    prepared: { label: '待复核', within: 3 },
    returned: { label: '退回，待修改', within: 3 },
    published: { label: '公示中', within: 5 },
    ended: { label: '公示期满' },
    expired: { label: '已撤下', closed: true },
    withdrawn: { label: '已撤回', closed: true },
  },
  steps: {
    publish: {
      from: ['prepared'],
      to: 'published',
      label: '复核',
      by: [{ verb: 'boards.review' }],
      notBy: ['prepare', 'again'],
    },
    return: {
      from: ['prepared'],
      to: 'returned',
      label: '退回',
      by: [{ verb: 'boards.review' }],
      notBy: ['prepare', 'again'],
      needsNote: true,
    },
    again: { from: ['returned'], to: 'prepared', label: '重新制表', by: [{ verb: 'boards.prepare' }] },
    withdraw: {
      from: ['prepared', 'returned', 'published', 'ended'],
      to: 'withdrawn',
      label: '撤回',
      by: [{ verb: 'boards.prepare' }, { verb: 'boards.review' }],
      needsNote: true,
    },
    end: { from: ['published'], to: 'ended', label: '公示期满', by: [{ system: true }] },
    expire: { from: ['ended'], to: 'expired', label: '到期撤下', by: [{ system: true }] },
  },
}

/** Working days for which the page still answers after the last day of publication; then it goes by itself. */
export const staysAfter = 5
