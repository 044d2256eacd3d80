import type { ActivityState } from '../../../contract/activities.ts'
import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import type { SegmentKind } from '../../../contract/segments.ts'
import type { CallRequest } from '../../lib/call-types.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { kindLabels, segmentLabels, stateLabels } from './messages.ts'

/** What a list is asked for, as it stands in the address: so that a link, 返回 and a bookmark show the same. */
export type Filter = {
  state: string
  kind: string
  from: string
  to: string
  part: string
  topic: string
  lacking: string
  offset: number
}

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
    part: get('part') in segmentLabels ? get('part') : '',
    topic: /^[a-z0-9-]{1,40}$/.test(get('topic')) ? get('topic') : '',
    lacking: get('lacking') === '1' ? '1' : '',
    offset: readOffset(search),
  }
}

/** `/activities?kind=theme-day&offset=30`: only what was chosen. */
export function writeFilter(filter: Partial<Filter>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) {
    if (value) search.set(name, String(value))
  }
  const query = search.toString()
  return `/activities${query && `?${query}`}`
}

export function isFiltered({ offset: _, ...chosen }: Filter): boolean {
  return Object.values(chosen).some((value) => value !== '')
}

export function requestOf(filter: Filter, orgId: number | undefined): CallRequest<'listActivities'> {
  const { state, kind, from, to, part, topic, lacking, offset } = filter
  return {
    query: {
      limit: pageSize,
      offset,
      ...(orgId !== undefined && { orgId }),
      ...(state !== '' && { state: state as ActivityState }),
      ...(kind !== '' && { kind: kind as ActivityKind }),
      ...(from !== '' && { from }),
      ...(to !== '' && { to }),
      ...(part !== '' && { part: part as SegmentKind }),
      ...(topic !== '' && { topic }),
      ...(lacking !== '' && { lacking: '1' as const }),
    },
  }
}
