import { type RawBuilder, sql } from 'kysely'
import type { AbsenceReason, Invitation, RollException, RollState } from '../../../contract/rolls.ts'
import type { Ctx } from '../../core/context/context.ts'
import type { Org } from './queries.ts'
import { reachOf } from './rules.ts'

const admitted = ['probationary', 'full']
const living = ['applicant', 'activist', 'target', ...admitted]

/** Whose members an organisation's own are: a condition on `m`. */
function withinReach(ctx: Ctx, org: Org): RawBuilder<boolean> {
  switch (reachOf(org.kind)) {
    case 'own':
      return sql`m.org_id = ${org.orgId}`
    case 'group':
      return sql`m.group_id = ${org.orgId}`
    case 'grid':
      return sql`m.grid_id = ${org.orgId}`
    case 'below':
      return sql`m.org_id in (select o.org_id from organisations o
        where o.county_id = ${ctx.county} and o.path >= ${org.path} and o.path < ${`${org.path}~`})`
  }
}

function isInvited(ctx: Ctx, org: Org, invitation: Invitation): RawBuilder<boolean> {
  switch (invitation.whom) {
    case 'named':
      return sql`m.stage = any(${living}::text[]) and m.member_id = any(${invitation.memberIds}::uuid[])`
    case 'everyone': {
      const stages = invitation.withApplicants ? living : admitted
      return sql`m.stage = any(${stages}::text[]) and ${withinReach(ctx, org)}`
    }
    case 'posts':
      return sql`m.stage = any(${admitted}::text[]) and ${withinReach(ctx, org)}
        and (m.party_post is not null or exists (
          select 1 from member_posts p
           where p.county_id = ${ctx.county} and p.member_id = m.member_id and p.kind = 'party'
             and p.valid_from <= ${ctx.today} and (p.valid_to is null or p.valid_to >= ${ctx.today})))`
  }
}

