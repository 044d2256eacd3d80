import type pg from 'pg'
import { todayIn } from '../../core/clock/today.ts'
import type { Actor, Grant } from '../../core/context/context.ts'
import { inTransaction } from '../../core/db/transaction.ts'
import type { Identity } from '../../core/http/runtime.ts'
import { findAddress, findSession, type SessionRow, touchSession } from './platform-queries.ts'
import { findGrantsInForce, findKin, findOrgsBelow } from './queries.ts'
import { asksForProof, idleMsOf, isRoot } from './rules.ts'
import { hashToken } from './tokens.ts'

type Known = Scoped & { epoch: number; day: string; idleMs: number }
type Scoped = { grants: Grant[]; withheld: Grant[]; orgs: Actor['orgs']; kin: string[] }

/** How stale the "last seen" of a session may be, so that reading a page is not a write. */
const touchAfterMs = 60_000
const remembered = 5_000

/**
 * Finds who is behind a session token. The scope is remembered between requests, but only under the county's
 * epoch and day: a grant that was ended, or ran out at midnight, is gone with the next request in every process.
 * `keepPace` refuses who asks more often than a person does.
 */
export function createIdentifier(
  app: pg.Pool,
  platform: pg.Pool,
  now: () => Date,
  keepPace: (account: string) => void,
) {
  const known = new Map<string, Known>()

  async function scopeFor(session: SessionRow): Promise<Known> {
    const day = todayIn(now())
    // The id of an account is made by a client: another county may hold the same.
    const key = `${session.county_id}/${session.account_id}/${session.proven}`
    const held = known.get(key)
    if (held && held.epoch === session.epoch && held.day === day) return held
    const scoped = await loadScope(app, session, day)
    const idleMs = idleMsOf([...scoped.grants, ...scoped.withheld].map((grant) => grant.role))
    const fresh = { epoch: session.epoch, day, idleMs, ...scoped }
    if (known.size >= remembered) known.clear()
    known.set(key, fresh)
    return fresh
  }

  return async (token: string): Promise<Identity | null> => {
    const hash = hashToken(token)
    const session = await findSession(platform, hash)
    const at = now()
    if (!session || session.disabled_at || session.expires_at <= at) return null
    const { grants, withheld, orgs, kin, idleMs } = await scopeFor(session)
    const idle = at.getTime() - session.last_seen_at.getTime()
    if (idle > idleMs) return null
    keepPace(`${session.county_id}/${session.account_id}`)
    // Less than nought where the clock was set back: what it said before must not make a session live longer.
    if (Math.abs(idle) > touchAfterMs) await touchSession(platform, hash, at)
    const actor: Actor = {
      kind: 'person',
      accountId: session.account_id,
      memberId: session.member_id,
      kin,
      name: session.name,
      grants,
      withheld,
      orgs,
      address: null,
      sessionHash: hash,
    }
    return { county: session.county_id, actor }
  }
}

export async function loadScope(
  app: pg.Pool,
  session: Pick<SessionRow, 'county_id' | 'account_id' | 'member_id' | 'proven'>,
  day: string,
): Promise<Scoped> {
  const { county_id: county, account_id: accountId, member_id: memberId } = session
  return inTransaction(
    app,
    { county, orgs: [], accountId, memberId },
    async ({ db }) => {
      const all = await findGrantsInForce(db, county, accountId, day)
      const withheld = session.proven ? [] : all.filter((grant) => asksForProof(grant.role))
      const grants = all.filter((grant) => !withheld.includes(grant))
      const paths = grants.map((grant) => grant.orgPath)
      const orgs = paths.some(isRoot) ? 'county' : await findOrgsBelow(db, county, paths)
      const kin = memberId ? await findKin(db, county, memberId) : []
      return { grants, withheld, orgs, kin }
    },
    { readOnly: true },
  )
}

/** The reader of a public address: sees that one publication and nothing else. */
export function createLocator(platform: pg.Pool, now: () => Date) {
  return async (address: string): Promise<Identity | null> => {
    const found = await findAddress(platform, address)
    if (!found || (found.expires_on && found.expires_on < todayIn(now()))) return null
    const actor: Actor = {
      kind: 'public',
      accountId: null,
      memberId: null,
      kin: [],
      name: '',
      grants: [],
      orgs: [],
      address,
      sessionHash: null,
    }
    return { county: found.county_id, actor }
  }
}
