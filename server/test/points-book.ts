import type { Ctx } from '../core/context/context.ts'
import type { RefBook } from '../features/points/reference.ts'

/** What the reference needs to know of an organisation's facts and of the schemes that count there, from `from` on. */
export async function readBook(
  ctx: Ctx,
  orgId: number,
  versionIds: readonly number[],
  noted: { voided: Set<string>; approved: Map<string, boolean> },
  validFrom: string,
): Promise<RefBook> {
  const { county } = ctx
  const facts = await ctx.db
    .selectFrom('facts')
    .selectAll()
    .where('county_id', '=', county)
    .where('org_id', '=', orgId)
    .execute()
  const rules = await ctx.db
    .selectFrom('point_rules')
    .selectAll()
    .where('county_id', '=', county)
    .where('version_id', 'in', versionIds)
    .execute()
  const limits = await ctx.db
    .selectFrom('point_limits')
    .selectAll()
    .where('county_id', '=', county)
    .where('version_id', 'in', versionIds)
    .execute()
  const pairs = await ctx.db
    .selectFrom('point_limit_rules')
    .selectAll()
    .where('county_id', '=', county)
    .where('version_id', 'in', versionIds)
    .execute()
  const versions = await ctx.db
    .selectFrom('point_versions')
    .selectAll()
    .where('county_id', '=', county)
    .where('version_id', 'in', versionIds)
    .execute()
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
      needsApproval: row.needs_approval,
    })),
    limits: limits.map((row) => ({
      versionId: row.version_id,
      level: row.level,
      period: row.period as 'day',
      floor: row.floor,
      cap: row.cap,
      ruleIds: pairs
        .filter((pair) => pair.version_id === row.version_id && pair.limit_no === row.limit_no)
        .map((pair) => pair.rule_id),
    })),
    coverage: versions.map(({ version_id: versionId, cycle }) => ({
      orgId,
      versionId,
      cycle,
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
