import { type Selectable, sql } from 'kysely'
import type { Ctx } from '../core/context/context.ts'
import type { DB } from '../core/db/schema.generated.ts'
import type { RefBand, RefBook, RefLimit } from '../features/points/reference.ts'

type Noted = { voided: Set<string>; approved: Map<string, boolean> }

async function readRows({ db, county }: Ctx, orgId: number, versionIds: readonly number[]) {
  const facts = await db
    .selectFrom('facts')
    .selectAll()
    .where('county_id', '=', county)
    .where('org_id', '=', orgId)
    .execute()
  const ofVersions = <T extends 'point_rules' | 'point_limits' | 'point_limit_rules' | 'point_versions'>(
    table: T,
  ) =>
    sql<Selectable<DB[T]>>`
      select * from ${sql.table(table)}
       where county_id = ${county} and version_id = any(${versionIds}::int[])`.execute(db)
  return {
    facts,
    rules: (await ofVersions('point_rules')).rows,
    limits: (await ofVersions('point_limits')).rows,
    pairs: (await ofVersions('point_limit_rules')).rows,
    versions: (await ofVersions('point_versions')).rows,
  }
}

/** What the reference needs to know of an organisation's facts and of the schemes that count there from a day on. */
export async function readBook(
  ctx: Ctx,
  orgId: number,
  versionIds: readonly number[],
  noted: Noted,
  validFrom: string,
): Promise<RefBook> {
  const { facts, rules, limits, pairs, versions } = await readRows(ctx, orgId, versionIds)
  return {
    facts: facts.map((row) => ({
      factId: row.fact_id,
      kind: row.kind,
      day: row.day,
      memberId: row.member_id,
      orgId: row.org_id,
      quantity: row.quantity,
      attrs: row.attrs as Record<string, unknown>,
      recordedAt: row.recorded_at.getTime(),
      voided: noted.voided.has(row.fact_id),
      claimed: row.source_kind === 'hand-entry',
    })),
    rules: rules.map((row) => ({
      ruleId: row.rule_id,
      versionId: row.version_id,
      code: row.code,
      class: row.class,
      factKind: row.fact_kind,
      pattern: row.pattern as Record<string, unknown>,
      mode: row.mode as 'fixed',
      points: row.points,
      per: row.per,
      tableKey: row.table_key,
      table: row.points_table as Record<string, number> | null,
      bands: row.bands as RefBand[] | null,
      least: row.least,
      most: row.most,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      needsApproval: row.needs_approval,
    })),
    limits: limits.map((row) => readLimit(row, pairs)),
    coverage: versions.map(({ version_id: versionId, cycle, start_points: start }) => ({
      orgId,
      versionId,
      cycle,
      start,
      from: validFrom,
      to: '9999-12-31',
    })),
    approved: new Set(
      [...noted.approved]
        .filter(([, yes]) => yes)
        .flatMap(([fact]) => rules.map((one) => `${fact}/${one.code}`)),
    ),
  }
}

function readLimit(
  row: Selectable<DB['point_limits']>,
  pairs: readonly Selectable<DB['point_limit_rules']>[],
): RefLimit {
  const own = pairs.filter((pair) => pair.version_id === row.version_id && pair.limit_no === row.limit_no)
  return {
    versionId: row.version_id,
    level: row.level,
    period: row.period as 'day',
    way: row.way as 'clamp',
    floor: row.floor,
    cap: row.cap,
    free: row.free,
    steps: row.steps as number[] | null,
    per: row.per,
    points: row.points,
    by: row.by as 'count' | null,
    bands: row.bands as RefBand[] | null,
    counted: own.filter((pair) => pair.counted).map((pair) => pair.rule_id),
    ruleIds: own.map((pair) => pair.rule_id),
  }
}
