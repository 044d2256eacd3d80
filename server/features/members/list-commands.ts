import type { Stage } from '../../../contract/members.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { idNumberHash, mobileHash, tailHashes } from './numbers.ts'
import { findOrg, listOrgsBelow } from './place-queries.ts'
import { readablePaths } from './policy.ts'
import type { MemberFilter, SearchTerms } from './queries.ts'
import { readSearch } from './search-rules.ts'

export type ListWish = {
  search?: string | undefined
  orgId?: number | undefined
  stage?: Stage | 'exited' | undefined
  floating?: boolean | undefined
  lost?: boolean | undefined
}

/**
 * What a list looks for, inside what the actor may read. Without an organisation: everybody of the branches, grids and
 * groups in reach. With one: who belongs to what is at or below it; a grid and a group have their own members.
 * Errors: access.denied, not-found, input.invalid (a number that is neither whole nor a tail).
 */
export async function planList(ctx: Ctx, wish: ListWish): Promise<MemberFilter> {
  return {
    ...(wish.orgId === undefined ? await planAll(ctx) : await planBelow(ctx, wish.orgId)),
    stage: wish.stage ?? null,
    floating: wish.floating ?? null,
    lost: wish.lost ?? null,
    search: wish.search ? await hashSearch(ctx, wish.search) : null,
  }
}

type Where = Pick<MemberFilter, 'orgIds' | 'by'>

async function planAll(ctx: Ctx): Promise<Where> {
  const paths = readablePaths(ctx.actor)
  demand(paths.length > 0, 'access.denied')
  return { orgIds: await listOrgsBelow(ctx, paths), by: 'any' }
}

async function planBelow(ctx: Ctx, orgId: number): Promise<Where> {
  const org = await findOrg(ctx, orgId)
  demandMay(ctx.actor, 'members.read', org && { orgId: org.org_id, path: org.path })
  if (org?.kind === 'group') return { orgIds: [orgId], by: 'group_id' }
  const orgIds = await listOrgsBelow(ctx, [org?.path ?? ''])
  return { orgIds, by: org?.kind === 'grid' ? 'grid_id' : 'org_id' }
}

async function hashSearch(ctx: Ctx, typed: string): Promise<SearchTerms> {
  const search = readSearch(typed)
  const sealer = await ctx.sealer()
  switch (search.by) {
    case 'tail':
      return { by: 'tail', ...tailHashes(sealer, search.tail) }
    case 'id-number':
      return { by: 'id-number', hash: idNumberHash(sealer, search.number) }
    case 'mobile':
      return { by: 'mobile', hash: mobileHash(sealer, search.number) }
    case 'name':
    case 'initials':
      return search
  }
}
