import type { Ctx } from '../core/context/context.ts'
import { newId } from '../core/ids.ts'
import type { County } from '../features/access/set-up.ts'
import type { TestApp } from './app.ts'

export type MemberWish = {
  orgId: number
  name?: string
  gridId?: number
  stage?: 'full' | 'probationary' | 'activist'
  birthOn?: string
  floating?: boolean
}

/** Members that need only to exist: no numbers, plain names. Answers their ids in the order asked for. */
export function buildMembers(
  test: TestApp,
  wishes: readonly MemberWish[],
  county?: County,
): Promise<string[]> {
  return test.system((ctx) => insertMembers(ctx, wishes), county)
}

/** The same within a request of its own. */
export async function insertMembers(ctx: Ctx, wishes: readonly MemberWish[]): Promise<string[]> {
  const rows = wishes.map((wish, i) => {
    const name = wish.name ?? `党员${i + 1}`
    return {
      county_id: ctx.county,
      member_id: newId(),
      org_id: wish.orgId,
      grid_id: wish.gridId ?? null,
      stage: wish.stage ?? 'full',
      standing: 'normal',
      name,
      name_pinyin: name,
      name_initials: name,
      name_strokes: name,
      birth_on: wish.birthOn ?? null,
      is_lost: false,
      is_floating: wish.floating ?? false,
      profile: '{}',
      version: 1,
      created_at: ctx.now,
      updated_at: ctx.now,
    }
  })
  await ctx.db.insertInto('members').values(rows).execute()
  return rows.map((row) => row.member_id)
}
