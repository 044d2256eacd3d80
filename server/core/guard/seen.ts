import { createHash } from 'node:crypto'
import { accountOf, type Ctx, type Sealer } from '../context/context.ts'

/** Bound to who looked and at what: for another account or another thing the proof does not open. */
function contextOf(ctx: Ctx, of: string): string {
  return `guard.seen ${of}/${accountOf(ctx)}`
}

const digest = (words: string) => createHash('sha256').update(words).digest('base64')

/**
 * That this account looked at exactly these words before they become public. `of` names what they are about. Nothing is
 * stored: the page brings it back with the words.
 */
export async function proveSeen(ctx: Ctx, of: string, words: string): Promise<string> {
  return (await ctx.sealer()).seal(digest(words), contextOf(ctx, of)).toString('base64url')
}

/** Is it the proof of this account about these very words? Somebody else's, an older one or one made up is not. */
export async function isSeen(ctx: Ctx, of: string, words: string, proof: string): Promise<boolean> {
  return openSeen(await ctx.sealer(), proof, contextOf(ctx, of)) === digest(words)
}

function openSeen(sealer: Sealer, proof: string, context: string): string | null {
  try {
    return sealer.open(Buffer.from(proof, 'base64url'), context)
  } catch {
    // However it fails, who sent it is told to look again.
    return null
  }
}
