import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

export type Locator = { memberId: string; idHash: Buffer }

/**
 * Takes ID numbers for members, in the whole installation. Answers the members whose number is taken already, by
 * whom is not said: not the county, not the branch, not the person.
 */
export async function claimIdentities(ctx: Ctx, locators: readonly Locator[]): Promise<string[]> {
  const rows = locators.map(({ memberId, idHash }) => ({
    member_id: memberId,
    id_hash: `\\x${idHash.toString('hex')}`,
  }))
  const claimed = await sql<{ member_id: string }>`
    insert into identity_locators (id_hash, county_id, member_id)
    select r.id_hash, ${ctx.county}, r.member_id
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id_hash bytea, member_id uuid)
     order by r.id_hash
    on conflict do nothing
    returning member_id`.execute(ctx.db)
  const held = new Set(claimed.rows.map((row) => row.member_id))
  return locators.flatMap(({ memberId }) => (held.has(memberId) ? [] : memberId))
}

/** Lets go of the numbers of these members. */
export async function releaseIdentities(ctx: Ctx, memberIds: readonly string[]): Promise<void> {
  await ctx.db
    .deleteFrom('identity_locators')
    .where('county_id', '=', ctx.county)
    .where('member_id', '=', sql<string>`any(${[...memberIds]}::uuid[])`)
    .execute()
}

/** Which of these numbers this county has, and for whom. Other counties' are not seen from here. */
export async function findIdentities(ctx: Ctx, hashes: readonly Buffer[]) {
  const { rows } = await sql<{
    id_hash: Buffer
    member_id: string
    version: number | null
    exited: boolean | null
  }>`
    select l.id_hash, l.member_id, m.version, m.stage = 'exited' as exited
      from identity_locators l
      left join members m on m.county_id = ${ctx.county} and m.member_id = l.member_id
     where l.county_id = ${ctx.county} and l.id_hash = any(${[...hashes]}::bytea[])`.execute(ctx.db)
  return rows
}
