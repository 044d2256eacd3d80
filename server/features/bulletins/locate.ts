import type { BulletinPeriod } from '../../../contract/bulletins.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import { spanOf } from './spans.ts'

type Asked = { orgId: number; period: BulletinPeriod; day: string | undefined }

/** Whose bulletin of which days; refuses who may not read there, and a day to come. */
export async function locateBulletin(ctx: Ctx, { orgId, period, day }: Asked) {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'worklists.read', place)
  const at = day ?? ctx.today
  demand(at <= ctx.today, 'input.invalid', { field: 'query.day', message: '这一天还没有到。' })
  return { place, span: spanOf(period, at) }
}
