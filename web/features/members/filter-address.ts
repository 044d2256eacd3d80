import type { CallRequest } from '../../lib/call-types.ts'
import { readOffset } from '../../lib/read-offset.ts'

type Query = NonNullable<CallRequest<'listMembers'>['query']>

/** What the list is narrowed to. It stands in the address, so that 返回 and a copied address bring it back. */
export type Filter = {
  search: string
  org: string
  stage: string
  floating: boolean
  lost: boolean
  offset: number
}

export function readFilter(search: URLSearchParams): Filter {
  return {
    search: search.get('search') ?? '',
    org: search.get('org') ?? '',
    stage: search.get('stage') ?? '',
    floating: search.get('floating') === 'true',
    lost: search.get('lost') === 'true',
    offset: readOffset(search),
  }
}

/** The address's query, of what differs from the whole list. */
export function printFilter(filter: Filter): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value) search.set(name, String(value))
  const printed = search.toString()
  return printed && `?${printed}`
}

export function isNarrowed({ search, stage, floating, lost }: Filter): boolean {
  return Boolean(search || stage || floating || lost)
}

export const pageSize = 50

/** `orgId`: where the list stands while no other organisation is chosen. */
export function queryOf(filter: Filter, orgId: number | undefined): Query {
  return {
    limit: pageSize,
    offset: filter.offset,
    search: filter.search || undefined,
    orgId: Number(filter.org) || orgId,
    stage: (filter.stage || undefined) as Query['stage'],
    floating: filter.floating ? 'true' : undefined,
    lost: filter.lost ? 'true' : undefined,
  }
}