export async function countInvited(ctx: Ctx, org: Org, invitation: Invitation): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from members m
     where m.county_id = ${ctx.county} and ${isInvited(ctx, org, invitation)}`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

/** Puts on the rolls of some activities whoever is invited and is not on them yet. One statement, whatever their number. */
export async function addInvited(
  ctx: Ctx,
  activityIds: readonly string[],
  org: Org,
  invitation: Invitation,
): Promise<void> {
  await sql`
    insert into attendance (county_id, activity_id, member_id, org_id, branch_id, state)
    select ${ctx.county}, a.activity_id, m.member_id, ${org.orgId}, m.org_id, 'expected'
      from members m cross join unnest(${[...activityIds]}::uuid[]) as a(activity_id)
     where m.county_id = ${ctx.county} and ${isInvited(ctx, org, invitation)}
    on conflict (county_id, activity_id, member_id) do nothing`.execute(ctx.db)
}

/** Takes off the rolls whoever is not invited: everybody, or only those whom nobody has called yet. */
export async function removeUninvited(
  ctx: Ctx,
  activityIds: readonly string[],
  org: Org,
  invitation: Invitation,
  of: 'all' | 'not-called',
): Promise<void> {
  await sql`
    delete from attendance t
     where t.county_id = ${ctx.county} and t.activity_id = any(${[...activityIds]}::uuid[])
       and (${of === 'all'} or t.state = 'expected')
       and not exists (select 1 from members m
                        where m.county_id = ${ctx.county} and m.member_id = t.member_id
                          and ${isInvited(ctx, org, invitation)})`.execute(ctx.db)
}

export async function removeFromRoll(
  ctx: Ctx,
  activityId: string,
  memberIds: readonly string[],
): Promise<void> {
  await ctx.db
    .deleteFrom('attendance')
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', activityId)
    .where('member_id', '=', sql<string>`any(${[...memberIds]}::uuid[])`)
    .execute()
}

/** Who has left the Party or died since the plan was made is not present by default. */
export function dropExited(ctx: Ctx, activityId: string): void {
  ctx.ahead(sql`
    delete from attendance t
     where t.county_id = ${ctx.county} and t.activity_id = ${activityId} and t.state = 'expected'
       and exists (select 1 from members m
                    where m.county_id = ${ctx.county} and m.member_id = t.member_id and m.stage = 'exited')`)
}

/** Calls the whole roll: those named as they are named, everyone else present. */
export function callRoll(ctx: Ctx, activityId: string, said: readonly RollException[]): void {
  const rows = said.map((one) => ({
    member_id: one.memberId,
    state: one.state,
    reason: one.reason,
    note: one.note,
  }))
  const named = said.map((one) => one.memberId)
  ctx.ahead(sql`
    update attendance set state = 'present', reason = null, note = null
     where county_id = ${ctx.county} and activity_id = ${activityId} and member_id <> all(${named}::uuid[])
       and (state, reason, note) is distinct from ('present'::text, null::text, null::text)`)
  ctx.ahead(sql`
    update attendance t set state = s.state, reason = s.reason, note = s.note
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as s(member_id uuid, state text, reason text, note text)
     where t.county_id = ${ctx.county} and t.activity_id = ${activityId} and t.member_id = s.member_id
       and (t.state, t.reason, t.note) is distinct from (s.state, s.reason, s.note)`)
}

/** Whoever was not called was there. */
export function assumePresent(ctx: Ctx, activityId: string): void {
  ctx.ahead(
    ctx.db
      .updateTable('attendance')
      .set({ state: 'present' })
      .where('county_id', '=', ctx.county)
      .where('activity_id', '=', activityId)
      .where('state', '=', 'expected'),
  )
}

/** Writes onto activities themselves who is on their rolls, for the policies that may look at nothing else. */
export function refreshRolls(ctx: Ctx, activityIds: readonly string[]): void {
  ctx.ahead(sql`
    update activities a set roll = r.roll, branches = r.branches
      from unnest(${[...activityIds]}::uuid[]) as asked(activity_id)
     cross join lateral (
       select coalesce(array_agg(t.member_id order by t.member_id), '{}') as roll,
              coalesce(array_agg(distinct t.branch_id), '{}') as branches
         from attendance t where t.county_id = ${ctx.county} and t.activity_id = asked.activity_id) r
     where a.county_id = ${ctx.county} and a.activity_id = asked.activity_id
       and (a.roll, a.branches) is distinct from (r.roll, r.branches)`)
}

export async function listCalled(ctx: Ctx, activityId: string) {
  const rows = await ctx.db
    .selectFrom('attendance')
    .select(['member_id', 'state', 'reason'])
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', activityId)
    .orderBy('member_id')
    .execute()
  return rows.map((row) => ({
    memberId: row.member_id,
    state: row.state as RollState,
    reason: row.reason as AbsenceReason | null,
  }))
}

export type RollFilter = { all: boolean; branchIds: readonly number[]; ownId: string | null }

/** The rows of a roll with what stands beside them: the member as far as in reach, the leave, the scan. */
function readRoll(ctx: Ctx, activityId: string) {
  return (
    ctx.db
      .selectFrom('attendance as t')
      .leftJoin('members as m', (join) =>
        join.on('m.county_id', '=', ctx.county).onRef('m.member_id', '=', 't.member_id'),
      )
      .innerJoin('organisations as o', (join) =>
        join.on('o.county_id', '=', ctx.county).onRef('o.org_id', '=', 't.branch_id'),
      )
      // Until the roll is called, a granted leave is what it says of that member.
      .leftJoin('leaves as l', (join) =>
        join
          .on('l.county_id', '=', ctx.county)
          .onRef('l.activity_id', '=', 't.activity_id')
          .onRef('l.member_id', '=', 't.member_id')
          .on('l.state', '=', 'granted')
          .on('t.state', '=', 'expected'),
      )
      // Who came from another branch is known by the scan.
      .leftJoin('check_ins as c', (join) =>
        join
          .on('c.county_id', '=', ctx.county)
          .onRef('c.activity_id', '=', 't.activity_id')
          .onRef('c.member_id', '=', 't.member_id'),
      )
      .where('t.county_id', '=', ctx.county)
      .where('t.activity_id', '=', activityId)
  )
}

/** The rows of a roll that a reader may see, in the order of pinyin. A member out of scope has no name here. */
export function listRoll(ctx: Ctx, activityId: string, { all, branchIds, ownId }: RollFilter) {
  return readRoll(ctx, activityId)
    .select(['t.member_id', 't.branch_id', 'm.name_pinyin', 'm.stage', 'o.name as branch_name'])
    .select([
      sql<string>`case when l.leave_id is null then t.state else 'leave' end`.as('state'),
      sql<string | null>`coalesce(l.reason, t.reason)`.as('reason'),
      sql<string | null>`coalesce(l.note, t.note)`.as('note'),
      sql<string | null>`coalesce(m.name, c.member_name)`.as('name'),
    ])
    .where((eb) =>
      eb.or([
        sql<boolean>`${all}`,
        eb('t.branch_id', '=', sql<number>`any(${[...branchIds]}::int[])`),
        eb('t.member_id', '=', ownId),
      ]),
    )
    .where((eb) =>
      eb.or([eb('t.state', '<>', 'expected'), eb('m.stage', 'is', null), eb('m.stage', '<>', 'exited')]),
    )
    .orderBy(sql`m.name_pinyin nulls last`)
    .orderBy('t.member_id')
    .execute()
}
export type RollRecord = Awaited<ReturnType<typeof listRoll>>[number]
