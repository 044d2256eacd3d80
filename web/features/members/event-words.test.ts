import { expect, test } from 'vitest'
import { eventKinds } from '../../../contract/members.ts'
import { type MemberEvent, tellEvent, tellGround } from './event-words.ts'

function event(kind: MemberEvent['kind'], more: Partial<MemberEvent> = {}): MemberEvent {
  return {
    eventId: '0199c7a0-0000-7000-8000-000000000000',
    kind,
    happenedOn: '2026-11-20',
    from: null,
    to: null,
    reason: '支部大会决议',
    detail: {},
    recordedBy: '沈国良',
    recordedAt: '2026-11-20T09:00:00+08:00',
    ...more,
  }
}

test('every kind has its words, and no code shows through', () => {
  for (const kind of eventKinds) expect(tellEvent(event(kind))).toMatch(/^[\p{Script=Han}“”：，]+$/u)
  const said = [
    tellEvent(event('entered', { to: 'full' })),
    tellEvent(event('stage', { from: 'target', to: 'probationary' })),
    tellEvent(event('exited', { from: 'full', to: 'persuaded-out' })),
    tellEvent(event('standing', { from: 'normal', to: 'suspended' })),
    tellEvent(event('readmitted', { from: 'transferred', to: 'full' })),
    tellEvent(event('corrected', { detail: { fields: ['mobile', 'profile.degree', 'profile.unheardOf'] } })),
  ]
  expect(said).toEqual([
    '登记，正式党员',
    '成为预备党员',
    '劝退',
    '党籍状态从“正常”到“停止党籍”',
    '重新登记，正式党员',
    '更正：手机号、学位',
  ])
})

test('from one grid to another, into the first one, and out of it', () => {
  const told = (from: string | null, to: string | null) => tellEvent(event('grid', { from, to }))
  expect([told('一网格', '二网格'), told(null, '一网格'), told('一网格', null)]).toEqual([
    '网格从一网格到二网格',
    '编入网格：一网格',
    '不再在网格：一网格',
  ])
})

test('a vote is told with its three counts', () => {
  const vote = { entitled: 15, present: 12, ayes: 11 }
  expect(tellGround(event('stage', { detail: { vote } }))).toBe('有表决权 15 人，到会 12 人，赞成 11 票')
  expect(tellGround(event('lost'))).toBeUndefined()
})
