import { type SqlBool, sql } from 'kysely'
import type { AidKind, HardshipEnd, HardshipSetting } from '../../../../contract/pairing-words.ts'
import { accountOf, type Ctx } from '../../../core/context/context.ts'

/** The action under which the log keeps that a file was read. The member reads who it was. */
const lookAction = 'hardship-file.seen'

export type FileRecord = {
  file_id: string
  org_id: number
  org_name: string
  path: string
  member_id: string
  name: string | null
  setting: HardshipSetting
  aims: AidKind[]
  situation_sealed: Buffer
  state: 'asked' | 'open'
  agreed_by: 'phone' | 'paper'
  agreed_on: string | null
  evidence: string | null
  expires_on: string
  answer_by: string | null
  wish_sealed: Buffer | null
  wished_on: string | null
  answer_sealed: Buffer | null
  version: number
  aid_count: number
  fen: number
}

export type Which = { orgIds: readonly number[] } | { fileId: string } | { memberId: string }

function wanted(which: Which) {
  if ('fileId' in which) return sql<SqlBool>`f.file_id = ${which.fileId}::uuid`
  if ('memberId' in which) return sql<SqlBool>`f.member_id = ${which.memberId}::uuid`
  return sql<SqlBool>`f.org_id = any(${[...which.orgIds]}::int[])`
}

/** Files that stand; what is over its day is gone for the reader even before the night closes it. */
export async function readFiles(
  ctx: Ctx,
  which: Which,
  { limit, offset }: { limit: number; offset: number },
): Promise<FileRecord[]> {
  const { rows } = await sql<FileRecord>`
    select f.file_id, f.org_id, o.short_name as org_name, o.path, f.member_id, m.name, f.setting, f.aims,
           f.situation_sealed, f.state, f.agreed_by, f.agreed_on, f.evidence, f.expires_on, f.answer_by, f.wish_sealed,
           f.wished_on, f.answer_sealed, f.version, a.aid_count, a.fen
      from hardship_files f
      join organisations o on o.county_id = ${ctx.county} and o.org_id = f.org_id
      left join members m on m.county_id = ${ctx.county} and m.member_id = f.member_id
      left join lateral (
        select count(*)::int as aid_count, coalesce(sum(x.fen), 0)::bigint as fen
          from hardship_aids x
         where x.county_id = ${ctx.county} and x.file_id = f.file_id and x.voided_at is null
      ) a on true
     where f.county_id = ${ctx.county} and f.closed_on is null and f.expires_on >= ${ctx.today}::date
       and ${wanted(which)}
     order by m.name_pinyin, f.file_id limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}

export async function countFiles(ctx: Ctx, orgIds: readonly number[]): Promise<number> {
  const row = await ctx.db
    .selectFrom('hardship_files as f')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('f.county_id', '=', ctx.county)
    .where('f.closed_on', 'is', null)
    .where('f.expires_on', '>=', ctx.today)
    .where(wanted({ orgIds }))
    .executeTakeFirstOrThrow()
  return row.count
}

/** Held to the end of a write. */
export async function lockFile(ctx: Ctx, fileId: string): Promise<void> {
  await ctx.db
    .selectFrom('hardship_files')
    .select('file_id')
    .where('county_id', '=', ctx.county)
    .where('file_id', '=', fileId)
    .forNoKeyUpdate()
    .execute()
}

export type NewFile = {
  orgId: number
  memberId: string
  setting: HardshipSetting
  aims: AidKind[]
  situation: Buffer
  agreedBy: 'phone' | 'paper'
  agreedOn: string | null
  evidence: string | null
  expiresOn: string
  answerBy: string | null
}

export async function insertFile(ctx: Ctx, row: NewFile): Promise<void> {
  await ctx.db
    .insertInto('hardship_files')
    .values({
      county_id: ctx.county,
      file_id: ctx.requestId,
      org_id: row.orgId,
      member_id: row.memberId,
      setting: row.setting,
      aims: row.aims,
      situation_sealed: row.situation,
      state: row.agreedBy === 'paper' ? 'open' : 'asked',
      agreed_by: row.agreedBy,
      agreed_on: row.agreedOn,
      evidence: row.evidence,
      expires_on: row.expiresOn,
      answer_by: row.answerBy,
      version: 1,
      opened_by: accountOf(ctx),
      opened_at: ctx.now,
    })
    .execute()
}

type Change = {
  aims?: AidKind[]
  situation_sealed?: Buffer
  state?: 'open'
  agreed_on?: string
  answer_by?: null
  wish_sealed?: Buffer | null
  wished_on?: string | null
  answer_sealed?: Buffer | null
}

export async function updateFile(ctx: Ctx, fileId: string, change: Change): Promise<number> {
  const row = await ctx.db
    .updateTable('hardship_files')
    .set({ ...change, version: sql`version + 1` })
    .where('county_id', '=', ctx.county)
    .where('file_id', '=', fileId)
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

const erased = sql`situation_sealed = null, wish_sealed = null, answer_sealed = null, evidence = null`

/** Closed: what is written goes at once, of the aids as well; day, kind and sum stay for the books. */
export async function closeFile(ctx: Ctx, fileId: string, why: HardshipEnd): Promise<void> {
  await sql`
    update hardship_files set state = 'closed', closed_on = ${ctx.today}::date, close_why = ${why}, ${erased},
           version = version + 1
     where county_id = ${ctx.county} and file_id = ${fileId}::uuid`.execute(ctx.db)
  await sql`
    update hardship_aids set what_sealed = null
     where county_id = ${ctx.county} and file_id = ${fileId}::uuid`.execute(ctx.db)
}

/** By night: over its day, not answered in time, or of somebody who is in the register no more. */
export async function closeOver(ctx: Ctx): Promise<void> {
  await sql`
    update hardship_files f
       set state = 'closed', closed_on = ${ctx.today}::date, ${erased}, version = f.version + 1,
           close_why = case when m.stage = 'exited' then 'member-left'
                            when f.state = 'asked' and f.answer_by < ${ctx.today}::date then 'unanswered'
                            else 'expired' end
      from members m
     where f.county_id = ${ctx.county} and f.closed_on is null
       and m.county_id = ${ctx.county} and m.member_id = f.member_id
       and (m.stage = 'exited' or f.expires_on < ${ctx.today}::date
            or (f.state = 'asked' and f.answer_by < ${ctx.today}::date))`.execute(ctx.db)
  await sql`
    update hardship_aids a set what_sealed = null
      from hardship_files f
     where a.county_id = ${ctx.county} and a.what_sealed is not null
       and f.county_id = ${ctx.county} and f.file_id = a.file_id and f.closed_on is not null`.execute(ctx.db)
}

/** Who read a file, as the log has it, the newest first. */
export async function listLooks(ctx: Ctx, memberId: string, fileId: string) {
  const { rows } = await sql<{ at: Date; name: string | null; reason: string | null }>`
    select l.at, a.name, l.detail ->> 'reason' as reason
      from audit_log l
      left join accounts a on a.county_id = ${ctx.county} and a.account_id = l.account_id
     where l.county_id = ${ctx.county} and l.member_id = ${memberId}::uuid and l.action = ${lookAction}
       and l.target_id = ${fileId}
     order by l.at desc limit 50`.execute(ctx.db)
  return rows
}
