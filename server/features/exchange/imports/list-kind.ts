import type { Ctx } from '../../../core/context/context.ts'
import type { Value } from '../register/difference-rules.ts'
import type { Summary } from './summary.ts'
import type { Work } from './work.ts'

/** What a file is for, as much of its organisation as a judgement needs. */
export type ListPlace = { importId: string; orgId: number; path: string; kind: string }

/** Judges rows `from` up to before `to` of the file and keeps the judgement; a few statements, and may run twice. */
export type JudgeRows = (ctx: Ctx, from: number, to: number) => Promise<void>

/** A file that was taken apart and is not yet held against anything. */
export type ReadList = {
  rows: number
  columns: NonNullable<Summary['columns']>
  headers: string[]
  /** Looks up once what a judgement of the whole file needs. */
  prepare(ctx: Ctx, place: ListPlace): Promise<JudgeRows>
}

/** What one kind of list says of itself; everything else about an import is the same for each. */
export type ListKind = {
  /** Errors: a Problem with the sentence to say, for every file that is no such list. */
  check(bytes: Uint8Array): Promise<void>
  read(bytes: Uint8Array, today: string): Promise<ReadList>
  /** Why a list of this kind cannot be for such an organisation; null where it can. */
  refusePlace(kind: string): string | null
  /** How many the register holds where the file is for, and how many of them the file does not name. */
  count(ctx: Ctx, place: ListPlace): Promise<{ now: number; untouched: number }>
  /** Writes all that is taken, in the one transaction of `ctx`; and brings back what was before. */
  apply(ctx: Ctx, work: Work): Promise<void>
  undo(ctx: Ctx, work: Work): Promise<void>
  /** Whom a row is about, and what stands beside the name, masked. */
  subject(values: object): { name: string | null; idNumber: string | null }
  label(key: string): string
  show(key: string, value: Value, today: string): string
  sentence(problem: string, other?: number): string
}
