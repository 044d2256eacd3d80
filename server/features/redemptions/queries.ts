import { type RawBuilder, sql } from 'kysely'
import type { ValueKind } from '../../../contract/redemptions.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import type { Account, Item, Programme } from './rules.ts'

export type ProgrammeRow = Programme & {
  programme_id: string
  org_id: number
  org_name: string
  path: string
  name: string
  value_kind: ValueKind
  close_reason: string | null
  waiting: number
}

function readProgrammes(ctx: Ctx, where: RawBuilder<unknown>): RawBuilder<ProgrammeRow> {
  const { county } = ctx
  return sql<ProgrammeRow>`
    select p.programme_id, p.org_id, o.name as org_name, o.path, p.name, p.value_kind, p.valid_from, p.valid_to,
           p.first_day, p.budget_fen, p.ceiling_fen, p.spent_fen, p.closed_at, p.close_reason,
           coalesce(w.waiting, 0)::int as waiting
      from redemption_programmes p
      join organisations o on o.county_id = ${county} and o.org_id = p.org_id
      left join (
        select programme_id, count(*) as waiting from redemptions
         where county_id = ${county} and handed_at is null and cancelled_at is null
         group by programme_id
      ) w on w.programme_id = p.programme_id
     where p.county_id = ${county} and ${where}
     order by p.closed_at is not null, p.valid_to desc, p.programme_id
     limit 200`
}

/** Programmes of exactly these organisations. */
export async function listProgrammesAt(ctx: Ctx, paths: readonly string[]): Promise<ProgrammeRow[]> {
  const { rows } = await readProgrammes(ctx, sql`o.path = any(${[...paths]}::text[])`).execute(ctx.db)
  return rows
}

/** Programmes of a branch and of whatever stands above it, that are not over. */
export async function listProgrammesFor(ctx: Ctx, branchPath: string): Promise<ProgrammeRow[]> {
  const where = sql`p.closed_at is null and p.valid_to >= ${ctx.today}::date and starts_with(${branchPath}, o.path)`
  const { rows } = await readProgrammes(ctx, where).execute(ctx.db)
  return rows
}

export async function findProgramme(ctx: Ctx, programmeId: string): Promise<ProgrammeRow | undefined> {
  const { rows } = await readProgrammes(ctx, sql`p.programme_id = ${programmeId}::uuid`).execute(ctx.db)
  return rows[0]
}

