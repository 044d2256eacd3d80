import { claimMatters } from '../../../contract/claim-matters.ts'
import type { Ctx } from '../../core/context/context.ts'
import * as q from './foresight-queries.ts'

export type { Foreseen } from './foresight-queries.ts'

export type Matter = { code: string; label: string; unit: string }

/** Every matter that may be proposed, and which of them the rules in force count for a branch. */
export async function listMatterChoices(
  ctx: Ctx,
  orgId: number,
): Promise<(Matter & { rule: string | null })[]> {
  const counted = new Map((await q.listCounted(ctx, orgId)).map(({ matter, name }) => [matter, name]))
  const choices = [...knownMatters(), ...(await q.listOwnMatters(ctx))].map((one) => ({
    ...one,
    rule: counted.get(one.code) ?? null,
  }))
  return [...choices.filter((one) => one.rule !== null), ...choices.filter((one) => one.rule === null)]
}

function knownMatters(): Matter[] {
  return Object.entries(claimMatters).map(([code, { label, unit }]) => ({ code, label, unit }))
}

/** A matter that may be proposed; undefined for an unknown or an ended one. */
export async function findMatter(ctx: Ctx, code: string): Promise<Matter | undefined> {
  const known = knownMatters().find((one) => one.code === code)
  return known ?? (await q.listOwnMatters(ctx)).find((one) => one.code === code)
}

/** What the rules in force would give for a fact if it were recorded now, each before any ceiling. */
export function foreseePoints(ctx: Ctx, fact: q.WouldBe): Promise<q.Foreseen[]> {
  return q.foresee(ctx, fact)
}
