import type { Ctx } from '../../core/context/context.ts'
import type { Place } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { findNames, maskName, maskNames } from '../../core/guard/find-names.ts'
import { findPersonalNumbers } from '../../core/guard/find-personal-numbers.ts'
import { maskPersonalNumbers } from '../../core/guard/mask-personal-numbers.ts'
import { isSeen, proveSeen } from '../../core/guard/seen.ts'
import { knownNamesIn } from '../households/name-commands.ts'

/** What a text shows before it is public, and what of it must not be. */
export type TextPreview = {
  text: string
  found: string[]
  names: { name: string; position: number; instead: string }[]
  suggested: string | null
  seen: string | null
}

/** At one place the same words are the same: whichever case they are about. */
const aboutOf = ({ orgId }: Place) => `case text ${orgId}`

/** The numbers of a text, masked. What stands before it is found in the register by `addNames`. */
export function previewNumbers(ctx: Ctx, text: string): TextPreview {
  return {
    text: maskPersonalNumbers(text, ctx.today),
    found: findPersonalNumbers(text, ctx).map((one) => one.shown),
    names: [],
    suggested: null,
    seen: null,
  }
}

/** With the county in scope: the names besides; and where nothing was found, the proof that this account saw these words. */
export async function addNames(
  ctx: Ctx,
  home: Place,
  { text, preview }: { text: string; preview: TextPreview },
): Promise<TextPreview> {
  const names = findNames(text, await knownNamesIn(ctx, home.path, text))
  const suggested = names.length > 0 ? maskNames(text, names) : null
  const isClean = names.length === 0 && preview.found.length === 0
  return {
    ...preview,
    text: maskPersonalNumbers(suggested ?? text, ctx.today),
    names: names.map(({ name, at }) => ({ name, position: placeIn(text, at), instead: maskName(name) })),
    suggested,
    seen: isClean ? await proveSeen(ctx, aboutOf(home), text) : null,
  }
}

/** Which character of the text, as a person counts. */
function placeIn(text: string, at: number): number {
  return [...text.slice(0, at)].length + 1
}

/** Public is only what this very account has looked at as the public will see it, word by word. */
export async function demandSeen(ctx: Ctx, home: Place, text: string, seen: string | null): Promise<void> {
  demand(seen, 'state.wrong', {
    field: 'body.seen',
    message: '群众看得到的话，要先看一遍公开的样子。请点“先看公开的样子”，再办这一步。',
  })
  demand(await isSeen(ctx, aboutOf(home), text, seen), 'state.wrong', {
    field: 'body.seen',
    message: '看过以后字又改了，没有公开。请再看一遍公开的样子。',
  })
}

/** Whoever raised it reads the result on a public page, and the wall is read by all. */
export function demandNoNumbers(ctx: Ctx, text: string, field: string): void {
  const [found] = findPersonalNumbers(text, ctx)
  demand(!found, 'input.invalid', {
    field,
    message: `里面有号码 ${found?.shown ?? ''}，群众看得到。请去掉再写。`,
  })
}

/** With the county in scope: somebody may have come onto the register since the look. */
export async function demandNoNames(ctx: Ctx, home: Place, text: string, field: string): Promise<void> {
  const [found] = findNames(text, await knownNamesIn(ctx, home.path, text))
  if (!found) return
  const { name, at } = found
  demand(false, 'input.invalid', {
    field,
    message: `第 ${placeIn(text, at)} 个字起是登记在册的姓名“${name}”，群众看得到。请写成“${maskName(name)}”，或者换个说法。`,
  })
}
