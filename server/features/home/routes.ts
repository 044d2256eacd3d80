import * as contract from '../../../contract/due.ts'
import type { Ctx } from '../../core/context/context.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { sortDue } from './rules.ts'

/** What a feature would put on somebody's start page: only what this very person can do. */
export type DueSource = (ctx: Ctx) => Promise<contract.DueRow[]>

/** The most that the contract lets through; whoever has more begins with the oldest. */
const most = 500

/** The start page knows no feature: app.ts lists who has work for people. */
export function homeRoutes(sources: readonly DueSource[]): Route[] {
  return [
    endpoint(contract.getDue, async (ctx) => {
      // All together: the questions of one turn go out as one write, and there are some sixty.
      const lists = await Promise.all(sources.map((list) => list(ctx)))
      return { today: ctx.today, rows: sortDue(lists.flat()).slice(0, most) }
    }),
  ]
}
