import { sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { newId } from '../../core/ids.ts'
import type { EventDraft } from './event-rules.ts'
import type { MemberRow } from './values.ts'

/** Every stored column but the keys and the times, with its type: what travels as JSON and is a table again there. */
const types: Record<Exclude<keyof MemberRow, 'member_id'>, string> = {
  org_id: 'int',
  grid_id: 'int',
  group_id: 'int',
  stage: 'text',
  stage_on: 'date',
  exit_kind: 'text',
  exited_on: 'date',
  standing: 'text',
  name: 'text',
  name_pinyin: 'text',
  name_initials: 'text',
  name_strokes: 'text',
  sex: 'text',
  ethnic: 'text',
  birth_on: 'date',
  education: 'text',
  joined_on: 'date',
  full_on: 'date',
  extended_to: 'date',
  id_sealed: 'bytea',
  id_hash: 'bytea',
  id_tail: 'bytea',
  mobile_sealed: 'bytea',
  mobile_hash: 'bytea',
  mobile_tail: 'bytea',
  job: 'text',
  party_post: 'text',
  landline: 'text',
  home_address: 'text',
  household_place: 'text',
  is_lost: 'boolean',
  lost_on: 'date',
  is_floating: 'boolean',
  floating_to: 'text',
  profile: 'jsonb',
  version: 'int',
  changed_in: 'jsonb',
}

const columns = Object.keys(types) as (keyof typeof types)[]
const columnList = sql.raw(columns.join(', '))
const valueList = sql.raw(columns.map((column) => `r.${column}`).join(', '))
const assignments = sql.raw(columns.map((column) => `${column} = r.${column}`).join(', '))
const recordType = sql.raw(
  ['member_id uuid', ...columns.map((column) => `${column} ${types[column]}`)].join(', '),
)

function toJson(rows: readonly MemberRow[]): string {
  const stored = ['member_id', ...columns] as (keyof MemberRow)[]
  return JSON.stringify(
    rows.map((row) => Object.fromEntries(stored.map((key) => [key, jsonValue(row[key])]))),
  )
}

function jsonValue(value: MemberRow[keyof MemberRow]): unknown {
  return Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value
}

/** One statement however many: a register of thousands is entered like a single person. */
export async function insertMembers(ctx: Ctx, rows: readonly MemberRow[]): Promise<void> {
  await sql`
    insert into members (county_id, member_id, created_at, updated_at, ${columnList})
    select ${ctx.county}, r.member_id, ${ctx.now}, ${ctx.now}, ${valueList}
      from jsonb_to_recordset(${toJson(rows)}::jsonb) as r(${recordType})`.execute(ctx.db)
}

/** Writes whole lines over those that `lockMembers` holds. */
export async function updateMembers(ctx: Ctx, rows: readonly MemberRow[]): Promise<void> {
  const result = await sql`
    update members m
       set updated_at = ${ctx.now}, ${assignments}
      from jsonb_to_recordset(${toJson(rows)}::jsonb) as r(${recordType})
     where m.county_id = ${ctx.county} and m.member_id = r.member_id`.execute(ctx.db)
  if (result.numAffectedRows !== BigInt(rows.length)) throw new Error('a locked member could not be updated')
}

export async function insertEvents(ctx: Ctx, drafts: readonly EventDraft[]): Promise<void> {
  const rows = drafts.map((draft) => ({
    event_id: newId(),
    member_id: draft.memberId,
    org_id: draft.orgId,
    kind: draft.kind,
    happened_on: draft.happenedOn,
    from_value: draft.from,
    to_value: draft.to,
    reason: draft.reason,
    detail: draft.detail,
  }))
  await sql`
    insert into member_events (county_id, event_id, member_id, org_id, kind, happened_on, from_value, to_value,
                               reason, detail, recorded_by, recorded_at)
    select ${ctx.county}, e.event_id, e.member_id, e.org_id, e.kind, e.happened_on, e.from_value, e.to_value,
           e.reason, e.detail, ${accountOf(ctx)}, ${ctx.now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(
        event_id uuid, member_id uuid, org_id int, kind text, happened_on date, from_value text, to_value text,
        reason text, detail jsonb)`.execute(ctx.db)
}

/** Members that no record of another feature hangs on, with their events and posts. */
export async function deleteMembers(ctx: Ctx, memberIds: readonly string[]): Promise<void> {
  await ctx.db
    .deleteFrom('members')
    .where('county_id', '=', ctx.county)
    .where('member_id', '=', sql<string>`any(${[...memberIds]}::uuid[])`)
    .execute()
}

/** Which of these members have an account to sign in with. */
export async function listWithAccount(ctx: Ctx, memberIds: readonly string[]): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('accounts')
    .select('member_id')
    .where('county_id', '=', ctx.county)
    .where('member_id', '=', sql<string>`any(${[...memberIds]}::uuid[])`)
    .execute()
  return rows.flatMap((row) => row.member_id ?? [])
}
