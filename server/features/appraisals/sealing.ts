import type { Ctx } from '../../core/context/context.ts'

/** What of a round is sealed, each under its own name and row: moved elsewhere it does not open. */
type Words = 'self' | 'reason'

function contextOf(words: Words, id: string): string {
  return `appraisals.${words} ${id}`
}

/** Seals some words. The key of the county is read once, however many there are. */
export async function sealer(ctx: Ctx): Promise<(words: Words, id: string, plain: string) => Buffer> {
  const held = await ctx.sealer()
  return (words, id, plain) => held.seal(plain, contextOf(words, id))
}

export async function opener(ctx: Ctx): Promise<(words: Words, id: string, sealed: Buffer) => string> {
  const held = await ctx.sealer()
  return (words, id, sealed) => held.open(sealed, contextOf(words, id))
}
