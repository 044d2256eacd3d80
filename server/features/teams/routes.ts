import * as contract from '../../../contract/teams.ts'
import { may } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listPlacesAt } from '../organisations/commands.ts'
import { reachOf } from '../posts/reach-commands.ts'
import { closeTeam, demandTeam, foundTeam } from './commands.ts'
import { logRoutes } from './log-routes.ts'
import { addTeamPeople, leaveTeam, showPhone } from './people-commands.ts'
import { listPeople } from './people-queries.ts'
import { presentDutyTurn, presentPerson, presentRoster, presentTeam, presentTurn } from './present.ts'
import * as q from './queries.ts'
import { changeTurn, demandRoster, endRoster, setRoster } from './roster-commands.ts'
import { listRosters, listTurns, listTurnsOn } from './roster-queries.ts'

export const teamRoutes: Route[] = [
  endpoint(contract.listTeams, async (ctx, { query: { orgId, limit, offset } }) => {
    const reach = await reachOf(ctx, orgId)
    const rows = await q.listTeams(ctx, reach, { limit, offset })
    return {
      rows: rows.map((row) => presentTeam(ctx, row)),
      count: await q.countTeams(ctx, reach),
      places: await listPlacesAt(ctx, pathsWhere(ctx.actor, 'posts.write')),
    }
  }),
  endpoint(contract.getTeam, async (ctx, { params: { teamId } }) => {
    const team = await demandTeam(ctx, teamId)
    const sealer = await ctx.sealer()
    const people = await listPeople(ctx, teamId)
    const rosters = await listRosters(ctx, teamId)
    return {
      ...presentTeam(ctx, team),
      people: people.map((row) => presentPerson(ctx, sealer, team, row)),
      rosters: rosters.map(presentRoster),
    }
  }),
  endpoint(contract.foundTeam, async (ctx, { params, body }) => {
    await foundTeam(ctx, params.orgId, body)
    return { teamId: ctx.requestId }
  }),
  endpoint(contract.closeTeam, async (ctx, { params, body }) => {
    await closeTeam(ctx, params.teamId, body.reason)
    return params
  }),
  endpoint(contract.addTeamPeople, async (ctx, { params, body }) => {
    await addTeamPeople(ctx, params.teamId, body.rows)
    return { added: body.rows.length }
  }),
  endpoint(contract.leaveTeam, async (ctx, { params: { teamId, personId } }) => {
    await leaveTeam(ctx, teamId, personId)
    return { personId }
  }),
  endpoint(contract.showVolunteerPhone, async (ctx, { params, body }) => ({
    phone: await showPhone(ctx, params, body.reason),
  })),
  endpoint(contract.setRoster, async (ctx, { params, body }) => ({
    rosterId: ctx.requestId,
    turns: await setRoster(ctx, params.teamId, body),
  })),
  endpoint(contract.endRoster, async (ctx, { params }) => {
    await endRoster(ctx, params.rosterId)
    return params
  }),
  endpoint(contract.getRoster, async (ctx, { params }) => {
    const roster = await demandRoster(ctx, params.rosterId)
    const turns = await listTurns(ctx, params.rosterId)
    return {
      ...presentRoster(roster),
      teamId: roster.team_id,
      teamName: roster.team_name,
      turns: turns.map((row) => presentTurn(ctx, row)),
      abilities: { write: roster.ended_on === null && may(ctx.actor, 'posts.write', roster) },
    }
  }),
  endpoint(contract.changeTurn, async (ctx, { params, body }) => {
    await changeTurn(ctx, params.turnId, body.personId)
    return params
  }),
  endpoint(contract.listTurnsOf, async (ctx, { query }) => {
    const day = query.day ?? ctx.today
    const rows = await listTurnsOn(ctx, day, await reachOf(ctx, query.orgId))
    return { day, rows: rows.map((row) => presentDutyTurn(ctx, row)) }
  }),
  ...logRoutes,
]
