import { sql } from 'kysely'
import type { WorklistState, WorklistWish } from '../../../contract/worklist-shapes.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { newId } from '../../core/ids.ts'
import { listItems, type WorklistRow } from './queries.ts'
import { minutesAtMost, minutesOf } from './rules.ts'

function columnsOf(wish: WorklistWish) {
  const weighed = wish.items.map(({ menu, demand }) => ({ menu, minutes: minutesOf(demand) }))
  return {
    week_from: wish.weekFrom,
    title: wish.title,
    note: wish.note,
    to_kind: wish.toKind,
    menus: JSON.stringify(wish.menus),
    minutes: minutesAtMost(weighed, wish.menus),
  }
}

export async function insertWorklist(ctx: Ctx, orgId: number, wish: WorklistWish): Promise<void> {
  await ctx.db
    .insertInto('worklists')
    .values({
      county_id: ctx.county,
      worklist_id: ctx.requestId,
      org_id: orgId,
      to_orgs: sql`'{}'`,
      state: 'draft',
      ...columnsOf(wish),
      drafted_by: accountOf(ctx),
      drafted_at: ctx.now,
      version: 1,
    })
    .execute()
  await insertItems(ctx, ctx.requestId, orgId, wish)
}

export async function replaceWorklist(ctx: Ctx, row: WorklistRow, wish: WorklistWish): Promise<void> {
  await updateWorklist(ctx, row.worklist_id, { ...columnsOf(wish), version: row.version + 1 })
  // What stays by its title stays the same item: a drive that it stands under is not lost.
  const before = new Map((await listItems(ctx, [row.worklist_id])).map((item) => [item.title, item.item_id]))
  await deleteItems(ctx, row.worklist_id)
  await insertItems(ctx, row.worklist_id, row.org_id, wish, before)
}

async function insertItems(
  ctx: Ctx,
  worklistId: string,
  orgId: number,
  wish: WorklistWish,
  before: Map<string, string> = new Map(),
): Promise<void> {
  const idOf = (title: string) => {
    const id = before.get(title) ?? newId()
    before.delete(title)
    return id
  }
  const rows = wish.items.map(({ title, menu, demand }, position) => ({
    item_id: idOf(title),
    position,
    title,
    menu,
    demand,
    minutes: minutesOf(demand),
  }))
  await sql`
    insert into worklist_items
      (county_id, item_id, worklist_id, org_id, to_orgs, position, title, menu, demand, minutes)
    select ${ctx.county}, r.item_id, ${worklistId}::uuid, ${orgId}, '{}', r.position, r.title, r.menu, r.demand,
           r.minutes
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r (item_id uuid, position int, title text, menu int, demand jsonb, minutes int)`.execute(ctx.db)
}

async function deleteItems(ctx: Ctx, worklistId: string): Promise<void> {
  await ctx.db
    .deleteFrom('worklist_items')
    .where('county_id', '=', ctx.county)
    .where('worklist_id', '=', worklistId)
    .execute()
}

export async function deleteWorklist(ctx: Ctx, worklistId: string): Promise<void> {
  await deleteItems(ctx, worklistId)
  await ctx.db
    .deleteFrom('worklists')
    .where('county_id', '=', ctx.county)
    .where('worklist_id', '=', worklistId)
    .execute()
}

type Change = Partial<{
  week_from: string
  title: string
  note: string
  to_kind: string
  menus: string
  minutes: number
  no: number
  state: WorklistState
  over_asked_by: string
  over_ask_reason: string
  over_minutes: number
  over_approved: boolean | null
  over_decided_by: string | null
  over_decided_at: Date | null
  over_reason: string | null
  sent_by: string
  sent_at: Date
  withdraw_reason: string
  version: number
}>

export async function updateWorklist(ctx: Ctx, worklistId: string, change: Change): Promise<void> {
  await ctx.db
    .updateTable('worklists')
    .set(change)
    .where('county_id', '=', ctx.county)
    .where('worklist_id', '=', worklistId)
    .execute()
}

export async function addReceivers(ctx: Ctx, row: WorklistRow, orgIds: readonly number[]): Promise<void> {
  const targets = sql`${[...orgIds]}::int[]`
  await sql`
    insert into worklist_receivers (county_id, worklist_id, org_id, issuer_id, picks)
    select ${ctx.county}, ${row.worklist_id}::uuid, t.org_id, ${row.org_id}, '{}'
      from unnest(${targets}) as t (org_id)`.execute(ctx.db)
  await sql`
    update worklists set to_orgs = ${targets}
     where county_id = ${ctx.county} and worklist_id = ${row.worklist_id}::uuid`.execute(ctx.db)
  await sql`
    update worklist_items set to_orgs = ${targets}
     where county_id = ${ctx.county} and worklist_id = ${row.worklist_id}::uuid`.execute(ctx.db)
}

/** Lists whose week is over are closed; answers how many. */
export async function closeOver(ctx: Ctx): Promise<number> {
  const { numAffectedRows } = await sql`
    update worklists set state = 'over'
     where county_id = ${ctx.county} and state = 'sent' and week_from < ${ctx.today}::date - 6`.execute(
    ctx.db,
  )
  return Number(numAffectedRows ?? 0)
}
