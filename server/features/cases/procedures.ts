import { type CaseKind, caseKinds } from '../../../contract/case-words.ts'
import { approver, type CaseTable, clock, closingStates, closingSteps, handler } from './table.ts'

const opening = { steps: ['record', 'raise'], state: 'raised' } as const
const withNote = { needsNote: true, asks: ['note'] } as const
const climbing = { to: 'raised', label: '报上一级', by: handler, climbs: true, ...withNote } as const
const merging = { to: 'merged', label: '并到另一件', by: handler, asks: ['case'] } as const

/**
 * 民情诉求: 受理 → 办理 → 反馈 → 回访 → 销号, within 5, 3 working days or the same day; hard ones 7, extended ones 15 with
 * approval (domain-rules §8) [000-30] [002-16]. The case's own clock runs through all of it.
 */
const request: CaseTable = {
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

/** 三卡: 群众亮卡 → 支部议卡 → 党员领卡 → 办结 → 本人确认 [002-45]. A card that is taken is a lease of ten working days (local practice). */
const card: CaseTable = {
  kind: 'case-card',
  of: 'card',
  label: '三卡',
  opening,
  states: {
    raised: { label: '等支部议', within: 3 },
    open: { label: '等党员领' },
    taken: { label: '领了，正在办', onLimit: true },
    declined: { label: '支部议过，不收', closed: true },
    ...closingStates,
  },
  steps: {
    accept: { from: ['raised'], to: 'open', label: '支部议过，收下', by: handler },
    decline: { from: ['raised'], to: 'declined', label: '支部议过，不收', by: handler, ...withNote },
    merge: { ...merging, from: ['raised', 'open'] },
    escalate: { ...climbing, from: ['raised', 'open'] },
    take: {
      from: ['open'],
      to: 'taken',
      label: '领卡',
      by: [{ anyone: true }],
      taker: 'self',
      limit: { working: 10, from: 'step' },
    },
    hand: {
      from: ['open'],
      to: 'taken',
      label: '记下：一位党员领了',
      by: handler,
      asks: ['member'],
      taker: 'named',
      limit: { working: 10, from: 'step' },
    },
    finish: {
      from: ['taken'],
      to: 'answered',
      label: '写办理结果',
      by: [{ self: true }, ...handler],
      asks: ['text'],
      writes: 'result',
    },
    'give-back': {
      from: ['taken'],
      to: 'open',
      label: '交回',
      by: [{ self: true }, ...handler],
      ...withNote,
      taker: 'nobody',
    },
    lapse: {
      from: ['taken'],
      to: 'open',
      label: '到期收回，重新等人领',
      by: clock,
      byClock: true,
      taker: 'nobody',
    },
    ...closingSteps('open', ['finish', 'take', 'hand'], true),
  },
}

/** 微心愿: 收集 → 核实编号 → 去掉姓名公布 → 认领 → 7 天内联系 → 实现、本人确认; unclaimed ones go round again [002-44]. */
const wish: CaseTable = {
  kind: 'case-wish',
  of: 'wish',
  label: '微心愿',
  opening,
  states: {
    raised: { label: '等核实', within: 5 },
    verified: { label: '核实了，等公布', within: 5 },
    open: { label: '在墙上，等人认领', within: 20 },
    claimed: { label: '认领了，等联系', onLimit: true },
    promised: { label: '说好了，正在办', onLimit: true },
    declined: { label: '核实过，没有列上', closed: true },
    ...closingStates,
  },
  steps: {
    verify: { from: ['raised'], to: 'verified', label: '核实了', by: handler },
    decline: { from: ['raised', 'verified'], to: 'declined', label: '不列上', by: handler, ...withNote },
    merge: { ...merging, from: ['raised', 'verified'] },
    publish: {
      from: ['verified'],
      to: 'open',
      label: '公布到心愿墙',
      by: handler,
      // What hangs before the public is the act of two people.
      notBy: ['verify'],
      asks: ['text'],
      writes: 'publicText',
      publishes: true,
    },
    claim: {
      from: ['open'],
      to: 'claimed',
      label: '认领',
      by: [{ anyone: true }],
      taker: 'self',
      limit: { days: 7, from: 'step' },
    },
    hand: {
      from: ['open'],
      to: 'claimed',
      label: '记下：一位党员认领了',
      by: handler,
      asks: ['member'],
      taker: 'named',
      limit: { days: 7, from: 'step' },
    },
    contact: {
      from: ['claimed'],
      to: 'promised',
      label: '联系上了，说好哪天办',
      by: [{ self: true }, ...handler],
      asks: ['day'],
      limit: 'asked',
    },
    finish: {
      from: ['claimed', 'promised'],
      to: 'answered',
      label: '写怎么实现的',
      by: [{ self: true }, ...handler],
      asks: ['text'],
      writes: 'result',
    },
    'give-back': {
      from: ['claimed', 'promised'],
      to: 'open',
      label: '交回',
      by: [{ self: true }, ...handler],
      ...withNote,
      taker: 'nobody',
    },
    lapse: {
      from: ['claimed'],
      to: 'open',
      label: '7 天没有联系，重新等人认领',
      by: clock,
      byClock: true,
      taker: 'nobody',
    },
    'next-round': {
      from: ['open'],
      to: 'open',
      label: '没有人认领，转下一轮',
      by: clock,
      byClock: true,
      nextRound: true,
    },
    ...closingSteps('open', ['finish', 'claim', 'hand'], true),
  },
}

/**
 * 问题清单: found → measures with an owner and a last day → put right → checked by another → signed off, one by one
 * [002-13] [002-18] [004-15]; the monthly dispatch and inspection leave a word with it [004-14].
 */
const issue: CaseTable = {
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
    dispatch: {
      from: ['fixing'],
      to: 'fixing',
      label: '记一次调度或督查',
      by: approver,
      ...withNote,
      keepsClock: true,
    },
    check: {
      from: ['fixed'],
      to: 'checked',
      label: '复核，改好了',
      by: approver,
      notBy: ['fix', 'plan'],
      ...withNote,
    },
    return: {
      from: ['fixed', 'checked'],
      to: 'fixing',
      label: '没有改好，退回',
      by: approver,
      ...withNote,
    },
    'sign-off': { from: ['checked'], to: 'signed-off', label: '销号', by: approver, notBy: ['fix', 'check'] },
    escalate: { ...climbing, from: ['raised'] },
    merge: { ...merging, from: ['raised', 'fixing'] },
  },
}

export const caseTables: Readonly<Record<CaseKind, CaseTable>> = { request, card, wish, issue }
export const caseProcedures: readonly CaseTable[] = caseKinds.map((kind) => caseTables[kind])
