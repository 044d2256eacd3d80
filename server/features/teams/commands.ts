import type { Ctx } from '../../core/context/context.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import { maySeeAt } from '../posts/reach-commands.ts'
import * as q from './queries.ts'

/** The team, if the actor may see it. Errors: not-found. */
export async function demandTeam(ctx: Ctx, teamId: string): Promise<q.TeamRow> {
  const team = await q.findTeam(ctx, teamId)
  demand(team && (await maySeeAt(ctx, { orgId: team.org_id, path: team.path })), 'not-found')
  return team
}

/** The living team, if the actor keeps it. Errors: not-found, access.denied, state.wrong. */
export async function demandOwnTeam(ctx: Ctx, teamId: string): Promise<q.TeamRow> {
  const team = await demandTeam(ctx, teamId)
  demand(may(ctx.actor, 'posts.write', team), 'access.denied')
  demand(team.closed_on === null, 'state.wrong', { message: '这支队伍已经散了。' })
  return team
}

type Wish = { name: string; kind: q.TeamKind; foundedOn: string }

export async function foundTeam(ctx: Ctx, orgId: number, wish: Wish): Promise<void> {
  demandMay(ctx.actor, 'posts.write', await placeOf(ctx, orgId))
  demand(wish.foundedOn <= ctx.today, 'input.invalid', {
    field: 'body.foundedOn',
    message: '日期还没有到。',
  })
  await q.insertTeam(ctx, orgId, wish)
  ctx.audit({ action: 'team.founded', target: { kind: 'team', id: ctx.requestId }, orgId })
}

export async function closeTeam(ctx: Ctx, teamId: string, reason: string): Promise<void> {
  const team = await demandOwnTeam(ctx, teamId)
  demand(await q.closeTeam(ctx, teamId, reason), 'state.wrong', { message: '这支队伍已经散了。' })
  ctx.audit({ action: 'team.closed', target: { kind: 'team', id: teamId }, orgId: team.org_id })
}
