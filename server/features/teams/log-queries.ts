import { type RawBuilder, sql } from 'kysely'
import { type LogMeasure, logMeasures } from '../../../contract/log-measures.ts'
import type { WorkKind } from '../../../contract/work-kinds.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type Amounts = Partial<Record<LogMeasure, number>>

export type NewLog = {
  work: { kind: WorkKind; id: string }
  orgId: number
  branchId: number | null
  memberId: string | null
  personId: string | null
  day: string
  amounts: Amounts
  note: string | null
  finding: string | null
}

export async function insertLog(ctx: Ctx, log: NewLog): Promise<void> {
  const of = (kind: WorkKind) => (log.work.kind === kind ? log.work.id : null)
  await ctx.db
    .insertInto('duty_logs')
    .values({
      ...{ county_id: ctx.county, log_id: ctx.requestId, org_id: log.orgId, branch_id: log.branchId },
      ...{ member_id: log.memberId, person_id: log.personId, day: log.day },
      ...{ post_id: of('post'), area_id: of('area'), team_id: of('team') },
      ...{ rounds: log.amounts.rounds ?? null, km: log.amounts.km ?? null },
      ...{ tonnes: log.amounts.tonnes ?? null, hours: log.amounts.hours ?? null },
      ...{ note: log.note, finding: log.finding, recorded_by: accountOf(ctx), recorded_at: ctx.now },
    })
    .execute()
}

export type LogRow = {
  log_id: string
  day: string
  kind: WorkKind
  work_id: string
  work_name: string
  org_id: number
  org_name: string
  path: string
  branch_path: string | null
  member_id: string | null
  person_id: string | null
  name: string | null
  rounds: number | null
  km: number | null
  tonnes: number | null
  hours: number | null
  note: string | null
  finding: string | null
  case_id: string | null
  withdraw_reason: string | null
}

/** Which logs: of the organisations of `paths`, and of the member that asks. */
export type LogFilter = {
  paths: readonly string[]
  ownId: string | null
  /** Only at and below one place. */
  at?: string | undefined
  year?: number | undefined
  teamId?: string | undefined
  postId?: string | undefined
  areaId?: string | undefined
  memberId?: string | undefined
  personId?: string | undefined
  open?: boolean | undefined
}

const year = (value: number) => [`${value}-01-01`, `${value}-12-31`] as const

function matching({ paths, ownId, at, open, ...by }: LogFilter): RawBuilder<unknown> {
  const [from, to] = by.year === undefined ? ['1800-01-01', '2999-12-31'] : year(by.year)
  const columns = {
    team_id: by.teamId,
    post_id: by.postId,
    area_id: by.areaId,
    member_id: by.memberId,
    person_id: by.personId,
  }
  const equal = Object.entries(columns).flatMap(([column, id]) =>
    id === undefined ? [] : [sql`and l.${sql.ref(column)} = ${id}::uuid`],
  )
  return sql`l.day between ${from}::date and ${to}::date
    and (l.member_id = ${ownId}::uuid or exists (
      select 1 from unnest(${[...paths]}::text[]) as p (at)
       where o.path >= p.at collate "C" and o.path < (p.at || '~') collate "C"))
    ${at === undefined ? sql`` : sql`and starts_with(o.path, ${at})`}
    ${open ? sql`and l.finding is not null and l.case_id is null and l.withdrawn_at is null` : sql``}
    ${sql.join(equal, sql` `)}`
}

const joined = (ctx: Ctx) => sql`
      from duty_logs l
      join organisations o on o.county_id = ${ctx.county} and o.org_id = l.org_id
      left join organisations b on b.county_id = ${ctx.county} and b.org_id = l.branch_id
      left join posts p on p.county_id = ${ctx.county} and p.post_id = l.post_id
      left join duty_areas a on a.county_id = ${ctx.county} and a.area_id = l.area_id
      left join teams t on t.county_id = ${ctx.county} and t.team_id = l.team_id
      left join members m on m.county_id = ${ctx.county} and m.member_id = l.member_id
      left join team_people v on v.county_id = ${ctx.county} and v.person_id = l.person_id`

