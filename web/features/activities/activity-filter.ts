import type { ActivityState } from '../../../contract/activities.ts'
import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import type { CallRequest } from '../../lib/call-types.ts'
import { kindLabels, stateLabels } from './messages.ts'

/** What a list is asked for, as it stands in the address: so that a link, 返回 and a bookmark show the same. */
export type Filter = { state: string; kind: string; from: string; to: string; page: number }

export const pageSize = 30

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)

export function readFilter(search: URLSearchParams): Filter {
  const get = (name: string) => search.get(name) ?? ''
  const day = (name: string) => (isDay(get(name)) ? get(name) : '')
  return {
    state: get('state') in stateLabels ? get('state') : '',
    kind: get('kind') in kindLabels ? get('kind') : '',
    from: day('from'),
    to: day('to'),
    page: Math.max(1, Math.trunc(Number(get('page'))) || 1),
  }
}

/** `/activities?kind=theme-day&page=2`: only what was chosen. */
export function writeFilter(filter: Partial<Filter>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) {
    if (value !== '' && !(name === 'page' && value === 1)) search.set(name, String(value))
  }
  const query = search.toString()
  return `/activities${query && `?${query}`}`
}

export function isFiltered({ state, kind, from, to }: Filter): boolean {
  return [state, kind, from, to].some((value) => value !== '')
}

export function requestOf(filter: Filter, orgId: number | undefined): CallRequest<'listActivities'> {
  const { state, kind, from, to, page } = filter
  return {
    query: {
      limit: pageSize,
      offset: (page - 1) * pageSize,
      ...(orgId !== undefined && { orgId }),
      ...(state !== '' && { state: state as ActivityState }),
      ...(kind !== '' && { kind: kind as ActivityKind }),
      ...(from !== '' && { from }),
      ...(to !== '' && { to }),
    },
  }
}
