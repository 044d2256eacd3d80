import type { EndpointSpec, InputOf, OutputOf } from '../../../contract/endpoint.ts'
import type { Actor, Ctx } from '../context/context.ts'

/** A file that came as the body of a request, already measured against the size cap. */
export type UploadedFile = { name: string; bytes: Buffer }

/**
 * A download. The name may be Chinese. What takes long to make is made by a function, after the transaction has ended:
 * no connection waits for a printer. Each is kept in the audit log, of the place and the member that its address names;
 * where the address names neither, `orgId` and `memberId` say for the log whose file it was.
 */
export type FileAnswer = {
  name: string
  orgId?: number
  memberId?: string
  mediaType: string
  bytes: Uint8Array | (() => Promise<Uint8Array>)
}

type Answer<S extends EndpointSpec> = S extends { produces: 'file' } ? FileAnswer : OutputOf<S>
type Given<S extends EndpointSpec> = InputOf<S> &
  (S extends { consumes: 'file' } ? { file: UploadedFile } : unknown)

export type Handler<S extends EndpointSpec> = (ctx: Ctx, input: Given<S>) => Promise<Answer<S>>

/** An address and what answers it. The list of all routes is in app.ts. */
export type Route = {
  spec: EndpointSpec
  /** The input has been parsed by `spec` when this is called; the answer is checked by it afterwards. */
  handle(ctx: Ctx, input: unknown): Promise<unknown>
  before?: Before
  widely?(ctx: Ctx, answer: unknown, input: unknown): Promise<unknown>
  /** Large: a process works on few of these at a time, so that everybody's short requests get between them. */
  isLarge: boolean
}

/**
 * Long work on what was sent, done while no transaction is open, so that no connection waits for it: whether a file can
 * be read at all. It knows who asks, and decides nothing that needs the database.
 */
type Before = (actor: Actor, input: unknown) => Promise<void>

/**
 * What is asked of the whole county once the handler of a write has decided what the actor may: it says more in the answer
 * or refuses, and by a refusal all is taken back. It tells the actor nothing of a row, only what follows from it.
 */
type Widely<S extends EndpointSpec> = (ctx: Ctx, answer: Answer<S>, input: Given<S>) => Promise<Answer<S>>

/**
 * Joins a declaration to its handler. Around every handler: the actor is found, the transaction opened,
 * derivers run over the facts collected, the answer checked, the commit awaited; only then is replied.
 */
export function endpoint<const S extends EndpointSpec>(
  spec: S,
  handler: Handler<S>,
  more: {
    before?: (actor: Actor, input: Given<S>) => Promise<void>
    widely?: Widely<S>
    isLarge?: boolean
  } = {},
): Route {
  const { before, widely, isLarge = false } = more
  return {
    spec,
    isLarge,
    handle: (ctx, input) => handler(ctx, input as Given<S>),
    ...(before && { before: (actor, input) => before(actor, input as Given<S>) }),
    ...(widely && {
      widely: (ctx, answer, input) => widely(ctx, answer as Answer<S>, input as Given<S>),
    }),
  }
}
