import type { AnyRequest, CallRequest, EndpointName } from './call-types.ts'
import { endpointTable } from './endpoint-table.generated.ts'

export const apiBase = '/api/v1'

export type Address = {
  method: string
  url: string
  consumes: 'json' | 'file'
  produces: 'json' | 'file'
  writes: boolean
}

/** Numbers and flags as they are written in JSON; what is an object has no business in an address. */
function print(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function fillPath(path: string, params: Record<string, unknown>): string {
  return path.replace(/:(\w+)/g, (_whole, name: string) => {
    const value = params[name]
    if (value === undefined || value === null || value === '') throw new Error(`${path} needs ${name}`)
    return encodeURIComponent(print(value))
  })
}

/** A list becomes a repeated name; what is undefined or null is left out. */
function printQuery(query: Record<string, unknown>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) search.append(name, print(one))
    }
  }
  const printed = search.toString()
  return printed && `?${printed}`
}

export function findAddress(name: EndpointName, request: AnyRequest): Address {
  const [method = 'GET', path = '', kinds = 'json>json'] = endpointTable[name].split(' ')
  const [consumes, produces] = kinds.split('>')
  return {
    method,
    url: apiBase + fillPath(path, request.params ?? {}) + printQuery(request.query ?? {}),
    consumes: consumes === 'file' ? 'file' : 'json',
    produces: produces === 'file' ? 'file' : 'json',
    writes: method !== 'GET',
  }
}

/** The address of a GET for an `href`: a download or a page to print. */
export function addressOf<N extends EndpointName>(name: N, request: CallRequest<N>): string {
  return findAddress(name, request).url
}
