import { expect, test } from 'vitest'
import { type ErrorCode, errorMessage, errorStatus } from '../../../contract/errors.ts'
import { errorFromAnswer } from '../call-error.ts'
import { endsTheTurn, mayPass } from './passing.ts'

const answered = (code: ErrorCode) =>
  errorFromAnswer(errorStatus(code), JSON.stringify({ error: { code, message: errorMessage(code) } }))

test('who is told to wait keeps what is to be sent, and sends nothing more in this turn', () => {
  expect(answered('rate.limited').status).toBe(429)
  expect([mayPass, endsTheTurn].map((judge) => judge(answered('rate.limited')))).toEqual([true, true])
  expect([mayPass, endsTheTurn].map((judge) => judge(answered('state.wrong')))).toEqual([false, false])
})
