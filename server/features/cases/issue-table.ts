import { approver, type CaseTable, climbing, handler, merging, opening, withNote } from './table.ts'

/**
 * 问题清单: found → measures with an owner and a last day → put right → checked by another → signed off, one by one
 * [002-13] [002-18] [004-15]; the monthly dispatch and inspection leave a word with it [004-14].
 */
export const issueTable: CaseTable = {
  kind: 'case-issue',
  of: 'issue',
  label: '问题整改',
  opening,
  states: {
    raised: { label: '等定措施', within: 5 },
    fixing: { label: '正在整改', onLimit: true },
    fixed: { label: '改了，等复核', within: 5 },
    checked: { label: '复核过，等销号', within: 5 },
    'signed-off': { label: '销号', closed: true },
    merged: { label: '并到另一件里', closed: true },
  },
  steps: {
    plan: {
      from: ['raised'],
      to: 'fixing',
      label: '定措施、责任人和期限',
      by: handler,
      asks: ['text', 'member', 'day'],
      writes: 'measures',
      taker: 'named',
      limit: 'asked',
    },
    fix: {
      from: ['fixing'],
      to: 'fixed',
      label: '写整改结果和依据',
      by: [{ self: true }, ...handler],
      asks: ['text'],
      writes: 'result',
    },
    check: {
      from: ['fixed'],
      to: 'checked',
      label: '复核，改好了',
      by: approver,
      notBy: ['fix', 'plan'],
      ...withNote,
    },
    'sign-off': { from: ['checked'], to: 'signed-off', label: '销号', by: approver, notBy: ['fix', 'check'] },
    return: {
      from: ['fixed', 'checked'],
      to: 'fixing',
      label: '没有改好，退回',
      by: approver,
      ...withNote,
    },
    dispatch: {
      from: ['fixing'],
      to: 'fixing',
      label: '记一次调度或督查',
      by: approver,
      ...withNote,
      keepsClock: true,
    },
    merge: { ...merging, from: ['raised', 'fixing'] },
    escalate: { ...climbing, from: ['raised'] },
  },
}
