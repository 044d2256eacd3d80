import { messages } from './messages.ts'
import type { RuleChoice } from './rule-choice.ts'

/** 每月 10 日, as the form says it before anything is sent. */
export function sayChoice({ every, date, month, weekday, nth }: RuleChoice): string {
  const { said, weekdays, nths } = messages
  const name = weekdays[Number(weekday) - 1] ?? ''
  switch (every) {
    case 'month':
      return said.month(date)
    case 'nth':
      return said.nth(nths.find((one) => one.value === nth)?.label ?? '', name)
    case 'week':
      return said.week(name)
    case 'quarter':
      return said.quarter(date)
    case 'year':
      return said.year(month, date)
    case 'custom':
      return messages.every.custom
  }
}
