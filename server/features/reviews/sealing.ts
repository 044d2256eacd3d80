import type { Ctx } from '../../core/context/context.ts'

/** What is sealed here, each under its own name and row: moved elsewhere it does not open. */
type Words = 'outcome' | 'next' | 'reason'

function contextOf(words: Words, id: string): string {
  return `reviews.${words} ${id}`
}

export async function sealWords(ctx: Ctx, words: Words, id: string, plain: string): Promise<Buffer> {
  return (await ctx.sealer()).seal(plain, contextOf(words, id))
}

export async function opener(ctx: Ctx): Promise<(words: Words, id: string, sealed: Buffer) => string> {
  const sealer = await ctx.sealer()
  return (words, id, sealed) => sealer.open(sealed, contextOf(words, id))
}
