import type { InputOf } from '../../../contract/endpoint.ts'
import { longestConsentYears, type addTeamPeople as spec } from '../../../contract/teams.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx, Sealer } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { findPersonalNumbers } from '../../core/guard/find-personal-numbers.ts'
import { newId } from '../../core/ids.ts'
import { normalisePhone, phoneKindOf } from '../../core/personal-data/phone.ts'
import { demandOwnTeam, demandTeam } from './commands.ts'
import * as q from './people-queries.ts'
import { phoneContext } from './rules.ts'

type Wish = InputOf<typeof spec>['body']['rows'][number]

/**
 * Members by the register, and volunteers by a name, a consent and its last day [000-29]. All of them or none. A
 * volunteer is nobody's points: there is no place here for what one is worth.
 */
export async function addTeamPeople(ctx: Ctx, teamId: string, rows: readonly Wish[]): Promise<void> {
  const team = await demandOwnTeam(ctx, teamId)
  const memberIds = rows.flatMap((row) => row.memberId ?? [])
  const branches = await q.findBranches(ctx, memberIds)
  demand(new Set(memberIds).size === memberIds.length, 'conflict.duplicate', {
    field: 'body.rows',
    message: '名单里有一个人写了两次。',
  })
  const sealer = await ctx.sealer()
  const people = rows.map((row, at) => {
    if (row.memberId === null) return volunteer(ctx, sealer, row, at)
    const branchId = branches.get(row.memberId)
    demand(branchId !== undefined, 'not-found', {
      field: `body.rows.${at}.memberId`,
      message: '有一位同志不在册，请刷新再选。',
    })
    const nothing = { name: null, phone: null, consentOn: null, expiresOn: null }
    return { personId: newId(), memberId: row.memberId, branchId, ...nothing }
  })
  await q.insertPeople(ctx, team, people)
  const target = { kind: 'team', id: teamId }
  ctx.audit({ action: 'team.people-added', target, orgId: team.org_id, detail: { count: rows.length } })
}

function volunteer(ctx: Ctx, sealer: Sealer, row: Wish, at: number): q.NewTeamPerson {
  const field = (name: string) => `body.rows.${at}.${name}`
  const { name, consentOn, expiresOn } = row
  demand(consentOn && consentOn <= ctx.today, 'input.invalid', {
    field: field('consentOn'),
    message: '请写本人同意的日子。',
  })
  const last = addDays(consentOn, longestConsentYears * 365)
  demand(expiresOn && expiresOn > ctx.today && expiresOn <= last, 'input.invalid', {
    field: field('expiresOn'),
    message: `请写今天以后、同意起 ${longestConsentYears} 年以内的一天，到期自动抹掉。`,
  })
  demand(findPersonalNumbers(name ?? '', ctx).length === 0, 'input.invalid', {
    field: field('name'),
    message: '名字里不要写号码。',
  })
  const personId = newId()
  const phone = row.phone === null ? null : normalisePhone(row.phone)
  demand(phone === null || phoneKindOf(phone), 'input.invalid', {
    field: field('phone'),
    message: '这不像一个电话号码，请看看有没有少写一位。',
  })
  const sealed = phone === null ? null : sealer.seal(phone, phoneContext(personId)).toString('hex')
  return { personId, memberId: null, branchId: null, name, phone: sealed, consentOn, expiresOn }
}

async function demandTeamPerson(ctx: Ctx, teamId: string, personId: string): Promise<q.TeamPersonRow> {
  const person = await q.findTeamPerson(ctx, personId)
  demand(person?.team_id === teamId, 'not-found')
  return person
}

/** By oneself, or by who keeps the team. */
export async function leaveTeam(ctx: Ctx, teamId: string, personId: string): Promise<void> {
  const team = await demandTeam(ctx, teamId)
  const person = await demandTeamPerson(ctx, teamId, personId)
  const own = person.member_id !== null && person.member_id === ctx.actor.memberId
  demand(own || may(ctx.actor, 'posts.write', team), 'access.denied')
  demand(await q.leave(ctx, personId), 'state.wrong', { message: '已经不在队里了。' })
  await q.dropTurnsOf(ctx, personId)
  const target = { kind: 'team', id: teamId }
  ctx.audit({
    ...{ action: 'team.person-left', target, orgId: team.org_id, memberId: person.member_id },
    detail: { personId },
  })
}

/** In clear, with a reason that is logged before it is shown. */
export async function showPhone(
  ctx: Ctx,
  { teamId, personId }: { teamId: string; personId: string },
  reason: string,
): Promise<string> {
  const team = await demandTeam(ctx, teamId)
  demand(may(ctx.actor, 'posts.record', team), 'access.denied')
  demand(findPersonalNumbers(reason, ctx).length === 0, 'input.invalid', {
    field: 'body.reason',
    message: '理由里不要写号码。',
  })
  const { phone_sealed: sealed } = await demandTeamPerson(ctx, teamId, personId)
  demand(sealed, 'state.wrong', { message: '没有留电话，或者已经到期抹掉了。' })
  ctx.audit({
    ...{ action: 'team.phone-shown', target: { kind: 'team', id: teamId }, orgId: team.org_id },
    detail: { personId, reason },
  })
  return (await ctx.sealer()).open(sealed, phoneContext(personId))
}

/** By night: what a volunteer let be known goes with the last day of the consent. Bears to run twice. */
export async function eraseVolunteers(ctx: Ctx): Promise<void> {
  await q.eraseOver(ctx)
}
