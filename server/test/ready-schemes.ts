import { type ActivityKind, activityCategory } from '../../contract/activity-kinds.ts'
import type { ConductMatter } from '../../contract/conduct-matters.ts'
import type { SchemeVersion } from '../../contract/scheme-version.ts'
import type { FactDraft } from '../core/context/fact-list.ts'
import { newId } from '../core/ids.ts'
import { type ReadyScheme, readySchemes } from '../features/points/ready/ready-schemes.ts'
import type { TestApp } from './app.ts'
import { buildMembers, type MemberWish } from './people.ts'
import { draftFact } from './points.ts'

export function readyScheme(key: string): ReadyScheme {
  const found = readySchemes.find((one) => one.key === key)
  if (!found) throw new Error(`no ready scheme ${key}`)
  return found
}

/** The version with a refused line in it, as somebody writes it who does not know that it is refused. */
export function withRefused({ version }: ReadyScheme, { line: name, as }: ReadyScheme['refused'][number]) {
  const [first] = version.rules
  const written: SchemeVersion =
    as === 'flag'
      ? { ...version, flags: [{ name, below: 100, atLeast: null, who: {}, outcome: 'review' }] }
      : { ...version, limits: [], rules: first ? [{ ...first, name }] : [] }
  return written
}

export type Somebody = Omit<MemberWish, 'orgId'> & { title?: string; service?: boolean; exempt?: boolean }

/** A member of whom all is known that a rule may ask. */
export async function buildSomebody(test: TestApp, orgId: number, wish: Somebody): Promise<string> {
  const [memberId] = (await buildMembers(test, [{ orgId, ...wish }])) as [string]
  const term = { org_id: orgId, member_id: memberId, valid_from: '2020-01-01' }
  await test.system(async (ctx) => {
    const posts = [
      ...(wish.title ? [{ kind: 'party', title: wish.title }] : []),
      ...(wish.service ? [{ kind: 'service', title: '护绿岗' }] : []),
    ].map((one) => ({ county_id: ctx.county, post_id: newId(), ...term, ...one }))
    if (posts.length > 0) await ctx.db.insertInto('member_posts').values(posts).execute()
    if (!wish.exempt) return
    const decided = { decided_by: newId(), decided_at: ctx.now, cause: 'leave' }
    await ctx.db
      .insertInto('member_exemptions')
      .values({ county_id: ctx.county, exemption_id: newId(), ...term, ...decided })
      .execute()
  })
  return memberId
}

/** What somebody did, who is not known yet. */
export type Deed = (memberId: string) => FactDraft
type Given = { day?: string }

function deed(fact: Omit<FactDraft, 'factId' | 'source' | 'day' | 'memberId'>, { day }: Given): Deed {
  return (memberId) => draftFact({ ...fact, memberId, day: day ?? '2026-03-10' })
}

const occasion = (activity: ActivityKind) => ({
  activity,
  category: activityCategory(activity),
  host: 'branch',
})

export function attended(activity: ActivityKind, given: Given & { late?: boolean } = {}): Deed {
  return deed({ kind: 'attendance', attrs: { ...occasion(activity), late: given.late ?? false } }, given)
}

export function absent(activity: ActivityKind, given: Given & { excused?: boolean } = {}): Deed {
  return deed({ kind: 'absence', attrs: { ...occasion(activity), excused: given.excused ?? false } }, given)
}

/** `quantity` in the matter's unit. */
export function did(matter: ConductMatter, given: Given & { quantity?: number } = {}): Deed {
  return deed({ kind: 'conduct', quantity: (given.quantity ?? 1) * 100, attrs: { matter } }, given)
}

/** `mark` in points. */
export function assessed(by: 'peers' | 'committee' | 'villagers', mark: number): Deed {
  return deed({ kind: 'assessment', quantity: mark * 100, attrs: { by } }, {})
}

export function honoured(level: string): Deed {
  return deed({ kind: 'honour', attrs: { level } }, {})
}

export function times<T>(count: number, one: T): T[] {
  return Array.from({ length: count }, () => one)
}
