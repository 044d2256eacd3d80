import type { BoardSnapshot } from '../../../contract/boards.ts'
import type { Ctx } from '../../core/context/context.ts'

export async function findSnapshot(ctx: Ctx, publicationId: string): Promise<BoardSnapshot | null> {
  const row = await ctx.db
    .selectFrom('publications')
    .select('snapshot')
    .where('county_id', '=', ctx.county)
    .where('publication_id', '=', publicationId)
    .executeTakeFirst()
  return (row?.snapshot as BoardSnapshot | undefined) ?? null
}

/** Where and when people may come, as the organisation's last list said: it is not asked twice. */
export async function findLastContact(ctx: Ctx, orgId: number): Promise<BoardSnapshot['contact'] | null> {
  const row = await ctx.db
    .selectFrom('publications')
    .select('snapshot')
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .orderBy('prepared_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (row?.snapshot as BoardSnapshot | undefined)?.contact ?? null
}

export type Published = {
  publicationId: string
  snapshot: BoardSnapshot
  reviewerName: string
  publishedOn: string
  closesOn: string
  expiresOn: string
}

/** What an address shows to anyone. Row-level security lets nothing else through to a reader without an account. */
export async function findPublished(ctx: Ctx, address: string): Promise<Published | null> {
  const row = await ctx.db
    .selectFrom('publications')
    .select(['publication_id', 'snapshot', 'reviewer_name', 'published_on', 'closes_on', 'expires_on'])
    .where('county_id', '=', ctx.county)
    .where('address', '=', address)
    .where('published_on', 'is not', null)
    .where('withdrawn_on', 'is', null)
    .where('expires_on', '>=', ctx.today)
    .executeTakeFirst()
  if (!row?.published_on || !row.closes_on || !row.expires_on) return null
  return {
    publicationId: row.publication_id,
    snapshot: row.snapshot as BoardSnapshot,
    reviewerName: row.reviewer_name ?? '',
    publishedOn: row.published_on,
    closesOn: row.closes_on,
    expiresOn: row.expires_on,
  }
}

/** What stands beside the figures of a publication: objected to, kept, corrected. The newest last. */
export function listMarks(ctx: Ctx, publicationId: string) {
  return ctx.db
    .selectFrom('objection_marks')
    .select(['row_no', 'fact_no', 'state', 'change'])
    .where('county_id', '=', ctx.county)
    .where('window_id', '=', publicationId)
    .orderBy('raised_at')
    .orderBy('objection_id')
    .execute()
}
