import { expect, test } from 'vitest'
import type { RollRow } from '../../../contract/rolls.ts'
import { blankSegment, formOf, headingOf, invitationOf, planOf } from './heading-draft.ts'
import { absentOf, outputDraftsOf, outputsOf, peopleOf, problemOf, rollOf } from './record-draft.ts'
import { choicesFor } from './roll-choices.ts'

function row(memberId: string, state: RollRow['state'] = 'expected', more: Partial<RollRow> = {}): RollRow {
  const who = { memberId, name: memberId, letter: 'L', stage: 'full' as const, orgId: 1, orgName: '石桥支部' }
  return { ...who, state, stateLabel: '', reason: null, reasonLabel: null, note: null, ...more }
}

const rows = [
  row('a', 'present'),
  row('b', 'absent', { reason: 'ill', note: '住院' }),
  row('c', 'leave', { reason: 'family' }),
  row('d', 'late', { reason: 'no-reason' }),
  row('e'),
]

test('a roll that was called goes to the screen and back unchanged', () => {
  const absent = absentOf(rows)
  expect(absent).toEqual({ b: 'ill', c: 'leave:family', d: 'late' })
  expect(rollOf(rows, { absent, added: [] })).toEqual({
    exceptions: [
      { memberId: 'b', state: 'absent', reason: 'ill', note: '住院' },
      { memberId: 'c', state: 'leave', reason: 'family', note: null },
      { memberId: 'd', state: 'late', reason: 'no-reason', note: null },
    ],
    added: [],
    removed: [],
  })
  const known = choicesFor(Object.values(absent)).map(({ id }) => id)
  for (const choice of Object.values(absent)) expect(known).toContain(choice)
})

test('a note goes with what it explained', () => {
  const { exceptions } = rollOf(rows, { absent: { b: 'infirm' }, added: [] })
  expect(exceptions).toEqual([{ memberId: 'b', state: 'absent', reason: 'infirm', note: null }])
})

test('a guest is added, who was not expected is taken off, and who has left the roll is forgotten', () => {
  const guest = { memberId: 'g', name: '客人', orgName: '东溪支部' }
  const absent = { e: 'unexpected', gone: 'ill', g: 'late' }
  expect(rollOf(rows, { absent, added: [guest, { ...guest, memberId: 'a' }] })).toEqual({
    exceptions: [{ memberId: 'g', state: 'late', reason: 'no-reason', note: null }],
    added: ['g'],
    removed: ['e'],
  })
  expect(rollOf(rows, { absent: { g: 'unexpected' }, added: [guest] })).toMatchObject({
    added: [],
    removed: [],
  })
  expect(peopleOf(rows, [guest, { ...guest, memberId: 'a' }]).map(({ id }) => id)).toEqual([
    'a',
    'b',
    'c',
    'd',
    'e',
    'g',
  ])
})

test('quantities travel in hundredths, and a half line is told', () => {
  const drafts = [
    { amount: '31', unit: '亩' },
    { amount: '1,600.5', unit: ' 公里 ' },
    { amount: '', unit: '' },
  ]
  expect(drafts.map(problemOf)).toEqual([undefined, undefined, undefined])
  expect(outputsOf(drafts)).toEqual([
    { amount: 3100, unit: '亩' },
    { amount: 160_050, unit: '公里' },
  ])
  expect(problemOf({ amount: '三十', unit: '亩' })).toBe('amount')
  expect(problemOf({ amount: '-3', unit: '亩' })).toBe('amount')
  expect(problemOf({ amount: '3', unit: '' })).toBe('unit')
  expect(outputDraftsOf([{ amount: 3150, unit: '亩' }])).toEqual([{ amount: '31.5', unit: '亩' }])
  expect(outputDraftsOf([])).toHaveLength(1)
})

const known = {
  title: '主题党日',
  day: '2026-11-20',
  startsAt: '08:30',
  endsAt: null,
  place: '文化礼堂',
  segments: [],
}
const fixed = { orgId: 7, kind: 'theme-day', whom: 'usual' } as const

test('what was typed stands over what is proposed, and nothing typed is nothing asked', () => {
  const form = formOf(known, fixed, { place: ' 渠边 ', endsAt: '' })
  expect(headingOf(form)).toEqual({
    kind: 'theme-day',
    title: '主题党日',
    day: '2026-11-20',
    startsAt: '08:30',
    endsAt: null,
    place: '渠边',
    segments: [],
  })
  expect(planOf(form)).not.toHaveProperty('invited')
})

test('a name that is given back is the proposed one of the new kind', () => {
  const other = formOf({ ...known, title: '党课' }, fixed, { kind: 'party-lecture', title: undefined })
  expect(headingOf(other)).toMatchObject({ kind: 'party-lecture', title: '党课' })
})

test('an empty part is no part, and the roll is only named when it is not the usual one', () => {
  const form = formOf(known, fixed, {
    segments: [blankSegment, { ...blankSegment, title: '学习', minutes: '45', ledBy: '沈国良' }],
  })
  const { segments } = headingOf(form)
  expect(segments).toEqual([{ ...blankSegment, title: '学习', minutes: 45, ledBy: '沈国良' }])
  expect(invitationOf({ ...form, whom: 'keep' })).toBeUndefined()
  expect(invitationOf({ ...form, whom: 'with-applicants' })).toEqual({
    whom: 'everyone',
    withApplicants: true,
  })
  const named = [{ memberId: 'a', name: '甲', orgName: '石桥支部' }]
  expect(invitationOf({ ...form, whom: 'named', named })).toEqual({ whom: 'named', memberIds: ['a'] })
})
