import type { OrgKind } from '../../contract/organisations.ts'
import { nextNumber } from '../core/context/next-number.ts'
import { newId } from '../core/ids.ts'
import type { County } from '../features/access/set-up.ts'
import { insertEvent, insertOrg } from '../features/organisations/queries.ts'
import { pathStep } from '../features/organisations/rules.ts'
import type { TestApp } from './app.ts'

export type Tree = {
  township: number
  village: number
  committee: number
  branch: number
  sibling: number
  group: number
  grid: number
  /** Another township with a branch in it. */
  elsewhere: { township: number; branch: number }
}

export type OrgWish = { kind: OrgKind; parentId: number; name: string; category?: string; foundedOn?: string }

/** Founds an organisation without asking who may: the ground under a test. */
export function buildOrg(test: TestApp, wish: OrgWish, county?: County): Promise<number> {
  return test.system(async (ctx) => {
    const parent = await ctx.db
      .selectFrom('organisations')
      .select('path')
      .where('county_id', '=', ctx.county)
      .where('org_id', '=', wish.parentId)
      .executeTakeFirstOrThrow()
    const orgId = await nextNumber(ctx, 'organisation')
    const foundedOn = wish.foundedOn ?? '2000-01-01'
    await insertOrg(ctx, {
      orgId,
      parentId: wish.parentId,
      kind: wish.kind,
      category: wish.category ?? null,
      name: wish.name,
      shortName: wish.name,
      divisionCode: null,
      management: 'direct',
      path: parent.path + pathStep(orgId),
      foundedOn,
    })
    const detail = { parentId: wish.parentId }
    await insertEvent(ctx, {
      eventId: newId(),
      orgId,
      kind: 'found',
      happenedOn: foundedOn,
      reason: '成立',
      detail,
    })
    return orgId
  }, county)
}

/** A township with a village of two branches, a group and a grid, and another township beside it. */
export async function buildTree(test: TestApp, county: County = test.county): Promise<Tree> {
  const build = (kind: OrgKind, parentId: number, name: string) =>
    buildOrg(test, { kind, parentId, name }, county)
  const township = await build('township', county.rootId, '青禾镇')
  const village = await build('village', township, '临溪村')
  const committee = await build('committee', village, '临溪村党委')
  const branch = await build('branch', committee, '石桥支部')
  const sibling = await build('branch', committee, '东溪支部')
  const group = await build('group', branch, '第一党小组')
  const grid = await build('grid', village, '第一网格')
  const other = await build('township', county.rootId, '白沙镇')
  const otherBranch = await build('branch', other, '前岸支部')
  return {
    township,
    village,
    committee,
    branch,
    sibling,
    group,
    grid,
    elsewhere: { township: other, branch: otherBranch },
  }
}
