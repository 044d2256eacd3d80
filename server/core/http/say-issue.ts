import type { z } from 'zod'

type Issue = z.core.$ZodRawIssue

const units: Record<string, string> = { string: '个字', array: '项', set: '项' }

const formats: Record<string, string> = {
  date: '日期要写成 2026-01-31 这样。',
  datetime: '时间的格式不对，请重新选。',
  uuid: '编号不对，请刷新页面再试。',
  url: '网址的格式不对。',
}

function sayMissing({ input }: Issue): string {
  return input === undefined || input === null || input === ''
    ? '这一项要填。'
    : '这一项的格式不对，请重新填写。'
}

function sayBound(issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall>): string {
  const [word, bound] =
    issue.code === 'too_big' ? (['最多', issue.maximum] as const) : (['至少', issue.minimum] as const)
  const unit = units[issue.origin]
  if (unit && issue.code === 'too_small' && bound === 1) return '这一项要填。'
  if (unit) return `${word} ${bound} ${unit}。`
  return issue.code === 'too_big' ? `不能大于 ${bound}。` : `不能小于 ${bound}。`
}

/** What a schema refuses, as a person is told it. Where the schema brings a sentence of its own, that one counts. */
export function sayIssue(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return sayMissing(issue)
    case 'too_big':
    case 'too_small':
      return sayBound(issue)
    case 'invalid_format':
      return formats[issue.format] ?? '这一项的格式不对，请重新填写。'
    case 'invalid_value':
      return '没有这个选项，请重新选。'
    case 'unrecognized_keys':
      return `多了 ${issue.keys.length} 个不认识的项（${String(issue.keys[0]).slice(0, 40)}），请刷新页面再试。`
    default:
      return '这一项的格式不对，请重新填写。'
  }
}
