import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { describeChange, describeEntry, type EventDraft, type Occasion } from './event-rules.ts'
import * as identities from './identity-queries.ts'
import type { Change, MemberRow } from './values.ts'
import * as w from './write-queries.ts'

/** Enters lines that were not there, with the ID numbers they hold and their first event. Five statements at most. */
export async function enterMembers(
  ctx: Ctx,
  rows: readonly MemberRow[],
  occasion: Occasion | ((row: MemberRow) => Occasion),
): Promise<void> {
  if (rows.length === 0) return
  await claim(ctx, rows, 'body.idNumber')
  await w.insertMembers(ctx, rows)
  const on = typeof occasion === 'function' ? occasion : () => occasion
  await w.insertEvents(
    ctx,
    rows.flatMap((row) => describeEntry(row, on(row))),
  )
}

/** Writes changes of lines that are locked. A change without a changed column writes nothing. */
export async function saveChanges(
  ctx: Ctx,
  changes: readonly Change[],
  occasion: Occasion,
  describe: (change: Change, occasion: Occasion) => EventDraft[] = describeChange,
): Promise<void> {
  const real = changes.filter((change) => change.changed.length > 0)
  if (real.length === 0) return
  const renumbered = real.filter((change) => change.changed.includes('idNumber')).map(({ next }) => next)
  if (renumbered.length > 0) {
    await identities.releaseIdentities(
      ctx,
      renumbered.map((row) => row.member_id),
    )
    await claim(ctx, renumbered, 'body.changes.idNumber')
  }
  await w.updateMembers(
    ctx,
    real.map(({ next }) => next),
  )
  await w.insertEvents(
    ctx,
    real.flatMap((change) => describe(change, occasion)),
  )
}

async function claim(ctx: Ctx, rows: readonly MemberRow[], field: string): Promise<void> {
  const locators = rows.flatMap((row) =>
    row.id_hash ? { memberId: row.member_id, idHash: row.id_hash } : [],
  )
  if (locators.length === 0) return
  const refused = await identities.claimIdentities(ctx, locators)
  demand(refused.length === 0, 'conflict.duplicate', {
    field,
    // Ids that the caller made; whom the number belongs to is not said.
    details: { memberIds: refused },
    message: '这个身份证号已经登记过。如果是组织关系转过来的，请先办转接。',
  })
}
