import { sql } from 'kysely'
import type { RuleKind } from '../../../contract/quorum.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type RuleRow = {
  rule_id: string
  org_id: number
  org_name: string
  path: string
  kind: RuleKind
  terms: unknown
  source: string
  valid_from: string
  valid_to: string | null
}

function readRules(ctx: Ctx) {
  return ctx.db
    .selectFrom('meeting_rules as r')
    .innerJoin('organisations as o', (join) =>
      join.on('o.county_id', '=', ctx.county).onRef('o.org_id', '=', 'r.org_id'),
    )
    .select(['r.rule_id', 'r.org_id', 'o.short_name as org_name', 'o.path', 'r.kind', 'r.terms', 'r.source'])
    .select(['r.valid_from', 'r.valid_to'])
    .where('r.county_id', '=', ctx.county)
}

/** In force on the day for an organisation: its own and those above it, the nearest last. */
export async function listInForce(ctx: Ctx, path: string, day: string): Promise<RuleRow[]> {
  const rows = await readRules(ctx)
    .where(sql<boolean>`starts_with(${path}::text, o.path)`)
    .where('r.valid_from', '<=', day)
    .where((eb) => eb.or([eb('r.valid_to', 'is', null), eb('r.valid_to', '>=', day)]))
    .orderBy(sql`length(o.path)`)
    .orderBy('r.valid_from')
    .execute()
  return rows as RuleRow[]
}

export async function findRule(ctx: Ctx, ruleId: string): Promise<RuleRow | undefined> {
  return (await readRules(ctx).where('r.rule_id', '=', ruleId).executeTakeFirst()) as RuleRow | undefined
}

export type NewRule = { orgId: number; kind: RuleKind; terms: unknown; source: string; from: string }

export async function insertRule(ctx: Ctx, wish: NewRule): Promise<void> {
  await ctx.db
    .insertInto('meeting_rules')
    .values({
      county_id: ctx.county,
      rule_id: ctx.requestId,
      org_id: wish.orgId,
      kind: wish.kind,
      terms: sql<never>`${JSON.stringify(wish.terms)}::jsonb`,
      source: wish.source,
      valid_from: wish.from,
      declared_by: accountOf(ctx),
      declared_at: ctx.now,
    })
    .execute()
}

/** Is there one of the same organisation and kind that begins on this very day? */
export async function hasRule(ctx: Ctx, { orgId, kind, from }: Pick<NewRule, 'orgId' | 'kind' | 'from'>) {
  const row = await ctx.db
    .selectFrom('meeting_rules')
    .select('rule_id')
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .where('kind', '=', kind)
    .where('valid_from', '=', from)
    .executeTakeFirst()
  return row !== undefined
}

/** Answers false when somebody else has ended it meanwhile. */
export async function markEnded(ctx: Ctx, ruleId: string, lastDay: string, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('meeting_rules')
    .set({ valid_to: lastDay, ended_by: accountOf(ctx), ended_at: ctx.now, end_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('rule_id', '=', ruleId)
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
