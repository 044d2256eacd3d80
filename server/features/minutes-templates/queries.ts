import { sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'

/** Bound to its template: content that is swapped with another's does not open. */
function contextOf(templateId: string): string {
  return `minutes_templates.content ${templateId}`
}

type NewTemplate = { templateId: string; orgId: number; name: string; bytes: Uint8Array }

export async function insertTemplate(
  ctx: Ctx,
  { templateId, orgId, name, bytes }: NewTemplate,
): Promise<void> {
  const sealer = await ctx.sealer()
  await ctx.db
    .insertInto('minutes_templates')
    .values({
      county_id: ctx.county,
      template_id: templateId,
      org_id: orgId,
      name,
      content: sealer.sealBytes(bytes, contextOf(templateId)),
      uploaded_by: accountOf(ctx),
      uploaded_at: ctx.now,
    })
    .execute()
}

/** Templates with their places, without their content. */
function selectTemplates(ctx: Ctx) {
  return ctx.db
    .selectFrom('minutes_templates as t')
    .innerJoin('organisations as o', (join) =>
      join.on('o.county_id', '=', ctx.county).onRef('o.org_id', '=', 't.org_id'),
    )
    .select(['t.template_id', 't.name', 't.in_force', 'o.org_id', 'o.path', 'o.name as org_name'])
    .where('t.county_id', '=', ctx.county)
}

/** Undefined out of scope. */
export function findTemplate(ctx: Ctx, templateId: string) {
  return selectTemplates(ctx).where('t.template_id', '=', templateId).executeTakeFirst()
}

export async function readContent(ctx: Ctx, templateId: string): Promise<Buffer> {
  const { content } = await ctx.db
    .selectFrom('minutes_templates')
    .select('content')
    .where('county_id', '=', ctx.county)
    .where('template_id', '=', templateId)
    .executeTakeFirstOrThrow()
  const sealer = await ctx.sealer()
  return sealer.openBytes(content, contextOf(templateId))
}

/** What is in force at a path: its own template, else that of the nearest above it. */
export function findInForce(ctx: Ctx, path: string) {
  return selectTemplates(ctx)
    .where('t.in_force', '=', true)
    .where(sql<boolean>`starts_with(${path}::text, o.path)`)
    .orderBy(sql`length(o.path)`, 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The twenty that were uploaded last, and what is in force. */
export function listTemplates(ctx: Ctx, orgId: number) {
  return ctx.db
    .selectFrom('minutes_templates as t')
    .leftJoin('accounts as a', (join) =>
      join.on('a.county_id', '=', ctx.county).onRef('a.account_id', '=', 't.uploaded_by'),
    )
    .select(['t.template_id', 't.name', 't.uploaded_at', 't.enforced_at', 't.in_force', 'a.name as by_name'])
    .where('t.county_id', '=', ctx.county)
    .where('t.org_id', '=', orgId)
    .orderBy('t.in_force', 'desc')
    .orderBy('t.uploaded_at', 'desc')
    .orderBy('t.template_id')
    .limit(20)
    .execute()
}

/** Two that put one in force at once wait for each other here. */
export async function lockPlace(ctx: Ctx, orgId: number): Promise<void> {
  await ctx.db
    .selectFrom('organisations')
    .select('org_id')
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .forUpdate()
    .execute()
}

export async function endForce(ctx: Ctx, orgId: number): Promise<void> {
  await ctx.db
    .updateTable('minutes_templates')
    .set({ in_force: false })
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .where('in_force', '=', true)
    .execute()
}

export async function putInForce(ctx: Ctx, templateId: string): Promise<void> {
  await ctx.db
    .updateTable('minutes_templates')
    .set({ in_force: true, enforced_at: sql<Date>`coalesce(enforced_at, ${ctx.now})` })
    .where('county_id', '=', ctx.county)
    .where('template_id', '=', templateId)
    .execute()
}
