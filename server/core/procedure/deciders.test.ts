import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Role } from '../../../contract/roles.ts'
import type { Actor } from '../context/context.ts'
import { isDueFor, type Leader, mayDecide, type Pending, recusalOf, whoLetItLie } from './deciders.ts'

const branch = { orgId: 3, path: '000100020003', name: '石桥支部' }
const group = { orgId: 4, path: '0001000200030004', name: '第一党小组' }

function person(
  ids: { account: string; member?: string; kin?: string[] },
  role: Role,
  orgPath: string,
): Actor {
  return {
    kind: 'person',
    accountId: ids.account,
    memberId: ids.member ?? null,
    kin: ids.kin ?? [],
    name: '测试员',
    grants: [{ role, orgId: 3, orgPath }],
    orgs: [3],
    address: null,
    sessionHash: null,
  }
}

const pending = (more: Partial<Pending> = {}): Pending => ({
  memberId: 'm1',
  branch,
  group,
  step: 1,
  steps: 2,
  parts: [{ accountId: 'author', memberId: null }],
  dueOn: '2026-11-25',
  ...more,
})

const lead: Leader = { orgId: 4, accountId: 'lead', memberId: 'm9', kin: [] }
const leader = person({ account: 'lead', member: 'm9' }, 'group-leader', group.path)
const secretary = person({ account: 'sec' }, 'branch-secretary', branch.path)
const above = person({ account: 'up' }, 'committee-secretary', '00010002')
const inTime = { today: '2026-11-25', leaders: [lead] }
const late = { today: '2026-11-26', leaders: [lead] }

test('the first of two words is the free leader’s until the clock has run out', () => {
  expect([leader, secretary, above].map((one) => mayDecide(one, pending(), inTime))).toEqual([
    true,
    false,
    false,
  ])
  expect([leader, secretary, above].map((one) => mayDecide(one, pending(), late))).toEqual([true, true, true])
  expect(whoLetItLie(pending(), late)).toBe('第一党小组')
  const second = pending({ step: 2 })
  expect([leader, secretary, above].map((one) => mayDecide(one, second, inTime))).toEqual([false, true, true])
  expect([secretary, above].map((one) => isDueFor(one, second, inTime))).toEqual([true, false])
  expect([secretary, above].map((one) => isDueFor(one, second, late))).toEqual([true, true])
  expect(whoLetItLie(second, late)).toBe('石桥支部')
})

test('without a leader who is free the branch has both words', () => {
  for (const leaders of [
    [],
    [{ ...lead, memberId: 'm1' }],
    [{ ...lead, kin: ['m1'] }],
    [{ ...lead, accountId: 'author' }],
    [{ ...lead, orgId: 5 }],
  ]) {
    expect(mayDecide(secretary, pending(), { ...inTime, leaders })).toBe(true)
  }
  expect(mayDecide(secretary, pending({ group: null }), inTime)).toBe(true)
})

test('over any people and any history nobody decides on themselves, on kin, or a second time', () => {
  const name = fc.constantFrom('m1', 'm2', 'm3', 'm4')
  const maybe = fc.option(name, { nil: null })
  const part = fc.record({ accountId: fc.constantFrom('a1', 'a2', 'a3', null), memberId: maybe })
  fc.assert(
    fc.property(
      fc.record({
        account: fc.constantFrom('a1', 'a2', 'a3'),
        member: maybe,
        kin: fc.array(name, { maxLength: 2 }),
        role: fc.constantFrom<Role>('branch-secretary', 'group-leader', 'committee-secretary', 'member'),
        path: fc.constantFrom(branch.path, group.path, '00010002'),
        memberId: name,
        parts: fc.array(part, { maxLength: 2 }),
        step: fc.constantFrom(1, 2),
        today: fc.constantFrom('2026-11-20', '2026-11-30'),
        hasLeader: fc.boolean(),
      }),
      (one) => {
        const actor = {
          ...person({ account: one.account, kin: one.kin }, one.role, one.path),
          memberId: one.member,
        }
        const asked = pending({ memberId: one.memberId, parts: one.parts, step: one.step })
        const around = { today: one.today, leaders: one.hasLeader ? [lead] : [] }
        if (!mayDecide(actor, asked, around)) return
        expect(actor.memberId).not.toBe(one.memberId)
        expect(actor.kin).not.toContain(one.memberId)
        for (const { accountId, memberId } of one.parts) {
          expect(accountId).not.toBe(actor.accountId)
          expect(memberId !== null && memberId === actor.memberId).toBe(false)
        }
        expect(recusalOf(actor, asked)).toBeNull()
        expect(one.role).not.toBe('member')
      },
    ),
    { numRuns: 2000 },
  )
})
