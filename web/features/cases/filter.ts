import type { CallRequest } from '../../lib/call-types.ts'
import { messages } from './messages.ts'

export const pageSize = 50
export type Kind = keyof typeof messages.kinds
export type Show = keyof typeof messages.list.shows
export type Filter = { kind: Kind | 'all'; show: Show; offset: number }

export const kinds = Object.keys(messages.kinds) as Kind[]
export const shows = Object.keys(messages.list.shows) as Show[]

export function readFilter(search: URLSearchParams): Filter {
  return {
    kind: kinds.find((kind) => kind === search.get('kind')) ?? 'all',
    show: shows.find((show) => show === search.get('show')) ?? 'open',
    offset: Number(search.get('from')) || 0,
  }
}

export function pathOf({ kind, show, offset }: Filter): string {
  return `/cases?kind=${kind}&show=${show}${offset > 0 ? `&from=${offset}` : ''}`
}

export function requestOf({ kind, show, offset }: Filter): NonNullable<CallRequest<'listCases'>['query']> {
  return {
    ...(kind !== 'all' && { kind }),
    show: show === 'closed' ? 'closed' : 'open',
    ...(show === 'late' && { overdue: 'true' as const }),
    limit: pageSize,
    offset,
  }
}
