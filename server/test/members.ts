import { expect } from 'vitest'
import type { RegisterValues } from '../../contract/register.ts'
import type { Ctx } from '../core/context/context.ts'
import { Problem } from '../core/errors/problem.ts'
import { write } from '../core/http/transact.ts'
import { newId } from '../core/ids.ts'
import { checkDigitOf } from '../core/personal-data/id-number.ts'
import type { County } from '../features/access/set-up.ts'
import { addMembers } from '../features/members/commands.ts'
import type { Person, TestApp } from './app.ts'

let made = 0

/** An ID number that nobody had yet in this run, born on that day, its check digit right. */
export function newIdNumber(birthOn = '1985-03-12', sex: 'male' | 'female' = 'male'): string {
  made += 1
  const serial = (made % 400) * 2 + (sex === 'male' ? 1 : 0)
  const digits = `${110101 + Math.floor(made / 400)}${birthOn.replaceAll('-', '')}${String(serial).padStart(3, '0')}`
  return digits + checkDigitOf(digits)
}

/** A mobile number that nobody had yet in this run. */
export function newMobile(): string {
  made += 1
  return `138${String(made).padStart(8, '0')}`
}

export type RegisteredWish = {
  orgId: number
  gridId?: number | null
  groupId?: number | null
} & Partial<RegisterValues>

/** People in the register as an import would enter them: full members with an ID number unless told otherwise. */
export function register(
  test: TestApp,
  wishes: readonly RegisteredWish[],
  county?: County,
): Promise<string[]> {
  return test.system(async (ctx) => {
    const rows = wishes.map(({ orgId, gridId, groupId, ...values }) => ({
      memberId: newId(),
      orgId,
      gridId,
      groupId,
      values: {
        name: '林秀兰',
        category: 'full',
        birthOn: '1985-03-12',
        joinedOn: '2013-06-18',
        fullOn: '2014-06-18',
        idNumber: newIdNumber(values.birthOn),
        ...values,
      } as RegisterValues & { name: string },
    }))
    await addMembers(ctx, rows, { reason: '测试' })
    return rows.map((row) => row.memberId)
  }, county)
}

/** Runs as a person, inside the person's scope, as a feature above would. */
export async function runAs<T>(test: TestApp, person: Person, run: (ctx: Ctx) => Promise<T>): Promise<T> {
  const { runtime } = test.app
  const identity = await runtime.identify(person.cookie.split('=')[1] as string)
  if (!identity) throw new Error('nobody')
  const work = { identity, name: 'bulk', requestId: newId(), from: null, input: null }
  const kept: { answer?: T } = {}
  await write(runtime, { ...work, run: async (ctx) => ((kept.answer = await run(ctx)), null) })
  return kept.answer as T
}

/** The refusal that a piece of work ends in; anything else fails the test. */
export async function refusal(promise: Promise<unknown>): Promise<Problem> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(Problem)
  return error as Problem
}

/** For what comes back of several at once, in whichever order. */
export function byNumber(a: number, b: number): number {
  return a - b
}

/** The same for rows of an answer: by what they say. */
export function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1
}
