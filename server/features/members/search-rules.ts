import { Problem } from '../../core/errors/problem.ts'
import { bareNumber } from '../../core/personal-data/digits.ts'
import { normaliseIdNumber } from '../../core/personal-data/id-number.ts'
import { normalisePhone, phoneKindOf } from '../../core/personal-data/phone.ts'

/** What was typed into the one search field. */
export type Search =
  | { by: 'name'; part: string }
  | { by: 'initials'; start: string }
  | { by: 'tail'; tail: string }
  | { by: 'id-number'; number: string }
  | { by: 'mobile'; number: string }

/** A name or part of one, first letters of the pinyin (lxl), the last four of a number, or a whole number. */
export function readSearch(typed: string): Search {
  const text = typed.trim()
  const bare = bareNumber(text).toUpperCase()
  if (/^\d{3}[\dX]$/.test(bare)) return { by: 'tail', tail: bare }
  if (/^(\d{15}|\d{17}[\dX])$/.test(bare)) return { by: 'id-number', number: normaliseIdNumber(text) }
  if (phoneKindOf(normalisePhone(text)) === 'mobile') return { by: 'mobile', number: normalisePhone(text) }
  if (/^\d+X?$/.test(bare)) {
    throw new Problem('input.invalid', {
      field: 'query.search',
      message: '按号码查，请输入身份证号或手机号的后四位。',
    })
  }
  if (/^[a-z]+$/i.test(text)) return { by: 'initials', start: text.toLowerCase() }
  return { by: 'name', part: tidyName(text) }
}

/** A name as it is stored: lists pad 王　伟 to three places, the register does not. */
export function tidyName(name: string): string {
  return name.trim().replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
}
