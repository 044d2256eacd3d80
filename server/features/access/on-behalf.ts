import type pg from 'pg'
import { todayIn } from '../../core/clock/today.ts'
import type { Actor } from '../../core/context/context.ts'
import { inTransaction } from '../../core/db/transaction.ts'
import type { Identity } from '../../core/http/runtime.ts'
import { loadScope } from './identify.ts'
import { findAccount } from './queries.ts'

/**
 * Who asked for a job, as they stand when it runs: a grant that has ended since then gives a job nothing any more.
 * Null for an account that is closed or holds no grant.
 */
export function createOnBehalf(app: pg.Pool, now: () => Date) {
  return async (county: number, accountId: string): Promise<Identity | null> => {
    const account = await inTransaction(
      app,
      { county, orgs: [], accountId },
      ({ db }) => findAccount({ db, county }, accountId),
      { readOnly: true },
    )
    if (!account || account.disabled_at) return null
    const { grants, orgs, kin } = await loadScope(
      app,
      // What the person asked for was asked with the proof that it needed.
      { county_id: county, account_id: accountId, member_id: account.member_id, proven: true },
      todayIn(now()),
    )
    if (grants.length === 0) return null
    const actor: Actor = {
      kind: 'person',
      accountId,
      memberId: account.member_id,
      kin,
      name: account.name,
      grants,
      orgs,
      address: null,
      sessionHash: null,
    }
    return { county, actor }
  }
}
