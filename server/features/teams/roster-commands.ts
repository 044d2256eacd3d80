import type { InputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/teams.ts'
import type { Ctx } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { demandOwnTeam, demandTeam } from './commands.ts'
import { listPeople, type TeamPersonRow } from './people-queries.ts'
import * as q from './roster-queries.ts'
import { goRound, lastOfSeason, rosterDays } from './rules.ts'

type Wish = InputOf<typeof contract.setRoster>['body']

/** Writes down whose turn it is on every day of a season [000-16]. Answers how many turns there are. */
export async function setRoster(ctx: Ctx, teamId: string, { personIds, ...roster }: Wish): Promise<number> {
  const team = await demandOwnTeam(ctx, teamId)
  demandSeason(roster)
  const people = new Map((await listPeople(ctx, teamId)).map((one) => [one.person_id, one]))
  const chosen = [...new Set(personIds)].map((personId) => {
    const person = people.get(personId)
    demand(person, 'input.invalid', { field: 'body.personIds', message: '有人已经不在队里，请刷新再选。' })
    return person
  })
  demand(chosen.length >= roster.perDay, 'input.invalid', {
    field: 'body.perDay',
    message: '每次的人数比排班的人还多。',
  })
  const turns = goRound(daysOf(roster), chosen, roster.perDay).map(([day, person]) => toTurn(day, person))
  await q.insertRoster(ctx, team, { roster, turns })
  const target = { kind: 'roster', id: ctx.requestId }
  ctx.audit({ action: 'roster.set', target, orgId: team.org_id, detail: { turns: turns.length } })
  return turns.length
}

function demandSeason({ seasonFrom, seasonTo }: Pick<Wish, 'seasonFrom' | 'seasonTo'>): void {
  const right = seasonFrom <= seasonTo && seasonTo <= lastOfSeason(seasonFrom)
  demand(right, 'input.invalid', {
    field: 'body.seasonTo',
    message: '最后一天要在第一天以后、一年以内。',
  })
}

function daysOf({ rrule, seasonFrom: from, seasonTo: to }: Pick<Wish, 'rrule' | 'seasonFrom' | 'seasonTo'>) {
  const days = readDays(rrule, { from, to })
  demand(days && days.length > 0, 'input.invalid', {
    field: 'body.rrule',
    message: '这段日子里一天也没有排到，请改周期或日子。',
  })
  return days
}

function readDays(rrule: string, season: { from: string; to: string }): string[] | null {
  try {
    return rosterDays(rrule, season)
  } catch (thrown) {
    if (thrown instanceof RangeError) return null
    throw thrown
  }
}

function toTurn(day: string, person: TeamPersonRow): q.NewTurn {
  return { turnId: newId(), day, personId: person.person_id, memberId: person.member_id }
}

export async function endRoster(ctx: Ctx, rosterId: string): Promise<void> {
  const roster = await demandRoster(ctx, rosterId)
  demand(may(ctx.actor, 'posts.write', roster), 'access.denied')
  demand(await q.endRoster(ctx, rosterId), 'state.wrong', { message: '这张班已经不排了。' })
  ctx.audit({ action: 'roster.ended', target: { kind: 'roster', id: rosterId }, orgId: roster.org_id })
}

/** The roster, if the actor may see its team. Errors: not-found. */
export async function demandRoster(ctx: Ctx, rosterId: string): Promise<q.RosterRow> {
  const roster = await q.findRoster(ctx, rosterId)
  demand(roster, 'not-found')
  await demandTeam(ctx, roster.team_id)
  return roster
}

export async function changeTurn(ctx: Ctx, turnId: string, personId: string): Promise<void> {
  const turn = await q.findTurn(ctx, turnId)
  demand(turn, 'not-found')
  const team = await demandTeam(ctx, turn.team_id)
  demand(may(ctx.actor, 'posts.record', team), 'access.denied')
  demand(turn.day >= ctx.today, 'state.wrong', { message: '这一班已经过了，不能再换。' })
  const person = (await listPeople(ctx, turn.team_id)).find((one) => one.person_id === personId)
  demand(person, 'input.invalid', { field: 'body.personId', message: '请选队里的人。' })
  await q.changeTurn(ctx, turnId, person)
  const target = { kind: 'roster', id: turn.roster_id }
  ctx.audit({ action: 'roster.turn-changed', target, orgId: team.org_id, memberId: person.member_id })
}
