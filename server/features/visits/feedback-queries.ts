import { sql } from 'kysely'
import type { CheckVerdict } from '../../../contract/visit-words.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type FeedbackRecord = {
  check_id: string
  visit_id: string
  path: string
  grid_name: string
  address: string
  visited_on: string
  verdict: CheckVerdict
  feedback: string | null
  checked_by_name: string
  case_id: string | null
  answer: string | null
  checked_at: Date
}

/** What checks said of the visits of who reads: what does not agree and was not read yet, then the newest. */
export async function readFeedback(
  ctx: Ctx,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: FeedbackRecord[]; count: number }> {
  const { rows } = await sql<FeedbackRecord>`
    select i.check_id, i.visit_id, g.path, g.name as grid_name, h.address, v.visited_on, i.verdict, i.feedback,
           b.name as checked_by_name, i.case_id, i.answer, i.checked_at
      from visit_check_items i
      join visits v on v.county_id = ${ctx.county} and v.visit_id = i.visit_id
      join organisations g on g.county_id = ${ctx.county} and g.org_id = v.org_id
      join households h on h.county_id = ${ctx.county} and h.household_id = v.household_id
      join accounts b on b.county_id = ${ctx.county} and b.account_id = i.checked_by
     where i.county_id = ${ctx.county} and i.visited_by = ${accountOf(ctx)}::uuid and i.checked_at is not null
     order by i.verdict = 'differs' and i.seen_at is null desc, i.checked_at desc, i.visit_id
     limit ${limit} offset ${offset}`.execute(ctx.db)
  const total = await sql<{ count: number }>`
    select count(*)::int as count from visit_check_items i
     where i.county_id = ${ctx.county} and i.visited_by = ${accountOf(ctx)}::uuid
       and i.checked_at is not null`.execute(ctx.db)
  return { rows, count: total.rows[0]?.count ?? 0 }
}

/** Of the own visits, those of which a check said that they do not agree, and which were not looked at since. */
export async function countUnread(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from visit_check_items i
     where i.county_id = ${ctx.county} and i.visited_by = ${accountOf(ctx)}::uuid and i.checked_at is not null
       and i.verdict = 'differs' and i.seen_at is null`.execute(ctx.db)
  return rows[0]?.count ?? 0
}
