import type { ProcedureTable, Step } from '../../core/procedure/table.ts'

const open = ['begun', 'lettered', 'talked', 'helping'] as const

/** Taken by who holds conversations in that branch, and never with oneself. */
function held(step: Pick<Step, 'from' | 'to' | 'label'> & { needsNote?: boolean }): Step {
  return { ...step, by: [{ verb: 'talks.hold' }], notConcerned: true }
}

/**
 * 谈心谈话 with who has fallen short: a letter if one is wanted, a conversation, a day to look in again, how it went.
 * No end of it is a verdict: nothing follows from any state, neither for points nor for standing. Ten working days
 * until the two should have talked are a reminder for who began it (local practice, no rule of a higher level).
 */
export const talkProcedure: ProcedureTable = {
  kind: 'talk',
  label: '谈心谈话',
  sealsNotes: true,
  opening: { steps: ['begin'], state: 'begun' },
  states: {
    begun: { label: '准备谈心', within: 10 },
    lettered: { label: '信写好了，等谈心', within: 10 },
    talked: { label: '谈过了' },
    helping: { label: '还要帮一把' },
    improved: { label: '好起来了', closed: true },
    mistaken: { label: '是记错了，已转异议', closed: true },
    closed: { label: '结束了', closed: true },
  },
  steps: {
    letter: held({ from: ['begun', 'lettered'], to: 'lettered', label: '写信' }),
    talk: held({ from: [...open], to: 'talked', label: '记谈心' }),
    improve: held({ from: ['talked', 'helping'], to: 'improved', label: '记好起来了' }),
    help: held({ from: ['talked', 'helping'], to: 'helping', label: '再帮一把' }),
    mistake: held({ from: [...open], to: 'mistaken', label: '转成异议', needsNote: true }),
    close: held({ from: [...open], to: 'closed', label: '结束', needsNote: true }),
  },
}
