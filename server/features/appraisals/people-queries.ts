import { sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { opener, sealer } from './sealing.ts'

export type Taking = { memberId: string; excused: string | null }

/**
 * Those who take part as the register says it now: new ones are added, and who is no longer in the branch has no grade.
 */
export async function savePeople(
  ctx: Ctx,
  { roundId, orgId }: { roundId: string; orgId: number },
  people: readonly Taking[],
): Promise<void> {
  const rows = people.map(({ memberId, excused }, position) => ({ member_id: memberId, excused, position }))
  await sql`
    update appraisal_people set excused = '已经不在本支部'
     where county_id = ${ctx.county} and round_id = ${roundId}
       and member_id <> all(${rows.map((row) => row.member_id)}::uuid[])`.execute(ctx.db)
  await sql`
    insert into appraisal_people (county_id, round_id, org_id, member_id, position, excused)
    select ${ctx.county}, ${roundId}, ${orgId}, s.member_id, s.position, s.excused
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(member_id uuid, position int, excused text)
    on conflict (county_id, round_id, member_id)
    do update set position = excluded.position, excused = excluded.excused`.execute(ctx.db)
}

export type PersonRow = { member_id: string; name: string; excused: string | null }

/** In the order of the register. Who has left the branch since has no name here. */
export async function listPeople(ctx: Ctx, roundId: string): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select p.member_id, coalesce(m.name, '不在本支部的党员') as name, p.excused
      from appraisal_people p
      left join members m on m.county_id = ${ctx.county} and m.member_id = p.member_id
     where p.county_id = ${ctx.county} and p.round_id = ${roundId}
     order by p.position, p.member_id`.execute(ctx.db)
  return rows
}

export async function takesPart(ctx: Ctx, roundId: string, memberId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('appraisal_people')
    .select('member_id')
    .where('county_id', '=', ctx.county)
    .where('round_id', '=', roundId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return row !== undefined
}

function keyOf(roundId: string, memberId: string): string {
  return `${roundId} ${memberId}`
}

export async function saveSelf(
  ctx: Ctx,
  { roundId, orgId, memberId }: { roundId: string; orgId: number; memberId: string },
  { words, onPaper }: { words: string; onPaper: boolean },
): Promise<void> {
  const seal = await sealer(ctx)
  const set = {
    words_sealed: seal('self', keyOf(roundId, memberId), words),
    on_paper: onPaper,
    written_by: accountOf(ctx),
    written_at: ctx.now,
  }
  await ctx.db
    .insertInto('appraisal_selves')
    .values({ county_id: ctx.county, round_id: roundId, org_id: orgId, member_id: memberId, ...set })
    .onConflict((oc) => oc.columns(['county_id', 'round_id', 'member_id']).doUpdateSet(set))
    .execute()
}

export type SelfRow = { words: string; on_paper: boolean; by_name: string | null; written_at: Date }

/** What was written, by round and member: of a whole round, or of one member in all rounds. */
export async function listSelves(
  ctx: Ctx,
  of: { roundId: string } | { memberId: string },
): Promise<Map<string, SelfRow>> {
  const which = 'roundId' in of ? sql`s.round_id = ${of.roundId}` : sql`s.member_id = ${of.memberId}::uuid`
  const { rows } = await sql<
    Omit<SelfRow, 'words'> & { round_id: string; member_id: string; words_sealed: Buffer }
  >`
    select s.round_id, s.member_id, s.words_sealed, s.on_paper, a.name as by_name, s.written_at
      from appraisal_selves s
      left join accounts a on a.county_id = ${ctx.county} and a.account_id = s.written_by
     where s.county_id = ${ctx.county} and ${which}`.execute(ctx.db)
  if (rows.length === 0) return new Map()
  const open = await opener(ctx)
  return new Map(
    rows.map(({ round_id: roundId, member_id: memberId, words_sealed: sealed, ...row }) => {
      const key = keyOf(roundId, memberId)
      return ['roundId' in of ? memberId : roundId, { ...row, words: open('self', key, sealed) }]
    }),
  )
}

/** Who has written; for the level above, which reads nothing of it. */
export async function listWriters(ctx: Ctx, roundId: string): Promise<Set<string>> {
  const rows = await ctx.db
    .selectFrom('appraisal_selves')
    .select('member_id')
    .where('county_id', '=', ctx.county)
    .where('round_id', '=', roundId)
    .execute()
  return new Set(rows.map((row) => row.member_id))
}
