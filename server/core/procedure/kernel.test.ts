import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Role } from '../../../contract/roles.ts'
import { workingCalendar } from '../clock/working-calendar.ts'
import type { Actor } from '../context/context.ts'
import { Problem } from '../errors/problem.ts'
import { dueStateOf, sayLateness } from './due-state.ts'
import { demandStep, possibleSteps, type Standing, type Taken } from './kernel.ts'
import { findFlaws, type ProcedureTable } from './table.ts'

const branch = { path: '000100020003' }
const above = '00010002'

const leave: ProcedureTable = {
  kind: 'leave',
  label: '请假',
  opening: { steps: ['ask', 'ask-for'], state: 'asked' },
  states: {
    asked: { label: '待批', within: 2 },
    sent: { label: '退回' },
    granted: { label: '准了', closed: true },
    lapsed: { label: '过期', closed: true },
  },
  steps: {
    grant: {
      from: ['asked'],
      to: 'granted',
      label: '准假',
      by: [{ verb: 'points.decide' }],
      notBy: ['ask-for', 'again'],
      notConcerned: true,
    },
    return: { from: ['asked'], to: 'sent', label: '退回', by: [{ verb: 'points.decide' }], needsNote: true },
    again: { from: ['sent'], to: 'asked', label: '再提', by: [{ self: true }, { verb: 'points.propose' }] },
    lapse: { from: ['asked', 'sent'], to: 'lapsed', label: '了结', by: [{ system: true }] },
  },
}

function person(role: Role | null, ids: { account: string; member?: string }, orgPath = branch.path): Actor {
  return {
    kind: 'person',
    accountId: ids.account,
    memberId: ids.member ?? null,
    kin: [],
    name: '测试员',
    grants: role ? [{ role, orgId: 3, orgPath }] : [],
    orgs: [3],
    address: null,
    sessionHash: null,
  }
}
const system: Actor = { ...person(null, { account: 'system' }), kind: 'system', orgs: 'county' }

const asked = (taken: readonly Taken[] = [], memberId: string | null = 'm1'): Standing => ({
  state: 'asked',
  place: branch,
  memberId,
  taken,
})
const tookBy = (step: string, takenBy: string, takenByMember: string | null = null): Taken => ({
  step,
  takenBy,
  takenByMember,
})

function refusal(actor: Actor, step: string, standing: Standing, note: string | null = null): string {
  try {
    demandStep(leave, step, actor, standing, note)
    return 'taken'
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return `${error.code}: ${error.message}`
  }
}

test('a verb at the organisation or above it gives the step; elsewhere it does not', () => {
  const secretary = (path: string) => person('branch-secretary', { account: 'a' }, path)
  expect(refusal(secretary(branch.path), 'grant', asked())).toBe('taken')
  expect(refusal(secretary(above), 'grant', asked())).toBe('taken')
  expect(refusal(secretary('000100020004'), 'grant', asked())).toMatch(/^access\.denied/)
  expect(refusal(person('supervisor', { account: 'a' }), 'grant', asked())).toMatch(/^access\.denied/)
})

test('who may not take a step is not told in which state it is', () => {
  const done: Standing = { ...asked(), state: 'granted' }
  expect(refusal(person('supervisor', { account: 'a' }), 'grant', done)).toMatch(/^access\.denied/)
  expect(refusal(person('branch-secretary', { account: 'a' }), 'grant', done)).toBe(
    'state.wrong: 现在是“准了”，不能准假。',
  )
})

test('two people, never one: not by the account that took the other step, nor by another of the same member', () => {
  const taken = [tookBy('ask-for', 'a', 'm7')]
  const says = 'access.denied: 准假要由另一个人来办。'
  expect(refusal(person('branch-secretary', { account: 'a' }), 'grant', asked(taken))).toBe(says)
  expect(refusal(person('branch-secretary', { account: 'b', member: 'm7' }), 'grant', asked(taken))).toBe(
    says,
  )
  expect(refusal(person('branch-secretary', { account: 'b', member: 'm8' }), 'grant', asked(taken))).toBe(
    'taken',
  )
  // Steps of the system name no member: that nobody is anybody must not shut everybody out.
  const bySystem = [{ step: 'again', takenBy: null, takenByMember: null }]
  expect(refusal(person('branch-secretary', { account: 'b' }), 'grant', asked(bySystem))).toBe('taken')
})

test('nobody judges the own case nor that of kin, whatever office they hold', () => {
  const secretary = person('branch-secretary', { account: 'a', member: 'm1' })
  expect(refusal(secretary, 'grant', asked())).toMatch(/^access\.denied: 这件事和您本人有关/)
  expect(refusal(secretary, 'return', asked(), '写错了')).toBe('taken')
  expect(refusal(secretary, 'grant', asked([], 'm2'))).toBe('taken')
  const kin = { ...secretary, kin: ['m3'] }
  expect(refusal(kin, 'grant', asked([], 'm3'))).toMatch(
    /^access\.denied: 这件事和您的亲属有关，请支部里另一位同志/,
  )
  expect(possibleSteps(leave, kin, asked([], 'm3'))).toEqual(['return'])
  expect(refusal(kin, 'return', asked([], 'm3'), '写错了')).toBe('taken')
  expect(refusal(person('branch-secretary', { account: 'a' }), 'grant', asked([], null))).toBe('taken')
})