/** Whoever changes budget, stock or state of a programme goes through here, one after the other. */
export async function lockProgramme(ctx: Ctx, programmeId: string): Promise<ProgrammeRow | undefined> {
  await ctx.db
    .selectFrom('redemption_programmes')
    .select('programme_id')
    .where('county_id', '=', ctx.county)
    .where('programme_id', '=', programmeId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return findProgramme(ctx, programmeId)
}

export type NewProgramme = {
  orgId: number
  name: string
  valueKind: ValueKind
  validFrom: string
  validTo: string
  firstDay: string
  budgetFen: number
  ceilingFen: number
}

export async function insertProgramme(ctx: Ctx, row: NewProgramme): Promise<void> {
  await ctx.db
    .insertInto('redemption_programmes')
    .values({
      county_id: ctx.county,
      programme_id: ctx.requestId,
      org_id: row.orgId,
      name: row.name,
      value_kind: row.valueKind,
      valid_from: row.validFrom,
      valid_to: row.validTo,
      first_day: row.firstDay,
      budget_fen: row.budgetFen,
      ceiling_fen: row.ceilingFen,
      spent_fen: 0,
      opened_by: accountOf(ctx),
      opened_at: ctx.now,
    })
    .execute()
}

export async function closeProgramme(ctx: Ctx, programmeId: string, reason: string): Promise<void> {
  await ctx.db
    .updateTable('redemption_programmes')
    .set({ closed_by: accountOf(ctx), closed_at: ctx.now, close_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('programme_id', '=', programmeId)
    .execute()
}

/** Money out (or back, when negative) of a programme that is locked. */
export async function addSpent(ctx: Ctx, programmeId: string, fen: number): Promise<void> {
  await ctx.db
    .updateTable('redemption_programmes')
    .set({ spent_fen: sql`spent_fen + ${fen}` })
    .where('county_id', '=', ctx.county)
    .where('programme_id', '=', programmeId)
    .execute()
}

export type ItemRow = Item & { item_id: string; programme_id: string; org_id: number; name: string }

export async function listItems(ctx: Ctx, programmeIds: readonly string[]): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select item_id, programme_id, org_id, name, price_points, unit_fen, stock, retired_at
      from redemption_items
     where county_id = ${ctx.county} and programme_id = any(${[...programmeIds]}::uuid[])
     order by retired_at is not null, price_points, added_at, item_id`.execute(ctx.db)
  return rows
}

export async function findItem(ctx: Ctx, itemId: string): Promise<ItemRow | undefined> {
  const { rows } = await sql<ItemRow>`
    select item_id, programme_id, org_id, name, price_points, unit_fen, stock, retired_at
      from redemption_items
     where county_id = ${ctx.county} and item_id = ${itemId}`.execute(ctx.db)
  return rows[0]
}

export async function insertItem(
  ctx: Ctx,
  programme: ProgrammeRow,
  item: { name: string; price: number; unitFen: number; stock: number },
): Promise<void> {
  await ctx.db
    .insertInto('redemption_items')
    .values({
      county_id: ctx.county,
      item_id: ctx.requestId,
      programme_id: programme.programme_id,
      org_id: programme.org_id,
      name: item.name,
      price_points: item.price,
      unit_fen: item.unitFen,
      stock: item.stock,
      added_by: accountOf(ctx),
      added_at: ctx.now,
    })
    .execute()
}

/** Pieces into stock, or out of it when negative. The programme is locked. Answers what is left. */
export async function addStock(ctx: Ctx, itemId: string, pieces: number): Promise<number> {
  const row = await ctx.db
    .updateTable('redemption_items')
    .set({ stock: sql`stock + ${pieces}` })
    .where('county_id', '=', ctx.county)
    .where('item_id', '=', itemId)
    .returning('stock')
    .executeTakeFirstOrThrow()
  return row.stock
}

export async function retireItem(ctx: Ctx, itemId: string): Promise<void> {
  await ctx.db
    .updateTable('redemption_items')
    .set({ retired_by: accountOf(ctx), retired_at: ctx.now })
    .where('county_id', '=', ctx.county)
    .where('item_id', '=', itemId)
    .execute()
}

export type Redeemer = { memberId: string; orgId: number; path: string }

/** A member who may redeem: on the register of a branch. With `lock`, two redemptions of one person follow each other. */
export async function findRedeemer(
  ctx: Ctx,
  memberId: string,
  { lock }: { lock: boolean },
): Promise<Redeemer | undefined> {
  const { rows } = await sql<Redeemer>`
    select m.member_id as "memberId", m.org_id as "orgId", o.path
      from members m
      join organisations o on o.county_id = ${ctx.county} and o.org_id = m.org_id
     where m.county_id = ${ctx.county} and m.member_id = ${memberId}
       and m.stage in ('probationary', 'full') and m.standing in ('normal', 'restored')
     ${lock ? sql`for no key update of m` : sql``}`.execute(ctx.db)
  return rows[0]
}

/**
 * What a person has in each programme: points booked in its span at or below its organisation, what was redeemed of
 * them, and what this year's gifts of that organisation have cost. Reads entries, and changes none.
 */
export async function listAccounts(
  ctx: Ctx,
  memberId: string,
  programmeIds: readonly string[],
): Promise<Map<string, Account>> {
  const { county, today } = ctx
  const { rows } = await sql<Account & { programmeId: string }>`
    select p.programme_id as "programmeId",
           coalesce((select sum(e.points)
                       from point_entries e
                       join organisations b on b.county_id = ${county} and b.org_id = e.org_id
                        and b.path >= o.path and b.path < o.path || '~'
                      where e.county_id = ${county} and e.member_id = ${memberId}
                        and e.booked_on between p.valid_from and p.valid_to), 0)::int as booked,
           coalesce((select sum(r.points) from redemptions r
                      where r.county_id = ${county} and r.member_id = ${memberId}
                        and r.programme_id = p.programme_id and r.cancelled_at is null), 0)::int as redeemed,
           coalesce((select sum(r.fen) from redemptions r
                      where r.county_id = ${county} and r.member_id = ${memberId} and r.org_id = p.org_id
                        and r.cancelled_at is null
                        and extract(year from r.made_on) = extract(year from ${today}::date)), 0)::int as "yearFen"
      from redemption_programmes p
      join organisations o on o.county_id = ${county} and o.org_id = p.org_id
     where p.county_id = ${county} and p.programme_id = any(${[...programmeIds]}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(({ programmeId, ...account }) => [programmeId, account]))
}
