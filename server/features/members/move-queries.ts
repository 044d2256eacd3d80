import { sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { newId } from '../../core/ids.ts'

/** Who is in a branch and has not left, held so that nobody leaves meanwhile. */
export async function lockLivingOf(ctx: Ctx, orgId: number): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('members')
    .select('member_id')
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .where('stage', '<>', 'exited')
    .orderBy('member_id')
    .forUpdate()
    .execute()
  return rows.map((row) => row.member_id)
}

export type Move = { memberIds: readonly string[]; toOrgId: number; happenedOn: string; reason: string }

/** Moves members and writes the event of each in one statement. A group belongs to the branch that is left. */
export async function moveRows(ctx: Ctx, { memberIds, toOrgId, happenedOn, reason }: Move): Promise<void> {
  const rows = memberIds.map((memberId) => ({ member_id: memberId, event_id: newId() }))
  await sql`
    with moving as (
      select m.member_id, m.org_id as from_org, r.event_id
        from members m
        join jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(member_id uuid, event_id uuid)
          on r.member_id = m.member_id
       where m.county_id = ${ctx.county}
    ), moved as (
      update members m
         set org_id = ${toOrgId}, group_id = null, version = m.version + 1, updated_at = ${ctx.now},
             changed_in = m.changed_in || jsonb_build_object('orgId', m.version + 1)
        from moving v
       where m.county_id = ${ctx.county} and m.member_id = v.member_id
    )
    insert into member_events (county_id, event_id, member_id, org_id, kind, happened_on, from_value, to_value,
                               reason, recorded_by, recorded_at)
    select ${ctx.county}, v.event_id, v.member_id, ${toOrgId}, 'branch', ${happenedOn}::date, v.from_org::text,
           ${String(toOrgId)}, ${reason}, ${accountOf(ctx)}, ${ctx.now}
      from moving v`.execute(ctx.db)
}

/** The dated list and the posts follow into the new branch, so that it can read them. */
export async function moveTraces(ctx: Ctx, memberIds: readonly string[], toOrgId: number): Promise<void> {
  const ids = [...memberIds]
  await sql`
    update member_events set org_id = ${toOrgId}
     where county_id = ${ctx.county} and member_id = any(${ids}::uuid[]) and org_id <> ${toOrgId}`.execute(
    ctx.db,
  )
  await sql`
    update member_posts set org_id = ${toOrgId}
     where county_id = ${ctx.county} and member_id = any(${ids}::uuid[]) and org_id <> ${toOrgId}`.execute(
    ctx.db,
  )
}
