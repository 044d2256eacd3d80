import {
  approver,
  type CaseTable,
  climbing,
  closingStates,
  closingSteps,
  handler,
  merging,
  opening,
  withNote,
} from './table.ts'

/**
 * 民情诉求: 受理 → 办理 → 反馈 → 回访 → 销号, within 5, 3 working days or the same day; hard ones 7, extended ones 15 with
 * approval (domain-rules §8) [000-30] [002-16]. The case's own clock runs through all of it.
 */
export const requestTable: CaseTable = {
  kind: 'case-request',
  of: 'request',
  label: '民情诉求',
  opening,
  states: {
    raised: { label: '等受理', onLimit: true },
    handling: { label: '正在办', onLimit: true },
    'extension-asked': { label: '等批延期', onLimit: true },
    ...closingStates,
  },
  steps: {
    assign: { from: ['raised'], to: 'handling', label: '受理', by: handler },
    answer: {
      from: ['raised', 'handling'],
      to: 'answered',
      label: '写办理结果',
      by: handler,
      asks: ['text'],
      writes: 'result',
    },
    hand: {
      from: ['raised', 'handling'],
      to: 'handling',
      label: '交给一位党员',
      by: handler,
      asks: ['member'],
      taker: 'named',
      keepsClock: true,
    },
    harden: {
      from: ['handling'],
      to: 'handling',
      label: '列为难办，7 个工作日',
      by: handler,
      ...withNote,
      limit: { working: 7, from: 'raised' },
    },
    'ask-extension': {
      from: ['handling'],
      to: 'extension-asked',
      label: '请求延期',
      by: handler,
      ...withNote,
      keepsClock: true,
    },
    extend: {
      from: ['extension-asked'],
      to: 'handling',
      label: '同意延期，15 个工作日',
      by: approver,
      notBy: ['ask-extension'],
      limit: { working: 15, from: 'raised' },
    },
    'refuse-extension': {
      from: ['extension-asked'],
      to: 'handling',
      label: '不同意延期',
      by: approver,
      notBy: ['ask-extension'],
      ...withNote,
    },
    escalate: { ...climbing, from: ['raised', 'handling'], taker: 'nobody' },
    merge: { ...merging, from: ['raised', 'handling'] },
    ...closingSteps('handling', ['answer', 'assign', 'hand'], true),
  },
}
