import * as contract from '../../../contract/posts.ts'
import { demandMay, inScope, may } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listPlacesAt, placeOf } from '../organisations/commands.ts'
import { areaRoutes } from './area-routes.ts'
import { claimPost, decideClaim, endClaim } from './claim-commands.ts'
import { listClaims } from './claim-queries.ts'
import { addPostKind, closePost, demandPost, setUpPost } from './commands.ts'
import { presentKinds, presentPost, presentTag } from './present.ts'
import * as q from './queries.ts'
import { reachOf } from './reach-commands.ts'
import { endPostTag, givePostTag } from './tag-commands.ts'
import { countTags, listTags } from './tag-queries.ts'

export const postRoutes: Route[] = [
  endpoint(contract.listPostKinds, async (ctx, { params }) => {
    const place = await placeOf(ctx, params.orgId)
    demand(place && inScope(ctx.actor, place), 'not-found')
    demandMay(ctx.actor, 'posts.read', place)
    return {
      rows: presentKinds(await q.listKinds(ctx, place.path)),
      abilities: { add: may(ctx.actor, 'posts.write', place) },
    }
  }),
  endpoint(contract.addPostKind, async (ctx, { params, body }) => {
    await addPostKind(ctx, params.orgId, body)
    return { kind: ctx.requestId }
  }),
  endpoint(contract.listPosts, async (ctx, { query }) => {
    const { limit, offset, orgId, vacant } = query
    const filter = { reach: await reachOf(ctx, orgId), vacant }
    const rows = await q.listPosts(ctx, filter, { limit, offset })
    const claims = await listClaims(
      ctx,
      rows.map((row) => row.post_id),
      { all: false },
    )
    return {
      rows: rows.map((row) =>
        presentPost(
          ctx,
          row,
          claims.filter((one) => one.post_id === row.post_id),
        ),
      ),
      ...(await q.countPosts(ctx, filter)),
      places: await listPlacesAt(ctx, pathsWhere(ctx.actor, 'posts.write')),
    }
  }),
  endpoint(contract.getPost, async (ctx, { params }) => {
    const post = await demandPost(ctx, params.postId)
    return presentPost(ctx, post, await listClaims(ctx, [params.postId], { all: true }))
  }),
  endpoint(contract.setUpPost, async (ctx, { params, body }) => {
    await setUpPost(ctx, params.orgId, body)
    return { postId: ctx.requestId }
  }),
  endpoint(contract.closePost, async (ctx, { params, body }) => {
    await closePost(ctx, params.postId, body.reason)
    return params
  }),
  endpoint(contract.claimPost, async (ctx, { params, body }) => {
    await claimPost(ctx, params.postId, body)
    return { claimId: ctx.requestId }
  }),
  endpoint(contract.decideClaim, async (ctx, { params, body }) => ({
    ...params,
    state: await decideClaim(ctx, params.claimId, body),
  })),
  endpoint(contract.endClaim, async (ctx, { params, body }) => ({
    ...params,
    state: await endClaim(ctx, params.claimId, body.reason),
  })),
  endpoint(contract.listPostTags, async (ctx, { query: { orgId, limit, offset } }) => {
    const reach = await reachOf(ctx, orgId)
    const rows = await listTags(ctx, { reach, limit, offset })
    return { rows: rows.map((row) => presentTag(ctx, row)), count: await countTags(ctx, reach) }
  }),
  endpoint(contract.givePostTag, async (ctx, { params, body }) => {
    await givePostTag(ctx, params.orgId, body)
    return { tagId: ctx.requestId }
  }),
  endpoint(contract.endPostTag, async (ctx, { params, body }) => {
    await endPostTag(ctx, params.tagId, body.reason)
    return params
  }),
  ...areaRoutes,
]
