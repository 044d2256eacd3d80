import { expect, test } from 'vitest'
import { choiceOf, ruleOf } from './rule-choice.ts'

test.each([
  ['FREQ=MONTHLY;BYMONTHDAY=10', 'month'],
  ['FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1', 'month'],
  ['FREQ=MONTHLY;BYDAY=2FR', 'nth'],
  ['FREQ=MONTHLY;BYDAY=-1SU', 'nth'],
  ['FREQ=WEEKLY;BYDAY=TU', 'week'],
  ['FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25', 'quarter'],
  ['FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=12', 'year'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH', 'custom'],
  ['FREQ=MONTHLY;BYMONTH=2,5;BYMONTHDAY=3', 'custom'],
])('%s is asked as %s, and written as it was', (rrule, every) => {
  const choice = choiceOf(rrule)
  expect(choice.every).toBe(every)
  expect(ruleOf(choice)).toBe(rrule)
})

test('a date beyond the longest month is its last day', () => {
  expect(ruleOf({ ...choiceOf('FREQ=MONTHLY;BYMONTHDAY=10'), date: '40' })).toBe(
    'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1',
  )
})
