import * as contract from '../../../contract/burden.ts'
import { addDays } from '../../core/clock/days.ts'
import { startOfPeriod } from '../../core/clock/periods.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { placeOf } from '../organisations/commands.ts'
import { findBudget, listBurden, listIdsFor } from './burden-queries.ts'
import { maySetBudget, setBudget } from './commands.ts'
import { listByIds, listItems } from './queries.ts'

/** This week and the eight before it. */
const weeksShown = 9

function weeksUpTo(day: string): string[] {
  const last = startOfPeriod(day, 'week')
  return Array.from({ length: weeksShown }, (_, i) => addDays(last, 7 * (i + 1 - weeksShown)))
}

async function placeToRead(ctx: Ctx, orgId: number) {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'worklists.read', place)
  return place
}

export const burdenRoutes: Route[] = [
  endpoint(contract.getBurden, async (ctx, { params, query }) => {
    const { orgId, name, path } = await placeToRead(ctx, params.orgId)
    const weeks = weeksUpTo(query.week ?? ctx.today)
    const rows = await listBurden(ctx, path, weeks)
    return {
      orgId,
      orgName: name,
      budget: (await findBudget(ctx)).minutes,
      weeks,
      rows: rows.map((row) => ({ orgId: row.org_id, name: row.name, minutes: row.minutes })),
    }
  }),

  endpoint(contract.listBurdenItems, async (ctx, { params, query }) => {
    const { orgId } = await placeToRead(ctx, params.orgId)
    const ids = await listIdsFor(ctx, orgId, startOfPeriod(query.week, 'week'))
    const items = (await listItems(ctx, ids)).filter((item) => item.minutes > 0)
    return {
      lists: (await listByIds(ctx, ids)).map((list) => ({
        worklistId: list.worklist_id,
        title: list.title,
        byOrgName: list.org_name,
        minutes: list.minutes,
        overReason: list.over_approved ? list.over_reason : null,
        items: items
          .filter((item) => item.worklist_id === list.worklist_id)
          .map((item) => ({
            itemId: item.item_id,
            title: item.title,
            minutes: item.minutes,
            inMenu: item.menu !== null,
          })),
      })),
    }
  }),

  endpoint(contract.getWeekBudget, async (ctx) => {
    const { minutes, name, set_at: at, reason } = await findBudget(ctx)
    return {
      minutes,
      setBy: at ? { name: name ?? '', at: at.toISOString(), reason: reason ?? '' } : null,
      abilities: { set: maySetBudget(ctx) },
    }
  }),

  endpoint(contract.setWeekBudget, async (ctx, { body }) => {
    await setBudget(ctx, body.minutes, body.reason)
    return { minutes: body.minutes }
  }),
]
