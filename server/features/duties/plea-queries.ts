import { accountOf, type Ctx } from '../../core/context/context.ts'

export type Cell = { orgId: number; requirementId: string; periodStart: string }

/** The duty as it stands, locked, with where its organisation is. */
export function lockDuty(ctx: Ctx, { orgId, requirementId, periodStart }: Cell) {
  return ctx.db
    .selectFrom('duties as d')
    .innerJoin('organisations as o', (join) =>
      join.on('o.county_id', '=', ctx.county).onRef('o.org_id', '=', 'd.org_id'),
    )
    .select(['d.org_id', 'd.period_end', 'd.met_on', 'd.met_source', 'o.path'])
    .where('d.county_id', '=', ctx.county)
    .where('d.org_id', '=', orgId)
    .where('d.requirement_id', '=', requirementId)
    .where('d.period_start', '=', periodStart)
    .forNoKeyUpdate('d')
    .executeTakeFirst()
}

export async function insertPlea(
  ctx: Ctx,
  plea: Cell & { kind: 'excuse' | 'correction'; reason: string; procedureId: string },
): Promise<void> {
  await ctx.db
    .insertInto('duty_pleas')
    .values({
      county_id: ctx.county,
      plea_id: ctx.requestId,
      kind: plea.kind,
      org_id: plea.orgId,
      requirement_id: plea.requirementId,
      period_start: plea.periodStart,
      reason: plea.reason,
      state: 'asked',
      procedure_id: plea.procedureId,
      asked_by: accountOf(ctx),
      asked_at: ctx.now,
    })
    .execute()
}

export function findPlea(ctx: Ctx, pleaId: string) {
  return ctx.db
    .selectFrom('duty_pleas as p')
    .innerJoin('organisations as o', (join) =>
      join.on('o.county_id', '=', ctx.county).onRef('o.org_id', '=', 'p.org_id'),
    )
    .selectAll('p')
    .select('o.path')
    .where('p.county_id', '=', ctx.county)
    .where('p.plea_id', '=', pleaId)
    .executeTakeFirst()
}

export async function markPlea(
  ctx: Ctx,
  pleaId: string,
  { state, note }: { state: string; note: string | null },
): Promise<void> {
  await ctx.db
    .updateTable('duty_pleas')
    .set({ state, note, decided_by: accountOf(ctx), decided_at: ctx.now })
    .where('county_id', '=', ctx.county)
    .where('plea_id', '=', pleaId)
    .execute()
}

/** The last day up to which an organisation, or one above it, has closed its periods. */
export async function findClosedTo(ctx: Ctx, path: string): Promise<string | null> {
  const ids = (path.match(/.{4}/g) ?? []).map((step) => Number.parseInt(step, 36))
  const row = await ctx.db
    .selectFrom('duty_closings')
    .select(({ fn }) => fn.max<string | null>('closed_to').as('closed_to'))
    .where('county_id', '=', ctx.county)
    .where('org_id', 'in', ids.length > 0 ? ids : [0])
    .executeTakeFirst()
  return row?.closed_to ?? null
}

export async function insertClosing(ctx: Ctx, orgId: number, to: string): Promise<void> {
  await ctx.db
    .insertInto('duty_closings')
    .values({
      county_id: ctx.county,
      org_id: orgId,
      closed_to: to,
      closed_by: accountOf(ctx),
      closed_at: ctx.now,
    })
    .execute()
}
