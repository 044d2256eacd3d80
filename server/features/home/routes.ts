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
      const rows: contract.DueRow[] = []
      // One after the other: they share the one connection of this transaction.
      for (const list of sources) rows.push(...(await list(ctx)))
      return { today: ctx.today, rows: sortDue(rows).slice(0, most) }
    }),
  ]
}
