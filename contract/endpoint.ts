import type { z } from 'zod'
import type { ErrorCode } from './errors.ts'
import type { Verb } from './roles.ts'

/**
 * A verb, and where the grant that opens must stand, seen from the organisation that a request is about: there or above it
 * unless said otherwise; `here` at that very one; `above` it and not there; `line`: there, above or below; `county`: on
 * the county itself; `anywhere`.
 */
export type Opening = Verb | `${Verb} ${'here' | 'above' | 'line' | 'county' | 'anywhere'}`

/**
 * Who may, as it is promised: one of the openings, or `all` of them. The code does not read it. The tests ask every
 * endpoint in every role and from every place, and hold the answers to it by a reading of their own.
 * - `anyone`: without signing in.
 * - `signed-in`: whoever has an account; what is shown is their own, or the part of a list that they may see.
 * - `county`: whoever has an account of the county.
 * - `own`: whom it is about, or who began it; no role opens it.
 * - `grantor`: who may give every role that the account holds (roles.ts).
 * - `above`: whom the operator of the installation has let look above the counties; no role opens it.
 */
export type Who =
  | 'anyone'
  | 'signed-in'
  | 'county'
  | 'own'
  | 'grantor'
  | 'above'
  | Opening
  | readonly Opening[]
  | { all: readonly Opening[] }

/**
 * What one address takes and gives. Both sides import it: the server checks against the schemas,
 * the web client takes its types from them, OpenAPI is written from them. Nothing is declared twice.
 *
 * A method other than GET is a write: it carries an `Idempotency-Key` header (a UUID made by the client),
 * runs in one transaction and, replayed, answers what it answered the first time.
 */
export type EndpointSpec = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below /api/v1, parameters as `:name`. */
  path: `/${string}`
  /** One Chinese phrase for the API page. */
  summary: string
  /** `anyone`: no sign-in is needed. Everything else is decided in the feature's policy. */
  access: 'anyone' | 'signed-in'
  who?: Who
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  /** `file`: the body is one file, sent as it is, its name in the query as `name`. */
  consumes?: 'json' | 'file'
  /** `file`: the answer is a download; `output` then describes nothing. */
  produces?: 'json' | 'file'
  output: z.ZodType
  errors?: readonly ErrorCode[]
}

export function defineEndpoint<const S extends EndpointSpec>(spec: S): S {
  return spec
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined
type Raw<T> = T extends z.ZodType ? z.input<T> : undefined

/** What a handler receives, parsed. */
export type InputOf<S extends EndpointSpec> = {
  params: Parsed<S['params']>
  query: Parsed<S['query']>
  body: Parsed<S['body']>
}

/** What a caller sends. */
export type RequestOf<S extends EndpointSpec> = {
  params: Raw<S['params']>
  query: Raw<S['query']>
  body: Raw<S['body']>
}

export type OutputOf<S extends EndpointSpec> = z.output<S['output']>
