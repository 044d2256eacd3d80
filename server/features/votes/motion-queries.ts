import { sql } from 'kysely'
import type { MeetingTerms } from '../../../contract/quorum.ts'
import type { MotionResult } from '../../../contract/votes.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

/** The row that every count of a meeting waits for. */
export async function lockActivityRow(ctx: Ctx, activityId: string): Promise<void> {
  await ctx.db
    .selectFrom('activities')
    .select('activity_id')
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', activityId)
    .forNoKeyUpdate()
    .execute()
}

export type MotionRow = {
  motion_id: string
  activity_id: string
  org_id: number
  title: string
  way: 'hands' | 'ballot'
  state: 'put' | 'counted' | 'withdrawn'
  present_said: number | null
  expected: number | null
  present: number | null
  issued: number | null
  returned: number | null
  ayes: number | null
  noes: number | null
  abstain: number | null
  invalid: number | null
  tellers: string[] | null
  terms: MeetingTerms | null
  result: MotionResult | null
  frozen_at: Date | null
  counted_at: Date | null
  counted_by_name: string | null
  withdrawn_reason: string | null
}

function readMotions(ctx: Ctx) {
  return ctx.db
    .selectFrom('motions as v')
    .leftJoin('accounts as c', (join) =>
      join.on('c.county_id', '=', ctx.county).onRef('c.account_id', '=', 'v.counted_by'),
    )
    .select(['v.motion_id', 'v.activity_id', 'v.org_id', 'v.title', 'v.way', 'v.state', 'v.present_said'])
    .select(['v.expected', 'v.present', 'v.issued', 'v.returned', 'v.ayes', 'v.noes', 'v.abstain'])
    .select(['v.invalid', 'v.tellers', 'v.terms', 'v.result', 'v.frozen_at', 'v.counted_at'])
    .select(['v.withdrawn_reason', 'c.name as counted_by_name'])
    .where('v.county_id', '=', ctx.county)
    .orderBy('v.activity_id')
    .orderBy('v.position')
}

export async function listMotions(ctx: Ctx, activityIds: readonly string[]): Promise<MotionRow[]> {
  const rows = await readMotions(ctx)
    .where('v.activity_id', '=', sql<string>`any(${[...activityIds]}::uuid[])`)
    .execute()
  return rows as unknown as MotionRow[]
}

export async function findMotion(ctx: Ctx, motionId: string): Promise<MotionRow | undefined> {
  const row = await readMotions(ctx).where('v.motion_id', '=', motionId).executeTakeFirst()
  return row as unknown as MotionRow | undefined
}

export async function insertMotion(
  ctx: Ctx,
  wish: { activityId: string; orgId: number; title: string; way: string; position: number },
): Promise<void> {
  await ctx.db
    .insertInto('motions')
    .values({
      county_id: ctx.county,
      motion_id: ctx.requestId,
      activity_id: wish.activityId,
      org_id: wish.orgId,
      position: wish.position,
      title: wish.title,
      way: wish.way,
      state: 'put',
      put_by: accountOf(ctx),
      put_at: ctx.now,
    })
    .execute()
}

export type Sums = {
  present_said: number | null
  expected: number
  present: number
  issued: number | null
  returned: number | null
  ayes: number
  noes: number
  abstain: number
  invalid: number
  tellers: string[]
  terms: MeetingTerms
  result: MotionResult
  frozen_at: Date | null
}

export async function saveCount(ctx: Ctx, motionId: string, { terms, ...sums }: Sums): Promise<void> {
  await ctx.db
    .updateTable('motions')
    .set({
      ...sums,
      terms: sql<never>`${JSON.stringify(terms)}::jsonb`,
      state: 'counted',
      counted_by: accountOf(ctx),
      counted_at: ctx.now,
    })
    .where('county_id', '=', ctx.county)
    .where('motion_id', '=', motionId)
    .execute()
}

/** What the recording of the meeting made of a count. */
export async function freezeMotion(
  ctx: Ctx,
  motionId: string,
  frozen: { expected: number; present: number; terms: MeetingTerms; result: MotionResult },
): Promise<void> {
  const { terms, ...figures } = frozen
  await ctx.db
    .updateTable('motions')
    .set({ ...figures, terms: sql<never>`${JSON.stringify(terms)}::jsonb`, frozen_at: ctx.now })
    .where('county_id', '=', ctx.county)
    .where('motion_id', '=', motionId)
    .execute()
}

/** Blank again, to be counted anew. */
export async function clearCount(ctx: Ctx, motionId: string): Promise<void> {
  const blank = { ayes: null, noes: null, abstain: null, invalid: null, issued: null, returned: null }
  await ctx.db
    .updateTable('motions')
    .set({ ...blank, state: 'put', result: null, present: null, expected: null, present_said: null })
    .set({ tellers: null, terms: null, frozen_at: null, counted_by: null, counted_at: null })
    .where('county_id', '=', ctx.county)
    .where('motion_id', '=', motionId)
    .execute()
}

export async function markWithdrawn(ctx: Ctx, motionId: string, reason: string): Promise<void> {
  await ctx.db
    .updateTable('motions')
    .set({ state: 'withdrawn', withdrawn_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('motion_id', '=', motionId)
    .execute()
}

export async function insertHistory(
  ctx: Ctx,
  row: { motionId: string; orgId: number; reason: string; was: unknown },
): Promise<void> {
  await ctx.db
    .insertInto('motion_history')
    .values({
      county_id: ctx.county,
      motion_id: row.motionId,
      changed_at: ctx.now,
      org_id: row.orgId,
      changed_by: accountOf(ctx),
      reason: row.reason,
      was: sql<never>`${JSON.stringify(row.was)}::jsonb`,
    })
    .onConflict((oc) => oc.columns(['county_id', 'motion_id', 'changed_at']).doNothing())
    .execute()
}

export type HistoryRow = {
  motion_id: string
  reason: string
  was: MotionRow
  changed_at: Date
  name: string | null
}

export async function listHistory(ctx: Ctx, motionIds: readonly string[]): Promise<HistoryRow[]> {
  if (motionIds.length === 0) return []
  const rows = await ctx.db
    .selectFrom('motion_history as h')
    .leftJoin('accounts as c', (join) =>
      join.on('c.county_id', '=', ctx.county).onRef('c.account_id', '=', 'h.changed_by'),
    )
    .select(['h.motion_id', 'h.reason', 'h.was', 'h.changed_at', 'c.name'])
    .where('h.county_id', '=', ctx.county)
    .where('h.motion_id', '=', sql<string>`any(${[...motionIds]}::uuid[])`)
    .orderBy('h.changed_at')
    .execute()
  return rows as unknown as HistoryRow[]
}
