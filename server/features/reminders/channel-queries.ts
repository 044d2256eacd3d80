import { sql } from 'kysely'
import type { DeliveryError, OwnChannel, RobotChannel } from '../../../contract/channels.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export function listChannels(ctx: Ctx) {
  return ctx.db
    .selectFrom('county_channels')
    .select(['channel', 'is_on', 'config_sealed', 'version'])
    .where('county_id', '=', ctx.county)
    .execute()
}

export async function findChannel(ctx: Ctx, channel: OwnChannel) {
  return (await listChannels(ctx)).find((row) => row.channel === channel)
}

/** Answers the new version; nothing when it was saved by another since `version` was read. */
export async function saveChannel(
  ctx: Ctx,
  { channel, version, on, sealed }: { channel: OwnChannel; version: number; on: boolean; sealed: Buffer },
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`
    insert into county_channels as c (county_id, channel, is_on, config_sealed, set_by, set_at, version)
    select ${ctx.county}, ${channel}, ${on}, ${sealed}, ${accountOf(ctx)}::uuid, ${ctx.now}, 1
     where ${version}::int = 0 or exists (
       select from county_channels e where e.county_id = ${ctx.county} and e.channel = ${channel})
    on conflict (county_id, channel) do update
      set is_on = excluded.is_on, config_sealed = excluded.config_sealed, set_by = excluded.set_by,
          set_at = excluded.set_at, version = c.version + 1
      where c.version = ${version}
    returning c.version`.execute(ctx.db)
  return rows[0]?.version
}

export type RobotRow = {
  robot_id: string
  channel: RobotChannel
  name: string
  set_name: string | null
  set_at: Date
  last_sent: Date | null
  last_failed: Date | null
  last_error: DeliveryError | null
}

/** Those of one organisation that are in use, with what became of the last that was sent by each. */
export async function listRobots(ctx: Ctx, orgId: number): Promise<RobotRow[]> {
  const { rows } = await sql<RobotRow>`
    select r.robot_id, r.channel, r.name, a.name as set_name, r.set_at, d.last_sent, d.last_failed,
           case when d.last_failed > coalesce(d.last_sent, d.last_failed - interval '1 second') then d.last_error end as last_error
      from group_robots r
      left join accounts a on a.county_id = ${ctx.county} and a.account_id = r.set_by
      left join lateral (
        select max(d.settled_at) filter (where d.state = 'sent') as last_sent,
               max(d.settled_at) filter (where d.state = 'given-up') as last_failed,
               (array_agg(d.error order by d.settled_at desc) filter (where d.state = 'given-up'))[1] as last_error
          from deliveries d
         where d.county_id = ${ctx.county} and d.org_id = r.org_id and d.target_id = r.robot_id
      ) d on true
     where r.county_id = ${ctx.county} and r.org_id = ${orgId} and r.ended_at is null
     order by r.set_at, r.robot_id`.execute(ctx.db)
  return rows
}

export async function insertRobot(
  ctx: Ctx,
  { orgId, channel, name, sealed }: { orgId: number; channel: RobotChannel; name: string; sealed: Buffer },
): Promise<void> {
  await ctx.db
    .insertInto('group_robots')
    .values({
      county_id: ctx.county,
      robot_id: ctx.requestId,
      org_id: orgId,
      channel,
      name,
      address_sealed: sealed,
      set_by: accountOf(ctx),
      set_at: ctx.now,
    })
    .execute()
}

export function findRobot(ctx: Ctx, robotId: string) {
  return ctx.db
    .selectFrom('group_robots as r')
    .innerJoin('organisations as o', (join) =>
      join.on('o.county_id', '=', ctx.county).onRef('o.org_id', '=', 'r.org_id'),
    )
    .select(['r.org_id', 'o.path', 'r.ended_at'])
    .where('r.county_id', '=', ctx.county)
    .where('r.robot_id', '=', robotId)
    .executeTakeFirst()
}

export async function endRobot(ctx: Ctx, robotId: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('group_robots')
    .set({ ended_at: ctx.now })
    .where('county_id', '=', ctx.county)
    .where('robot_id', '=', robotId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
