import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import * as q from './queries.ts'
import { mayAdminister } from './rules.ts'

/** An account that this actor administers, locked for a write. Errors: not-found. */
export async function administered(ctx: Ctx, accountId: string) {
  return demandAdministers(ctx, await q.lockAccount(ctx, accountId))
}

/** The same to look at. */
export async function administeredToRead(ctx: Ctx, accountId: string) {
  return demandAdministers(ctx, await q.findAccount(ctx, accountId))
}

type Account = Awaited<ReturnType<typeof q.findAccount>>

async function demandAdministers(ctx: Ctx, account: Account): Promise<NonNullable<Account>> {
  const grants = account ? await q.listGrantRows(ctx, [account.account_id]) : []
  demand(account && !account.is_system && mayAdminister(ctx.actor, grants, ctx.today), 'not-found')
  return account
}
