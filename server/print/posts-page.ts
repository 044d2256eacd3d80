import { z } from 'zod'
import { id, orgId } from '../../contract/common.ts'
import { demandMay } from '../core/context/may.ts'
import { page } from '../core/http/page.ts'
import { placeOf } from '../features/organisations/commands.ts'
import { listClaims } from '../features/posts/claim-queries.ts'
import { presentPost } from '../features/posts/present.ts'
import { listPosts } from '../features/posts/queries.ts'
import { presentRoster, presentTurn } from '../features/teams/present.ts'
import { demandRoster } from '../features/teams/roster-commands.ts'
import { listTurns } from '../features/teams/roster-queries.ts'
import { renderPostBoard, renderRoster } from './posts.ts'

const mostOnABoard = 200

/** What hangs on the wall: the posts of a place, who holds each and where somebody is missing. */
export const printedPostBoard = page(
  {
    method: 'GET',
    path: '/print/organisations/:orgId/posts',
    access: 'signed-in',
    params: z.object({ orgId }),
  },
  async (ctx, { params }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'posts.read', place)
    const reach = { paths: [place.path], gridId: null }
    const rows = await listPosts(ctx, { reach }, { limit: mostOnABoard, offset: 0 })
    const claims = await listClaims(
      ctx,
      rows.map((row) => row.post_id),
      { all: false },
    )
    const posts = rows.map((row) =>
      presentPost(
        ctx,
        row,
        claims.filter((one) => one.post_id === row.post_id && one.state === 'held'),
      ),
    )
    return { html: renderPostBoard({ placeName: place.name, today: ctx.today, posts }) }
  },
)

export const printedRoster = page(
  {
    method: 'GET',
    path: '/print/rosters/:rosterId',
    access: 'signed-in',
    params: z.object({ rosterId: id }),
  },
  async (ctx, { params }) => {
    const row = await demandRoster(ctx, params.rosterId)
    const turns = await listTurns(ctx, params.rosterId)
    return {
      html: renderRoster({
        teamName: row.team_name,
        roster: presentRoster(row),
        turns: turns.map((turn) => presentTurn(ctx, turn)),
      }),
    }
  },
)
