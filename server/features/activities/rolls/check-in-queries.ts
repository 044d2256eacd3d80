import { sql } from 'kysely'
import { accountOf, type Ctx } from '../../../core/context/context.ts'

export async function findCode(ctx: Ctx, activityId: string) {
  return ctx.db
    .selectFrom('check_in_codes')
    .select(['org_id', 'secret_sealed', 'opened_at', 'closed_at'])
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', activityId)
    .executeTakeFirst()
}

/** The first to open it makes the secret; whoever opens it again sees the same codes. After a move it is a new one. */
export async function insertCode(
  ctx: Ctx,
  code: { activityId: string; orgId: number; sealed: Buffer },
): Promise<void> {
  await ctx.db
    .insertInto('check_in_codes')
    .values({
      county_id: ctx.county,
      activity_id: code.activityId,
      org_id: code.orgId,
      secret_sealed: code.sealed,
      opened_by: accountOf(ctx),
      opened_at: ctx.now,
    })
    .onConflict((oc) =>
      oc
        .columns(['county_id', 'activity_id'])
        .doUpdateSet((eb) => ({
          secret_sealed: eb.ref('excluded.secret_sealed'),
          opened_by: eb.ref('excluded.opened_by'),
          opened_at: eb.ref('excluded.opened_at'),
          closed_at: null,
        }))
        .where('check_in_codes.closed_at', 'is not', null),
    )
    .execute()
}

/** These may stand on another day now: a code that was put up on the day before the move is taken down. */
export function closeMovedCodes(ctx: Ctx, activityIds: readonly string[]): void {
  const ids = [...activityIds]
  ctx.ahead(sql`
    update check_in_codes k set closed_at = ${ctx.now}
      from activities a
     where k.county_id = ${ctx.county} and k.activity_id = any(${ids}::uuid[]) and k.closed_at is null
       and a.county_id = ${ctx.county} and a.activity_id = k.activity_id
       and a.day <> (k.opened_at at time zone 'Asia/Shanghai')::date`)
}

export function closeCodes(ctx: Ctx, activityIds: readonly string[]): void {
  ctx.ahead(
    ctx.db
      .updateTable('check_in_codes')
      .set({ closed_at: ctx.now })
      .where('county_id', '=', ctx.county)
      .where('activity_id', '=', sql<string>`any(${[...activityIds]}::uuid[])`)
      .where('closed_at', 'is', null),
  )
}

export async function countCheckIns(ctx: Ctx, activityId: string): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('check_ins')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', activityId)
    .executeTakeFirstOrThrow()
  return count
}

/** The member's own row of the register, and whether the member stands on this roll. */
export async function findSelf(ctx: Ctx, activityId: string, memberId: string) {
  const { rows } = await sql<{ name: string; branchId: number; branchName: string; onRoll: boolean }>`
    select m.name, m.org_id as "branchId", o.name as "branchName",
           exists (select 1 from attendance t
                    where t.county_id = ${ctx.county} and t.activity_id = ${activityId}
                      and t.member_id = m.member_id) as "onRoll"
      from members m
      join organisations o on o.county_id = ${ctx.county} and o.org_id = m.org_id
     where m.county_id = ${ctx.county} and m.member_id = ${memberId} and m.stage <> 'exited'`.execute(ctx.db)
  return rows[0]
}

export type NewCheckIn = {
  activityId: string
  memberId: string
  orgId: number
  branchId: number
  name: string
  branchName: string
  scannedAt: Date
}

/** A second one of the same member is refused by the key. */
export async function insertCheckIn(ctx: Ctx, one: NewCheckIn): Promise<void> {
  await ctx.db
    .insertInto('check_ins')
    .values({
      county_id: ctx.county,
      activity_id: one.activityId,
      member_id: one.memberId,
      check_in_id: ctx.requestId,
      org_id: one.orgId,
      branch_id: one.branchId,
      member_name: one.name,
      branch_name: one.branchName,
      scanned_at: one.scannedAt,
      received_at: ctx.now,
    })
    .execute()
}

/** Puts on the roll those of the named who came from another branch and scanned the code: their register is not in reach. */
export async function addVisitors(
  ctx: Ctx,
  activityId: string,
  orgId: number,
  memberIds: readonly string[],
): Promise<void> {
  await sql`
    insert into attendance (county_id, activity_id, member_id, org_id, branch_id, state)
    select ${ctx.county}, ${activityId}, c.member_id, ${orgId}, c.branch_id, 'expected'
      from check_ins c
     where c.county_id = ${ctx.county} and c.activity_id = ${activityId}
       and c.member_id = any(${[...memberIds]}::uuid[])
    on conflict (county_id, activity_id, member_id) do nothing`.execute(ctx.db)
}
