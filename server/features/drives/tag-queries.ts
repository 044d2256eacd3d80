import { sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type Source = 'activity' | 'worklist-item'
export type SourceRow = { source_id: string; org_id: number; path: string }

/** What bears a tag, with the organisation that it belongs to; nothing when it is out of scope. */
export async function findSource(ctx: Ctx, source: Source, sourceId: string): Promise<SourceRow | undefined> {
  const { county } = ctx
  const from =
    source === 'activity'
      ? sql`select activity_id as source_id, org_id from activities
             where county_id = ${county} and activity_id = ${sourceId}::uuid`
      : sql`select item_id as source_id, org_id from worklist_items
             where county_id = ${county} and item_id = ${sourceId}::uuid`
  const { rows } = await sql<SourceRow>`
    select s.source_id, s.org_id, o.path
      from (${from}) s
      join organisations o on o.county_id = ${county} and o.org_id = s.org_id`.execute(ctx.db)
  return rows[0]
}

export async function listTagsOf(ctx: Ctx, sourceId: string): Promise<string[]> {
  const { rows } = await sql<{ drive_id: string }>`
    select drive_id from drive_tags
     where county_id = ${ctx.county} and source_id = ${sourceId}::uuid`.execute(ctx.db)
  return rows.map((row) => row.drive_id)
}

type Tag = { driveId: string; source: Source; sourceId: string; orgId: number }

/** Twice the same is once. */
export async function addTag(ctx: Ctx, { driveId, source, sourceId, orgId }: Tag): Promise<void> {
  await sql`
    insert into drive_tags (county_id, drive_id, source_kind, source_id, org_id, tagged_by, tagged_at)
    values (${ctx.county}, ${driveId}::uuid, ${source}, ${sourceId}::uuid, ${orgId}, ${accountOf(ctx)}::uuid, ${ctx.now})
    on conflict (county_id, drive_id, source_kind, source_id) do nothing`.execute(ctx.db)
}

export async function removeTag(ctx: Ctx, { driveId, source, sourceId }: Tag): Promise<void> {
  await sql`
    delete from drive_tags
     where county_id = ${ctx.county} and drive_id = ${driveId}::uuid and source_kind = ${source}
       and source_id = ${sourceId}::uuid`.execute(ctx.db)
}

export type FigureRow = {
  org_id: number
  name: string
  activities: number
  person_times: number
  planned: number
  items: number
}

/** What was done under a drive, by organisation in the order of the register, as far as the reader sees. */
export async function listFigures(ctx: Ctx, driveId: string): Promise<FigureRow[]> {
  const { rows } = await sql<FigureRow>`
    select o.org_id, o.short_name as name,
           count(*) filter (where a.state in ('closed', 'reopened'))::int as activities,
           coalesce(sum(a.present) filter (where a.state in ('closed', 'reopened')), 0)::int as person_times,
           count(*) filter (where a.state = 'planned')::int as planned,
           count(i.item_id)::int as items
      from drive_tags t
      join organisations o on o.county_id = ${ctx.county} and o.org_id = t.org_id
      left join activities a on a.county_id = ${ctx.county} and t.source_kind = 'activity'
       and a.activity_id = t.source_id
      left join worklist_items i on i.county_id = ${ctx.county} and t.source_kind = 'worklist-item'
       and i.item_id = t.source_id
     where t.county_id = ${ctx.county} and t.drive_id = ${driveId}::uuid
       and (a.activity_id is not null or i.item_id is not null)
     group by o.org_id, o.short_name, o.path
     order by o.path`.execute(ctx.db)
  return rows
}

export type RecordRow = { source_id: string; title: string; day: string; state: string; link: string }

export async function listRecords(ctx: Ctx, driveId: string, orgId: number): Promise<RecordRow[]> {
  const { rows } = await sql<RecordRow>`
    select t.source_id, coalesce(a.title, i.title) as title, coalesce(a.day, w.week_from) as day,
           case when t.source_kind = 'worklist-item' then '清单里的事'
                when a.state = 'planned' then '安排了' when a.state = 'cancelled' then '取消了'
                else '记好了' end as state,
           case when a.activity_id is not null then '/activities/' || a.activity_id
                else '/worklists/' || i.worklist_id end as link
      from drive_tags t
      left join activities a on a.county_id = ${ctx.county} and t.source_kind = 'activity'
       and a.activity_id = t.source_id
      left join worklist_items i on i.county_id = ${ctx.county} and t.source_kind = 'worklist-item'
       and i.item_id = t.source_id
      left join worklists w on w.county_id = ${ctx.county} and w.worklist_id = i.worklist_id
     where t.county_id = ${ctx.county} and t.drive_id = ${driveId}::uuid and t.org_id = ${orgId}
       and (a.activity_id is not null or i.item_id is not null)
     order by day, t.source_id
     limit 200`.execute(ctx.db)
  return rows
}
