import { z } from 'zod'
import type { Ctx } from '../../core/context/context.ts'
import { findSetting } from './queries.ts'
import { type LocalLimits, usualLimits } from './stage-rules.ts'

const months = z.number().int().min(0).max(60)
const stored = z
  .object({
    activistAfterMonths: z.object({ least: months, most: months }),
    leagueAge: z.number().int().min(18).max(60),
    conversionWithinDays: z.number().int().min(0).max(365),
    lostAfterMonths: months,
  })
  .partial()

/** The county's own figures for what is local practice (setting `members.limits`), else the usual ones. */
export async function loadLimits(ctx: Ctx): Promise<LocalLimits> {
  const set = stored.safeParse((await findSetting(ctx, 'members.limits')) ?? {})
  return { ...usualLimits, ...(set.success && set.data) }
}
