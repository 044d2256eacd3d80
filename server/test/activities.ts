import type { z } from 'zod'
import * as endpoints from '../../contract/activities.ts'
import { newId } from '../core/ids.ts'
import { nameKeys } from '../core/names/name-keys.ts'
import type { County } from '../features/access/set-up.ts'
import type { Person, TestApp } from './app.ts'

export type NamedMember = {
  orgId: number
  name: string
  groupId?: number
  gridId?: number
  stage?: 'applicant' | 'activist' | 'probationary' | 'full' | 'exited'
  partyPost?: string
}

/** Members with the sort keys of their names, groups and posts. Answers their ids in the order asked for. */
export function buildRegister(
  test: TestApp,
  wishes: readonly NamedMember[],
  county?: County,
): Promise<string[]> {
  return test.system(async (ctx) => {
    const rows = wishes.map((wish) => {
      const keys = nameKeys(wish.name)
      return {
        county_id: ctx.county,
        member_id: newId(),
        org_id: wish.orgId,
        grid_id: wish.gridId ?? null,
        group_id: wish.groupId ?? null,
        stage: wish.stage ?? 'full',
        party_post: wish.partyPost ?? null,
        standing: 'normal',
        name: wish.name,
        name_pinyin: keys.pinyin,
        name_initials: keys.initials,
        name_strokes: keys.strokes,
        is_lost: false,
        is_floating: false,
        profile: '{}',
        version: 1,
        created_at: ctx.now,
        updated_at: ctx.now,
      }
    })
    await ctx.db.insertInto('members').values(rows).execute()
    return rows.map((row) => row.member_id)
  }, county)
}

const surnames = [...'陈丁范方冯付高顾何胡黄江金乐李林刘楼卢陆吕罗马毛倪钱任阮邵沈石史宋苏孙']
const given = ['美凤', '平', '如松', '小红', '志刚', '月仙']

/** So many names, no two the same. */
export function crowdNames(count: number): string[] {
  const nameAt = (i: number) => `${surnames[i % surnames.length]}${given[Math.floor(i / surnames.length)]}`
  return Array.from({ length: count }, (_, i) => nameAt(i))
}

/** So many members of an organisation, each with a name of their own. */
export function buildCrowd(test: TestApp, orgId: number, count: number): Promise<string[]> {
  return buildRegister(
    test,
    crowdNames(count).map((name) => ({ orgId, name })),
  )
}

type Plan = z.input<(typeof endpoints.planActivity)['body']>
type Close = z.input<(typeof endpoints.closeActivity)['body']>

/** A theme day on the day of the tests, unless it is said otherwise. */
export function planOf(orgId: number, more: Partial<Plan> = {}): Plan {
  return { orgId, kind: 'theme-day', title: '主题党日', day: '2026-11-20', ...more }
}

export async function planned(who: Person, orgId: number, more: Partial<Plan> = {}): Promise<string> {
  const { body, status } = await who.ask(endpoints.planActivity, { body: planOf(orgId, more) })
  if (status !== 200) throw new Error(`not planned: ${JSON.stringify(body)}`)
  return body.activityId
}

/** Closes with the version that stands. */
export async function close(who: Person, activityId: string, more: Partial<Close> = {}) {
  const params = { activityId }
  const { body } = await who.ask(endpoints.getRoll, { params })
  return who.ask(endpoints.closeActivity, { params, body: { version: body.version, ...more } })
}

export type StoredFact = {
  fact_id: string
  kind: string
  day: string
  member_id: string | null
  org_id: number
  quantity: number | null
  attrs: Record<string, unknown>
  voided: boolean
  replaced_by: string | null
}

/** What the spine holds of a record, whoever may see it: standing and voided. */
export async function storedFacts(test: TestApp, sourceId: string): Promise<StoredFact[]> {
  const rows = await test.system((ctx) =>
    ctx.db
      .selectFrom('facts as f')
      .leftJoin('fact_voids as v', (join) =>
        join
          .onRef('v.county_id', '=', 'f.county_id')
          .onRef('v.fact_id', '=', 'f.fact_id')
          .on('v.county_id', '=', ctx.county),
      )
      .select(['f.fact_id', 'f.kind', 'f.day', 'f.member_id', 'f.org_id', 'f.quantity', 'f.attrs'])
      .select(['v.fact_id as void_of', 'v.replaced_by'])
      .where('f.county_id', '=', ctx.county)
      .where('f.source_id', '=', sourceId)
      .orderBy('f.recorded_at')
      .execute(),
  )
  return rows.map(({ void_of: voidOf, attrs, ...row }) => ({
    ...row,
    attrs: attrs as Record<string, unknown>,
    voided: voidOf !== null,
  }))
}

/** A minute's pause before and after: a correction is told from what it corrects by its instant. */
export async function reopen(test: TestApp, who: Person, activityId: string, reason: string) {
  const pause = () => (test.clock.now = new Date(test.clock.now.getTime() + 60_000))
  pause()
  const answer = await who.ask(endpoints.reopenActivity, { params: { activityId }, body: { reason } })
  pause()
  return answer
}

/** The stored facts of an activity, those of them that stand, and the standing ones of a kind. */
export async function factsOf(test: TestApp, activityId: string) {
  const facts = await storedFacts(test, activityId)
  const standing = facts.filter((fact) => !fact.voided)
  return { facts, standing, of: (kind: string) => standing.filter((fact) => fact.kind === kind) }
}
