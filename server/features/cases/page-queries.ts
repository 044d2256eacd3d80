import { sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'

/** All that the page of a case says to who raised it: nobody's name, nobody's number but the case's. */
export type ShownCase = {
  orgName: string
  no: number
  kindLabel: string
  body: string
  stateLabel: string
  result: string | null
  course: { label: string; day: string }[]
}

export async function insertPage(
  ctx: Ctx,
  page: { caseId: string; orgId: number; address: string; shown: ShownCase; asks: boolean },
  { isLocated }: { isLocated: boolean },
): Promise<void> {
  await ctx.db
    .insertInto('case_pages')
    .values({
      county_id: ctx.county,
      case_id: page.caseId,
      org_id: page.orgId,
      address: page.address,
      shown: sql<never>`${JSON.stringify(page.shown)}::jsonb`,
      asks: page.asks,
    })
    .execute()
  if (!isLocated) await insertLocator(ctx, { address: page.address, kind: 'case', targetId: page.caseId })
}

export async function insertLocator(
  ctx: Ctx,
  { address, kind, targetId }: { address: string; kind: 'case' | 'case-door'; targetId: string },
): Promise<void> {
  await ctx.db
    .insertInto('address_locators')
    .values({ address, county_id: ctx.county, kind, target_id: targetId, expires_on: null })
    .execute()
}

export async function updatePage(ctx: Ctx, caseId: string, shown: ShownCase, asks: boolean): Promise<void> {
  await ctx.db
    .updateTable('case_pages')
    .set({ shown: sql<never>`${JSON.stringify(shown)}::jsonb`, asks })
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', caseId)
    .execute()
}

/** Row-level security lets the one row of this address through to a reader without an account. */
export async function findPage(ctx: Ctx, address: string) {
  const row = await ctx.db
    .selectFrom('case_pages')
    .select(['case_id', 'org_id', 'shown', 'asks'])
    .where('county_id', '=', ctx.county)
    .where('address', '=', address)
    .executeTakeFirst()
  return row && { caseId: row.case_id, orgId: row.org_id, asks: row.asks, shown: row.shown as ShownCase }
}

export type Wall = { no: number; text: string; claimed: boolean; since: string }[]

export async function findDoor(ctx: Ctx, by: { orgId: number } | { address: string }) {
  const query = ctx.db
    .selectFrom('case_doors')
    .select(['org_id', 'org_name', 'address', 'wall'])
    .where('county_id', '=', ctx.county)
    .where('closed_at', 'is', null)
  const row = await ('orgId' in by
    ? query.where('org_id', '=', by.orgId)
    : query.where('address', '=', by.address)
  ).executeTakeFirst()
  return row && { orgId: row.org_id, orgName: row.org_name, address: row.address, wall: row.wall as Wall }
}

export async function insertDoor(
  ctx: Ctx,
  door: { orgId: number; orgName: string; address: string; wall: Wall },
): Promise<void> {
  await ctx.db
    .insertInto('case_doors')
    .values({
      county_id: ctx.county,
      org_id: door.orgId,
      address: door.address,
      org_name: door.orgName,
      wall: sql<never>`${JSON.stringify(door.wall)}::jsonb`,
      opened_by: accountOf(ctx),
      opened_at: ctx.now,
    })
    .execute()
  await insertLocator(ctx, { address: door.address, kind: 'case-door', targetId: ctx.requestId })
}

/** What hangs on the wall of a place now: the words that were published, and whether somebody has claimed them. */
export async function listWall(ctx: Ctx, orgId: number): Promise<Wall> {
  const { rows } = await sql<Wall[number]>`
    select c.case_no as no, c.public_text as text, c.state <> 'open' as claimed,
           to_char(c.published_on, 'YYYY-MM-DD') as since
      from cases c
     where c.county_id = ${ctx.county} and c.org_id = ${orgId} and c.kind = 'wish' and c.published_on is not null
       and c.closed_on is null
     order by c.state <> 'open', c.case_no
     limit 200`.execute(ctx.db)
  return rows
}

export async function saveWall(ctx: Ctx, orgId: number, wall: Wall): Promise<void> {
  await ctx.db
    .updateTable('case_doors')
    .set({ wall: sql<never>`${JSON.stringify(wall)}::jsonb` })
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .where('closed_at', 'is', null)
    .execute()
}

export type Letter = {
  letterId: string
  orgId: number
  address: string
  act: 'raise' | 'confirm' | 'reopen'
  caseId: string | null
  sort: string | null
  body: string | null
  contactSealed: Buffer | null
  replyAddress: string | null
}

export async function insertLetter(ctx: Ctx, letter: Letter): Promise<void> {
  await ctx.db
    .insertInto('case_letters')
    .values({
      county_id: ctx.county,
      letter_id: letter.letterId,
      org_id: letter.orgId,
      address: letter.address,
      act: letter.act,
      case_id: letter.caseId,
      sort: letter.sort,
      body: letter.body,
      contact_sealed: letter.contactSealed,
      reply_address: letter.replyAddress,
      sent_at: ctx.now,
      state: 'sent',
    })
    .execute()
}

export async function countLettersSince(ctx: Ctx, address: string, since: Date): Promise<number> {
  const row = await ctx.db
    .selectFrom('case_letters')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('county_id', '=', ctx.county)
    .where('address', '=', address)
    .where('sent_at', '>', since)
    .executeTakeFirstOrThrow()
  return row.count
}

/** Of the own page: is a letter on its way that the product has not taken up? */
export async function hasLetter(ctx: Ctx, address: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('case_letters')
    .select('letter_id')
    .where('county_id', '=', ctx.county)
    .where('state', '=', 'sent')
    .where((eb) => eb.or([eb('address', '=', address), eb('reply_address', '=', address)]))
    .executeTakeFirst()
  return row !== undefined
}

/** Locked, so that two runs take each once. */
export async function listLetters(ctx: Ctx): Promise<Letter[]> {
  const { rows } = await sql<Letter>`
    select letter_id as "letterId", org_id as "orgId", address, act, case_id as "caseId", sort, body,
           contact_sealed as "contactSealed", reply_address as "replyAddress"
      from case_letters
     where county_id = ${ctx.county} and state = 'sent'
     order by sent_at, letter_id
     limit 200
       for no key update`.execute(ctx.db)
  return rows
}

/** Taken up; what it held stands in the case from now on. */
export async function markLetter(ctx: Ctx, letterId: string, state: 'taken' | 'refused'): Promise<void> {
  await ctx.db
    .updateTable('case_letters')
    .set({ state, body: null, contact_sealed: null })
    .where('county_id', '=', ctx.county)
    .where('letter_id', '=', letterId)
    .execute()
}