test('a step that gives a reason refuses to go without', () => {
  const secretary = person('branch-secretary', { account: 'a' })
  expect(refusal(secretary, 'return', asked())).toBe('input.invalid: 请写明理由。')
  expect(refusal(secretary, 'return', asked(), '')).toBe('input.invalid: 请写明理由。')
  expect(refusal(secretary, 'return', asked(), '少了一天')).toBe('taken')
})

test('the person concerned, and the clock, take their own steps only', () => {
  const sent: Standing = { ...asked(), state: 'sent' }
  const self = person(null, { account: 'c', member: 'm1' })
  expect(possibleSteps(leave, self, sent)).toEqual(['again'])
  expect(possibleSteps(leave, person(null, { account: 'c', member: 'm2' }), sent)).toEqual([])
  expect(possibleSteps(leave, person(null, { account: 'c' }), { ...sent, memberId: null })).toEqual([])
  expect(possibleSteps(leave, system, sent)).toEqual(['lapse'])
  expect(refusal(self, 'lapse', sent)).toMatch(/^access\.denied/)
})

test('a step that the table does not have is a fault of ours, not a refusal', () => {
  expect(() => demandStep(leave, 'forget', system, asked(), null)).toThrow(/leave has no step forget/)
})

const people = [
  person('branch-secretary', { account: 'a', member: 'm1' }),
  person('branch-secretary', { account: 'b', member: 'm2' }),
  person('branch-deputy', { account: 'c', member: 'm2' }),
  person('committee-secretary', { account: 'd' }, above),
  person('supervisor', { account: 'e', member: 'm1' }),
  system,
]
const anyone = fc.constantFrom(...people)
const anyStep = fc.constantFrom(...Object.keys(leave.steps))

test('however people try, what is shown as possible is what is granted, and the rules of two people hold', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyone, anyStep), { maxLength: 12 }), anyone, (tries, opener) => {
      let standing: Standing = asked([tookBy('ask-for', opener.accountId ?? '', opener.memberId)])
      for (const [actor, name] of tries) {
        const possible = possibleSteps(leave, actor, standing).includes(name)
        expect(refusal(actor, name, standing, '理由') === 'taken').toBe(possible)
        if (!possible) continue
        const step = leave.steps[name]
        expect(leave.states[standing.state]?.closed ?? false).toBe(false)
        const taken = [...standing.taken, tookBy(name, actor.accountId ?? '', actor.memberId)]
        standing = { ...standing, state: step?.to ?? '', taken }
      }
      expect(leave.states[standing.state]).toBeDefined()
      const granted = standing.taken.find((one) => one.step === 'grant')
      if (!granted) return
      const others = standing.taken.filter((one) => ['ask-for', 'again'].includes(one.step))
      expect(others.map((one) => one.takenBy)).not.toContain(granted.takenBy)
      const otherMembers = others.map((one) => one.takenByMember).filter(Boolean)
      expect(otherMembers).not.toContain(granted.takenByMember)
      expect(granted.takenByMember).not.toBe('m1')
    }),
  )
})

test('a sound table has no flaw; each kind of flaw is named', () => {
  expect(findFlaws(leave)).toEqual([])
  const grant = { from: ['asked'], to: 'granted', label: '准假', by: [{ anyone: true }] } as const
  const flaws = findFlaws({
    ...leave,
    opening: { steps: ['ask'], state: 'start' },
    states: {
      asked: { label: '待批', within: 0 },
      granted: { label: '准了', closed: true, within: 3 },
      stuck: { label: '卡住' },
    },
    steps: {
      grant: { ...grant, notBy: ['vanish'] },
      ask: { ...grant, by: [], from: [] },
      wander: { ...grant, from: ['granted', 'nowhere'], to: 'elsewhere' },
    },
  })
  expect(flaws).toEqual([
    'grant names vanish, which is no step',
    'ask starts from no state',
    'nobody may take ask',
    'ask opens it and is a later step as well',
    'wander leads to elsewhere, which is no state',
    'wander starts from granted, which is closed',
    'wander starts from nowhere, which is no state',
    'it opens in start, which is no state',
    'nothing leads to asked',
    'asked has 0 working days',
    'nothing leads to granted',
    'granted is closed and its clock would run',
    'nothing leads to stuck',
    'stuck is open and nothing leads out of it',
  ])
})

test.each([
  ['2026-11-19', 'late'],
  ['2026-11-20', 'today'],
  ['2026-11-23', 'soon'],
  ['2026-11-24', 'due'],
])('due on %s it is %s on 20 November', (dueOn, state) => {
  expect(dueStateOf(dueOn, '2026-11-20')).toBe(state)
})

test('lateness is told in working days', () => {
  const calendar = workingCalendar()
  expect(sayLateness('2026-11-20', '2026-11-20', calendar)).toBeNull()
  expect(sayLateness('2026-11-20', '2026-11-22', calendar)).toBe('刚过期')
  expect(sayLateness('2026-11-20', '2026-11-25', calendar)).toBe('晚了 3 个工作日')
})
