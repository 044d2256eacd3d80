import type { CallOutput, CallRequest } from '../../lib/call-types.ts'
import { messages } from './messages.ts'

export const pageSize = 50
export type Kind = keyof typeof messages.kinds
export type Sort = CallOutput<'countCases'>['rows'][number]['sort']
export type Show = keyof typeof messages.list.shows
/** `sort`: one of the sorts of that kind, or all of them. */
export type Filter = { kind: Kind | 'all'; sort: Sort | 'all'; show: Show; offset: number }

export const kinds = Object.keys(messages.kinds) as Kind[]
export const shows = Object.keys(messages.list.shows) as Show[]

export function readFilter(search: URLSearchParams): Filter {
  const kind = kinds.find((one) => one === search.get('kind')) ?? 'all'
  return {
    kind,
    sort: sortsOf(kind).find((one) => one === search.get('sort')) ?? 'all',
    show: shows.find((show) => show === search.get('show')) ?? 'open',
    offset: Number(search.get('from')) || 0,
  }
}

export function sortsOf(kind: Filter['kind']): Sort[] {
  return kind === 'all' ? [] : (Object.keys(messages.sorts[kind]) as Sort[])
}

export function pathOf({ kind, sort, show, offset }: Filter): string {
  const more = [sort !== 'all' && `&sort=${sort}`, offset > 0 && `&from=${offset}`].filter(Boolean).join('')
  return `/cases?kind=${kind}&show=${show}${more}`
}

export function requestOf({
  kind,
  sort,
  show,
  offset,
}: Filter): NonNullable<CallRequest<'listCases'>['query']> {
  return {
    ...(kind !== 'all' && { kind }),
    ...(sort !== 'all' && { sort }),
    show: show === 'closed' ? 'closed' : 'open',
    ...(show === 'late' && { overdue: 'true' as const }),
    limit: pageSize,
    offset,
  }
}
