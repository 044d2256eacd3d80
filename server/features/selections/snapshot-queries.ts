import { sql } from 'kysely'
import type { SelectionSnapshot } from '../../../contract/selections.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type NewList = { listId: string; selectionId: string; orgId: number; snapshot: SelectionSnapshot }

export async function insertList(ctx: Ctx, row: NewList): Promise<void> {
  await ctx.db
    .insertInto('selection_lists')
    .values({
      county_id: ctx.county,
      list_id: row.listId,
      selection_id: row.selectionId,
      org_id: row.orgId,
      snapshot: sql<never>`${JSON.stringify(row.snapshot)}::jsonb`,
      drawn_by: accountOf(ctx),
      drawn_at: ctx.now,
    })
    .execute()
}

export type ListRow = NonNullable<Awaited<ReturnType<typeof findList>>>

/** The list that stands: neither sent back nor recalled. */
export async function findList(ctx: Ctx, selectionId: string) {
  const row = await ctx.db
    .selectFrom('selection_lists')
    .select(['list_id', 'snapshot', 'reviewer_name', 'address', 'published_on', 'closes_on', 'expires_on'])
    .where('county_id', '=', ctx.county)
    .where('selection_id', '=', selectionId)
    .where('withdrawn_on', 'is', null)
    .orderBy('drawn_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { ...row, snapshot: row.snapshot as unknown as SelectionSnapshot }
}

/** Where and when people are heard, as the organisation's last list said: it is not asked twice. */
export async function findLastContact(ctx: Ctx, orgId: number): Promise<SelectionSnapshot['contact'] | null> {
  const row = await ctx.db
    .selectFrom('selection_lists')
    .select('snapshot')
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .orderBy('drawn_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (row?.snapshot as unknown as SelectionSnapshot | undefined)?.contact ?? null
}

type Publishing = { reviewerName: string; address: string; closesOn: string; expiresOn: string }

/** Puts the list before the public: from now on the address leads here, until the end of its last day. */
export async function markPublished(ctx: Ctx, listId: string, publishing: Publishing): Promise<void> {
  const { reviewerName, address, closesOn, expiresOn } = publishing
  await ctx.db
    .updateTable('selection_lists')
    .set({
      reviewer_name: reviewerName,
      address,
      published_on: ctx.today,
      closes_on: closesOn,
      expires_on: expiresOn,
    })
    .where('county_id', '=', ctx.county)
    .where('list_id', '=', listId)
    .execute()
  await ctx.db
    .insertInto('address_locators')
    .values({
      address,
      county_id: ctx.county,
      kind: 'publication',
      target_id: listId,
      expires_on: expiresOn,
    })
    .execute()
}

export async function markListWithdrawn(ctx: Ctx, listId: string): Promise<void> {
  await ctx.db
    .updateTable('selection_lists')
    .set({ withdrawn_on: ctx.today })
    .where('county_id', '=', ctx.county)
    .where('list_id', '=', listId)
    .execute()
}

export type PublishedList = {
  listId: string
  snapshot: SelectionSnapshot
  reviewerName: string
  publishedOn: string
  closesOn: string
  expiresOn: string
}

/** What an address shows to anyone. Row-level security lets nothing else through to a reader without an account. */
export async function findPublishedList(ctx: Ctx, address: string): Promise<PublishedList | null> {
  const row = await ctx.db
    .selectFrom('selection_lists')
    .select(['list_id', 'snapshot', 'reviewer_name', 'published_on', 'closes_on', 'expires_on'])
    .where('county_id', '=', ctx.county)
    .where('address', '=', address)
    .where('published_on', 'is not', null)
    .where('withdrawn_on', 'is', null)
    .where('expires_on', '>=', ctx.today)
    .executeTakeFirst()
  if (!row?.published_on || !row.closes_on || !row.expires_on) return null
  return {
    listId: row.list_id,
    snapshot: row.snapshot as unknown as SelectionSnapshot,
    reviewerName: row.reviewer_name ?? '',
    publishedOn: row.published_on,
    closesOn: row.closes_on,
    expiresOn: row.expires_on,
  }
}

/** Rows of a list about which somebody objects and has no answer yet; null: about the list as a whole. */
export async function listOpenMarks(ctx: Ctx, listId: string): Promise<(number | null)[]> {
  const rows = await ctx.db
    .selectFrom('objection_marks')
    .select('row_no')
    .where('county_id', '=', ctx.county)
    .where('window_id', '=', listId)
    .where('state', '=', 'open')
    .execute()
  return rows.map((row) => row.row_no)
}
