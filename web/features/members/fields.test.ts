import { expect, test } from 'vitest'
import { profileKeys } from '../../../contract/member-profile.ts'
import { exitKindLabels, stageLabels, updateMember } from '../../../contract/members.ts'
import { registerColumns } from '../../../contract/register.ts'
import { codeLabel, registerCodes } from '../../../contract/register-codes.ts'
import { educationOptions, ethnicOptions, lostKindOptions } from './code-options.ts'
import { changesBetween, fieldAtFault, gather, nothingTyped, readMoney, shownOf } from './field-values.ts'
import { fieldOf, fields } from './fields.ts'
import { exitWords, stageWords, standingWords } from './words.ts'

test('every column that may be typed in has one field, under the header that an export gives it', () => {
  const body = updateMember.body.shape.changes.shape
  const typed = Object.keys(body).filter((key) => key !== 'profile')
  const wider = Object.keys(body.profile.unwrap().shape).map((key) => `profile.${key}`)
  expect(fields.map((field) => field.key).sort()).toEqual([...typed, ...wider].sort())
  expect(wider).toHaveLength(profileKeys.length - 1)
  const headers = registerColumns.flatMap(({ key, header }) => {
    const field = fieldOf(key) ?? fieldOf(`profile.${key}`)
    return field ? [{ header, label: field.label }] : []
  })
  expect(headers.length).toBeGreaterThan(25)
  expect(headers.filter(({ header, label }) => header !== label)).toEqual([])
})

test('the choices are those of the code tables', () => {
  const offered = { ethnic: ethnicOptions, education: educationOptions, lostKind: lostKindOptions }
  for (const [table, options] of Object.entries(offered)) {
    const codes = registerCodes[table as keyof typeof offered]
    expect(options).toEqual(codes.map(({ value, label }) => ({ value, label })))
  }
  expect(stageWords).toEqual(stageLabels)
  expect(exitWords).toEqual(exitKindLabels)
  for (const [standing, word] of Object.entries(standingWords)) {
    expect(codeLabel('membershipStatus', standing)).toBe(word)
  }
})

test('only what differs is sent, each value as its kind is stored', () => {
  const stands = { ...nothingTyped, name: '林秀兰', homeAddress: '石桥 8 号', 'profile.degree': '学士' }
  const typed = {
    name: ' 林秀兰 ',
    homeAddress: '石桥 18 号',
    education: '21',
    'profile.degree': '',
    'profile.monthlyDues': '12.5',
    'profile.isMigrantWorker': 'no',
  }
  const changes = gather(changesBetween(stands, typed, new Set(['mobile'])))
  expect(changes).toEqual({
    homeAddress: '石桥 18 号',
    education: '21',
    mobile: null,
    profile: { degree: null, monthlyDues: 1250, isMigrantWorker: false },
  })
  expect(updateMember.body.shape.changes.safeParse(changes).success).toBe(true)
  expect(gather(changesBetween(stands, {}))).toEqual({})
})

test('money is read to the fen and shown with two places', () => {
  expect([readMoney('12.50'), readMoney('3'), readMoney('0.2')]).toEqual([1250, 300, 20])
  expect([readMoney('三块'), readMoney('1.234'), readMoney('-1')]).toEqual([undefined, undefined, undefined])
  expect(shownOf('money', 1250)).toBe('12.50 元')
  expect(shownOf('sex', 'female')).toBe('女')
  expect(shownOf('text', null)).toBeUndefined()
})

test('a refusal finds its field, whichever endpoint refused', () => {
  expect(fieldAtFault('body.changes.profile.degree')).toBe('profile.degree')
  expect(fieldAtFault('body.mobile')).toBe('mobile')
  expect(fieldAtFault(undefined)).toBeUndefined()
})
