import type { CallRequest } from '../../lib/call-types.ts'
import { readOffset } from '../../lib/read-offset.ts'

type Query = NonNullable<CallRequest<'listImportRows'>['query']>
export type Verdict = NonNullable<Query['verdict']>
/** Which rows are shown: all that differ, those that were written, or one kind. */
export type Show = 'differing' | 'written' | Verdict

export const verdicts: readonly Verdict[] = ['add', 'change', 'refuse', 'duplicate', 'elsewhere', 'same']
export const pageSize = 100

export function readShow(search: URLSearchParams, usual: Show): { show: Show; offset: number } {
  const given = search.get('show')
  const known = verdicts.find((verdict) => verdict === given)
  const show = given === 'differing' || given === 'written' ? given : (known ?? usual)
  return { show, offset: readOffset(search) }
}

export function queryOf({ show, offset }: { show: Show; offset: number }): Query {
  const page = { limit: pageSize, offset }
  if (show === 'differing') return page
  return show === 'written' ? { ...page, accepted: 'true' } : { ...page, verdict: show }
}

export function addressOf(importId: string, show: Show, offset = 0): string {
  return `/imports/${importId}?show=${show}${offset > 0 ? `&offset=${offset}` : ''}`
}
