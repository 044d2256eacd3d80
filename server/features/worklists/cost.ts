import type { Ctx } from '../../core/context/context.ts'
import { findBudget, mostAsked } from './burden-queries.ts'
import { listTargets, type WorklistRow } from './queries.ts'

export type Cost = { receivers: number; minutes: number; total: number; week: number; budget: number }

/** What a list costs whom it goes to: of a draft as it would, of a sent one as it does. */
export async function costOf(ctx: Ctx, list: WorklistRow): Promise<Cost> {
  const isDraft = list.state === 'draft'
  const targets = isDraft ? await listTargets(ctx, list) : list.to_orgs
  const most = await mostAsked(ctx, targets, list.week_from)
  const { minutes: budget } = await findBudget(ctx)
  const { minutes } = list
  return {
    receivers: targets.length,
    minutes,
    total: targets.length * minutes,
    week: isDraft ? most + minutes : most,
    budget,
  }
}

/** What asks for nothing is never above a budget. */
export function isOver({ minutes, week, budget }: Cost): boolean {
  return minutes > 0 && week > budget
}
