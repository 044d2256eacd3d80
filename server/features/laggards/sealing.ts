import type { Ctx } from '../../core/context/context.ts'

/** What of a conversation is sealed, each under its own name and row: moved elsewhere it does not open. */
type Words = 'letter' | 'causes' | 'measures' | 'words' | 'reason'

function contextOf(words: Words, id: string): string {
  return `talks.${words} ${id}`
}

export async function sealWords(ctx: Ctx, words: Words, id: string, plain: string): Promise<Buffer> {
  return (await ctx.sealer()).seal(plain, contextOf(words, id))
}

/** Opens what `sealWords` sealed. The key of the county is read once, however many words there are. */
export async function opener(ctx: Ctx): Promise<(words: Words, id: string, sealed: Buffer) => string> {
  const sealer = await ctx.sealer()
  return (words, id, sealed) => sealer.open(sealed, contextOf(words, id))
}
