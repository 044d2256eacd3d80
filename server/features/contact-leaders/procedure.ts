import type { ProcedureTable, Step } from '../../core/procedure/table.ts'

const before = ['begun', 'agreed', 'change-asked', 'changed'] as const

/** A word of the leader, or of the branch to the leader: each of the two for themselves. */
function byLeader(step: Pick<Step, 'from' | 'to' | 'label' | 'needsNote'>): Step {
  return { ...step, by: [{ verb: 'contacts.accompany' }], notBy: ['change', 'answer'] }
}

function byBranch(step: Pick<Step, 'from' | 'to' | 'label' | 'needsNote'>): Step {
  return { ...step, by: [{ verb: 'activities.write' }], notBy: ['agree', 'ask-change', 'attend', 'guide'] }
}

/**
 * 三审: the theme before, being there during, faults and guidance after, by the leader who is linked to the place. No
 * state of it holds up an activity, and nothing follows from one. Ten working days for the answer to guidance are a
 * reminder (local practice, no rule of a higher level).
 */
export const reviewProcedure: ProcedureTable = {
  kind: 'stage-review',
  label: '三审',
  opening: { steps: ['begin'], state: 'begun' },
  states: {
    begun: { label: '还没有审' },
    agreed: { label: '同意这个主题' },
    'change-asked': { label: '请支部改一改' },
    changed: { label: '支部改过了' },
    attended: { label: '联系领导到会' },
    guided: { label: '写了指导，等支部答复', within: 10 },
    answered: { label: '支部答复了', closed: true },
    sound: { label: '会后看过，没有问题', closed: true },
  },
  steps: {
    agree: byLeader({ from: ['begun', 'change-asked', 'changed'], to: 'agreed', label: '同意主题' }),
    'ask-change': byLeader({
      from: ['begun', 'agreed', 'changed'],
      to: 'change-asked',
      label: '请支部改主题',
      needsNote: true,
    }),
    change: byBranch({ from: ['change-asked'], to: 'changed', label: '答复怎么改', needsNote: true }),
    attend: byLeader({ from: before, to: 'attended', label: '记到会' }),
    guide: byLeader({ from: [...before, 'attended'], to: 'guided', label: '写会后指导', needsNote: true }),
    'find-sound': byLeader({ from: [...before, 'attended'], to: 'sound', label: '记没有问题' }),
    answer: byBranch({ from: ['guided'], to: 'answered', label: '答复指导', needsNote: true }),
  },
}
