import { type RawBuilder, sql } from 'kysely'
import type { driveKinds } from '../../../contract/drives.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type DriveRow = {
  drive_id: string
  org_id: number
  org_name: string
  path: string
  name: string
  kind: (typeof driveKinds)[number]
  note: string
  valid_from: string
  valid_to: string
  ended_on: string | null
  end_reason: string | null
}

function readDrives(ctx: Ctx, where: RawBuilder<unknown>): RawBuilder<DriveRow> {
  return sql<DriveRow>`
    select d.drive_id, d.org_id, o.name as org_name, o.path, d.name, d.kind, d.note, d.valid_from, d.valid_to,
           d.ended_on, d.end_reason
      from drives d
      join organisations o on o.county_id = ${ctx.county} and o.org_id = d.org_id
     where d.county_id = ${ctx.county} and ${where}
     order by d.ended_on is not null, d.valid_to desc, d.drive_id
     limit 200`
}

/** Drives of organisations at, above or below one of these paths. */
export async function listDrives(ctx: Ctx, paths: readonly string[]): Promise<DriveRow[]> {
  const where = sql`exists (
    select 1 from unnest(${[...paths]}::text[]) as p (at)
     where starts_with(o.path, p.at) or starts_with(p.at, o.path))`
  return (await readDrives(ctx, where).execute(ctx.db)).rows
}

/** What runs today for an organisation: started there or above it. */
export async function listInForce(ctx: Ctx, path: string): Promise<DriveRow[]> {
  const where = sql`starts_with(${path}, o.path) and d.ended_on is null
    and ${ctx.today}::date between d.valid_from and d.valid_to`
  return (await readDrives(ctx, where).execute(ctx.db)).rows
}

export async function findDrive(ctx: Ctx, driveId: string): Promise<DriveRow | undefined> {
  return (await readDrives(ctx, sql`d.drive_id = ${driveId}::uuid`).execute(ctx.db)).rows[0]
}

export type NewDrive = {
  name: string
  kind: DriveRow['kind']
  note: string
  validFrom: string
  validTo: string
}

export async function insertDrive(ctx: Ctx, orgId: number, row: NewDrive): Promise<void> {
  await ctx.db
    .insertInto('drives')
    .values({
      county_id: ctx.county,
      drive_id: ctx.requestId,
      org_id: orgId,
      name: row.name,
      kind: row.kind,
      note: row.note,
      valid_from: row.validFrom,
      valid_to: row.validTo,
      started_by: accountOf(ctx),
      started_at: ctx.now,
    })
    .execute()
}

/** False when somebody has ended it already. */
export async function endDrive(ctx: Ctx, driveId: string, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('drives')
    .set({ ended_on: ctx.today, end_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('drive_id', '=', driveId)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
