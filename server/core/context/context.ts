import type { Role } from '../../../contract/roles.ts'
import type { Db } from '../db/transaction.ts'
import type { FactList } from './fact-list.ts'

/** A statement of the query builder, not yet sent. */
export type Unsent = { compile(db: Db): { sql: string; parameters: readonly unknown[] } }

export type Grant = { role: Role; orgId: number; orgPath: string }

/** Who acts. `public` reads one published address; `system` runs jobs and the demonstration data. */
export type Actor = {
  kind: 'person' | 'public' | 'system'
  /** Of a person; the system acts under its own account of the county, if the county has one. */
  accountId: string | null
  memberId: string | null
  /** Members who are kin to that member: nobody decides on them either. */
  kin: readonly string[]
  name: string
  grants: readonly Grant[]
  /** What this sign-in does not open, since it showed a password and nothing else. */
  withheld?: readonly Grant[]
  /** Organisations in scope for lists; row-level security holds the same line underneath. */
  orgs: 'county' | readonly number[]
  address: string | null
  sessionHash: Buffer | null
}

/** Ids and codes only: what a log keeps must stay true when a person is erased. */
export type AuditEntry = {
  action: string
  target: { kind: string; id: string | number }
  orgId?: number | null
  memberId?: string | null
  detail?: Record<string, string | number | boolean | null | readonly (string | number)[]>
}

/** Work to be done after the commit, and only if there is one. */
export type JobRequest = {
  task: string
  payload: Record<string, unknown>
  /** Two requests with one key are one job. */
  key?: string
  runAt?: Date
}

/** Sealing of personal fields with the county's own key. */
export type Sealer = {
  /** `context` names where the value belongs, such as `members.mobile`: moved elsewhere it does not open. */
  seal(plain: string, context: string): Buffer
  open(sealed: Buffer, context: string): string
  /** The same for what is no text: part of a file. */
  sealBytes(plain: Uint8Array, context: string): Buffer
  openBytes(sealed: Buffer, context: string): Buffer
  /** The installation-wide look-up hash: the same number in two counties is found to be the same. */
  hash(kind: LookupKind, normalised: string): Buffer
  /** For search by the last four characters; many people share one. */
  tail(kind: LookupKind, normalised: string): Buffer
}
export type LookupKind = 'id-number' | 'mobile' | 'login' | 'label' | 'subject'

/** The first argument everywhere. `db` is the transaction; what is collected is written before it commits. */
export type Ctx = {
  db: Db
  county: number
  actor: Actor
  now: Date
  /** The day in Asia/Shanghai, `YYYY-MM-DD`. */
  today: string
  /** The client-made id of a write; of a read, only for the log. */
  requestId: string
  facts: FactList
  /**
   * Sends a write whose answer nobody needs, without waiting for it: it goes out with the statement that follows. If it
   * fails, the request does, with its error.
   */
  ahead(statement: Unsent): void
  /**
   * The same, with the commit: for a row that everybody waits for, which is then locked as shortly as can be. Nothing in
   * the request sees what it does.
   */
  last(statement: Unsent): void
  audit(entry: AuditEntry): void
  enqueue(job: JobRequest): void
  sealer(): Promise<Sealer>
}

/** The account that a write is signed with; every write has one, the public page's objection excepted. */
export function accountOf(ctx: Ctx): string {
  if (!ctx.actor.accountId) throw new Error('this write needs an account')
  return ctx.actor.accountId
}
