import type { MemberWarning } from '../../../contract/members.ts'
import { registerSentence } from '../../../contract/register-problems.ts'
import { demand } from '../../core/errors/problem.ts'
import { findPersonalNumbers } from '../../core/guard/find-personal-numbers.ts'
import { bareNumber } from '../../core/personal-data/digits.ts'
import {
  birthDayOf,
  findIdNumberProblem,
  looksLikeIdNumber,
  normaliseIdNumber,
  sexOf,
} from '../../core/personal-data/id-number.ts'
import { normalisePhone, phoneKindOf } from '../../core/personal-data/phone.ts'
import { warn } from './stage-rules.ts'

/** What makes a typed ID number no ID number; the rest may be a slip of the pen, is taken and warned of (§10). */
const refused = {
  scientific: '身份证号被表格软件改成了科学计数，请按证件重填。',
  length: '身份证号不是 18 位，请核对后重填。',
  characters: '身份证号里有不该有的字，请核对后重填。',
  'birth-day': '身份证号里的出生日期不存在，请核对后重填。',
} as const

/** A typed ID number as it is stored, with what is doubtful about it. Errors: input.invalid. */
export function readIdNumber(
  typed: string,
  today: string,
  at = 'body',
): { number: string; warnings: MemberWarning[]; says: { birthOn: string; sex: 'male' | 'female' } | null } {
  const number = normaliseIdNumber(typed)
  const problem = findIdNumberProblem(number, today)
  const isRefused = problem !== null && Object.hasOwn(refused, problem)
  demand(!isRefused, 'input.invalid', {
    field: `${at}.idNumber`,
    message: refused[problem as keyof typeof refused],
  })
  const says = looksLikeIdNumber(number, today) ? { birthOn: birthDayOf(number), sex: sexOf(number) } : null
  if (problem === null) return { number, warnings: [], says }
  const code = problem === 'old' ? 'id-old' : 'id-check-digit'
  return { number, warnings: [warn(code, 'idNumber', registerSentence(code))], says }
}

/** A typed telephone as it is stored. Errors: input.invalid. */
export function readPhone(typed: string, field: 'mobile' | 'landline', at = 'body'): string {
  const number = normalisePhone(typed)
  const kind = phoneKindOf(number)
  demand(field === 'mobile' ? kind === 'mobile' : kind !== null, 'input.invalid', {
    field: `${at}.${field}`,
    message: field === 'mobile' ? '手机号不是 11 位，请核对后重填。' : '电话号码不对，请核对后重填。',
  })
  return number
}

/** A reason is kept in the log for years: no number of a person may come into it. */
export function demandNoNumbers(reason: string, today: string): void {
  const found = /\d{7}/.test(bareNumber(reason)) || findPersonalNumbers(reason, { today }).length > 0
  demand(!found, 'input.invalid', {
    field: 'body.reason',
    message: '理由里不要写号码。',
  })
}
