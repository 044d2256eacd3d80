import type { OutputOf, RequestOf } from '../../contract/endpoint.ts'
import type { EndpointName, endpoints } from '../../contract/endpoints.ts'

export type { EndpointName }

type Endpoints = typeof endpoints

/** What can be given as `{}`. */
// oxlint-disable-next-line no-generated-empty-object-type -- meant: `object` would not take Record<string, never>
type Nothing = Record<never, never>

/** `params`, `query` and `body` as far as the endpoint has them; optional where everything inside is. */
type Given<R> = {
  [K in keyof R as undefined extends R[K] ? never : Nothing extends R[K] ? never : K]: R[K]
} & {
  [K in keyof R as undefined extends R[K] ? never : Nothing extends R[K] ? K : never]?: R[K]
}

export type CallRequest<N extends EndpointName> = Given<RequestOf<Endpoints[N]>>
export type CallOutput<N extends EndpointName> = OutputOf<Endpoints[N]>

/** The request with its types worn off, as the transport sees it. */
export type AnyRequest = {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
}

/** The request may be left out where nothing in it is required. */
export type RequestArgs<N extends EndpointName, Options> =
  Nothing extends CallRequest<N>
    ? [request?: CallRequest<N>, options?: Options]
    : [request: CallRequest<N>, options?: Options]
