import type { InputOf, OutputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/rounds.ts'
import type { Mergeable } from '../../../contract/rounds.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx, Sealer } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { demandHousehold, readFields, writeFields } from '../households/household-commands.ts'
import type { FieldValues } from '../households/household-rules.ts'
import { mergeFields, type Register } from './merge.ts'
import * as q from './merge-queries.ts'

type Value = string | number | null
type Household = Awaited<ReturnType<typeof demandHousehold>>

export const sideContext = (conflictId: string, side: 'stands' | 'brought'): string =>
  `household_conflicts.${side}/${conflictId}`

/** Days for which both sides are kept once a person has decided. */
const settledDays = 30

async function registerOf(ctx: Ctx, household: Household): Promise<Register<Mergeable, Value>> {
  return {
    version: household.version,
    values: await readFields(ctx, household),
    fieldVersions: household.field_versions as Partial<Record<Mergeable, number>>,
  }
}

/**
 * Takes single fields that were changed without a line. What nobody else touched is written, what somebody else changed to
 * something else waits for a person; a question that is already asked is not asked twice.
 */
export async function mergeHousehold(
  ctx: Ctx,
  householdId: string,
  { version: base, changes }: InputOf<typeof contract.mergeHousehold>['body'],
): Promise<OutputOf<typeof contract.mergeHousehold>> {
  const household = await demandHousehold(ctx, 'households.write', householdId)
  demand(base <= household.version, 'input.invalid', { field: 'body.version' })
  const register = await registerOf(ctx, household)
  const { take, agrees, conflicts } = mergeFields(register, { base, changes })
  const taken = Object.fromEntries(take.map((field) => [field, changes[field]])) as Partial<FieldValues>
  const version = await writeFields(ctx, household, taken)
  const sealer = await ctx.sealer()
  const asked = conflicts.length > 0 ? await readOpen(ctx, sealer, householdId) : []
  const questions = conflicts.map((field) => {
    const brought = changes[field] ?? null
    const before = asked.find((one) => one.field === field && one.brought === brought)
    return { field, brought, conflictId: before?.conflictId ?? newId(), isNew: !before }
  })
  await q.insertConflicts(
    ctx,
    questions
      .filter((one) => one.isNew)
      .map(({ field, brought, conflictId }) => ({
        ...{ conflictId, householdId, orgId: household.org_id, field, base },
        met: register.fieldVersions[field] ?? 1,
        stands: seal(sealer, conflictId, 'stands', register.values[field]),
        brought: seal(sealer, conflictId, 'brought', brought),
      })),
  )
  for (const { field, conflictId, isNew } of questions)
    if (isNew)
      ctx.audit({
        action: 'household.conflict',
        target: { kind: 'household', id: householdId },
        orgId: household.org_id,
        detail: { field, conflictId },
      })
  return {
    householdId,
    version,
    merged: [...take, ...agrees],
    conflicts: questions.map(({ conflictId, field }) => ({ conflictId, field })),
  }
}

function seal(sealer: Sealer, conflictId: string, side: 'stands' | 'brought', value: Value): Buffer {
  return sealer.seal(JSON.stringify(value), sideContext(conflictId, side))
}

async function readOpen(ctx: Ctx, sealer: Sealer, householdId: string) {
  const rows = await q.lockOpenOf(ctx, householdId)
  return rows.map((row) => ({
    conflictId: row.conflict_id,
    field: row.field as Mergeable,
    brought: JSON.parse(sealer.open(row.brought_sealed, sideContext(row.conflict_id, 'brought'))) as Value,
  }))
}

/**
 * A person has decided. `version`, where it is sent, is the one of the field that was on the screen: who saw an older one
 * is told. Whatever else was brought to the same end is settled with it. Answers the household's version.
 */
export async function settleConflict(
  ctx: Ctx,
  conflictId: string,
  { take, version }: InputOf<typeof contract.settleMergeConflict>['body'],
): Promise<{ householdId: string; version: number }> {
  const householdId = await q.findHouseholdOf(ctx, conflictId)
  demand(householdId, 'not-found')
  const household = await demandHousehold(ctx, 'households.write', householdId)
  const sealer = await ctx.sealer()
  const open = await readOpen(ctx, sealer, householdId)
  const conflict = open.find((one) => one.conflictId === conflictId)
  demand(conflict, 'state.wrong', { message: '这一处已经有人定下了，请刷新看看。' })
  const { field, brought } = conflict
  const { fieldVersions } = await registerOf(ctx, household)
  demand(version === undefined || (fieldVersions[field] ?? 1) === version, 'version.stale', {
    message: '这一项刚又改过，请刷新看看再定。',
  })
  const settled = take === 'stands' ? [conflictId] : sameEnd(open, conflict)
  await q.settle(ctx, settled, take)
  const next = take === 'stands' ? household.version : await writeFields(ctx, household, { [field]: brought })
  ctx.audit({
    action: 'household.conflict-settled',
    target: { kind: 'household', id: householdId },
    orgId: household.org_id,
    detail: { field, take, conflicts: settled },
  })
  return { householdId, version: next }
}

type Open = Awaited<ReturnType<typeof readOpen>>[number]

function sameEnd(open: readonly Open[], { field, brought }: Open): string[] {
  return open.filter((one) => one.field === field && one.brought === brought).map((one) => one.conflictId)
}

/** By night: both sides of what was settled long ago, or of a household that was struck off, go. */
export function eraseSides(ctx: Ctx): Promise<void> {
  return q.eraseSides(ctx, addDays(ctx.today, -settledDays))
}