const whatAndWho = sql`
      case when l.post_id is not null then 'post' when l.area_id is not null then 'area' else 'team' end as kind,
      coalesce(l.post_id, l.area_id, l.team_id) as work_id, coalesce(p.title, a.name, t.name) as work_name,
      o.short_name as org_name, o.path, b.path as branch_path, l.member_id, l.person_id, coalesce(m.name, v.name) as name`

function readLogs(ctx: Ctx, where: RawBuilder<unknown>, page: RawBuilder<unknown>): RawBuilder<LogRow> {
  return sql<LogRow>`
    select l.log_id, l.day, ${whatAndWho}, l.org_id, l.rounds, l.km, l.tonnes, l.hours, l.note, l.finding, l.case_id,
           l.withdraw_reason
      ${joined(ctx)}
     where l.county_id = ${ctx.county} and ${where}
     order by l.day desc, l.recorded_at desc, l.log_id desc
     ${page}`
}

export async function listLogs(
  ctx: Ctx,
  filter: LogFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<LogRow[]> {
  const page = sql`limit ${limit} offset ${offset}`
  return (await readLogs(ctx, matching(filter), page).execute(ctx.db)).rows
}

export async function countLogs(ctx: Ctx, filter: LogFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
      from duty_logs l
      join organisations o on o.county_id = ${ctx.county} and o.org_id = l.org_id
     where l.county_id = ${ctx.county} and ${matching(filter)}`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

export async function findLog(ctx: Ctx, logId: string): Promise<LogRow | undefined> {
  return (await readLogs(ctx, sql`l.log_id = ${logId}::uuid`, sql``).execute(ctx.db)).rows[0]
}

/** False when it is withdrawn already. */
export async function withdrawLog(ctx: Ctx, logId: string, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('duty_logs')
    .set({ withdrawn_at: ctx.now, withdraw_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('log_id', '=', logId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** False when another has made a case of it. */
export async function tieCase(ctx: Ctx, logId: string, caseId: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('duty_logs')
    .set({ case_id: caseId })
    .where('county_id', '=', ctx.county)
    .where('log_id', '=', logId)
    .where('case_id', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export type TotalRow = Pick<
  LogRow,
  'kind' | 'work_id' | 'work_name' | 'org_name' | 'path' | 'branch_path' | 'member_id' | 'person_id' | 'name'
> & { times: number } & Record<LogMeasure, number>

/** Sums of one year by work or by person; what was withdrawn is not in them. By name and place, never by size. */
export async function sumLogs(ctx: Ctx, filter: LogFilter, by: 'work' | 'person'): Promise<TotalRow[]> {
  const key = by === 'work' ? sql`x.work_id` : sql`coalesce(x.member_id, x.person_id)`
  const one = (column: string) => sql`(array_agg(x.${sql.ref(column)}))[1] as ${sql.ref(column)}`
  const said = [
    'kind',
    'work_id',
    'work_name',
    'org_name',
    'path',
    'branch_path',
    'member_id',
    'person_id',
    'name',
  ]
  const sums = logMeasures.map(
    (measure) => sql`coalesce(sum(x.${sql.ref(measure)}), 0)::float8 as ${sql.ref(measure)}`,
  )
  const { rows } = await sql<TotalRow>`
    select * from (
      select ${sql.join(said.map(one))}, count(*)::int as times, ${sql.join(sums)}
        from (select ${whatAndWho}, l.rounds, l.km, l.tonnes, l.hours ${joined(ctx)}
               where l.county_id = ${ctx.county} and l.withdrawn_at is null and ${matching(filter)}) x
       group by ${key}
    ) y
     order by y.path, ${by === 'work' ? sql`y.work_name` : sql`y.name`}, y.work_id
     limit 1000`.execute(ctx.db)
  return rows
}
