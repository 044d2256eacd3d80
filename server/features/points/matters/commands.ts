import { conductMatters } from '../../../../contract/conduct-matters.ts'
import type { Ctx } from '../../../core/context/context.ts'
import { nextNumber } from '../../../core/context/next-number.ts'
import { demand } from '../../../core/errors/problem.ts'
import { findForbidden, findVerdict } from '../schemes/forbidden.ts'
import { demandMayWriteMatters } from './policy.ts'
import * as q from './queries.ts'

/** Adds a matter under a code of its own making; nobody has to think one up. */
export async function addOwnMatter(ctx: Ctx, wish: { label: string; unit: string }): Promise<string> {
  demandMayWriteMatters(ctx.actor, await q.findRoot(ctx))
  for (const field of ['label', 'unit'] as const) {
    const why = findForbidden(wish[field]) ?? findVerdict(wish[field])
    demand(!why, 'input.invalid', { field: `body.${field}`, ...(why && { message: why }) })
  }
  // The counter's row is locked from here on: of two at once the second sees what the first has added.
  const code = `own-${await nextNumber(ctx, 'point-matter')}`
  const standing = (await q.listMatterRows(ctx)).filter((row) => row.ended_on === null)
  const labels: string[] = [...Object.values(conductMatters), ...standing].map((one) => one.label)
  demand(!labels.includes(wish.label), 'conflict.duplicate', {
    field: 'body.label',
    message: '已经有这一件了，没有再加。',
  })
  await q.insertMatter(ctx, { code, ...wish })
  ctx.audit({ action: 'point-matter.added', target: { kind: 'point-matter', id: code } })
  return code
}

/** From today on it is offered no more; what was recorded and what rules count of it stays. */
export async function endOwnMatter(ctx: Ctx, code: string): Promise<void> {
  demandMayWriteMatters(ctx.actor, await q.findRoot(ctx))
  const known = (await q.listMatterRows(ctx)).some((row) => row.code === code)
  demand(known, 'not-found')
  demand(await q.markEnded(ctx, code), 'state.wrong', { message: '这一件已经不用了。' })
  ctx.audit({ action: 'point-matter.ended', target: { kind: 'point-matter', id: code } })
}
