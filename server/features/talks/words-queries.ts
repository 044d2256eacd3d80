import { sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'

function contextOf(talkId: string): string {
  return `pair_talks.words ${talkId}`
}

/** Kept apart, sealed, and by row-level security for the two and who wrote it alone. */
export async function insertWords(
  ctx: Ctx,
  { oneId, otherId }: { oneId: string; otherId: string },
  words: string,
): Promise<void> {
  await ctx.db
    .insertInto('pair_talk_words')
    .values({
      county_id: ctx.county,
      talk_id: ctx.requestId,
      one_id: oneId,
      other_id: otherId,
      written_by: accountOf(ctx),
      words_sealed: (await ctx.sealer()).seal(words, contextOf(ctx.requestId)),
    })
    .execute()
}

/** Of these talks those whose words this very person may read. */
export async function listWords(ctx: Ctx, talkIds: readonly string[]): Promise<Map<string, string>> {
  const { memberId, accountId } = ctx.actor
  const { rows } = await sql<{ talk_id: string; words_sealed: Buffer }>`
    select talk_id, words_sealed from pair_talk_words
     where county_id = ${ctx.county} and talk_id = any(${[...talkIds]}::uuid[])
       and (one_id = ${memberId}::uuid or other_id = ${memberId}::uuid or written_by = ${accountId}::uuid)`.execute(
    ctx.db,
  )
  if (rows.length === 0) return new Map()
  const sealer = await ctx.sealer()
  return new Map(
    rows.map(({ talk_id: id, words_sealed: sealed }) => [id, sealer.open(sealed, contextOf(id))]),
  )
}
