import { z } from 'zod'
import { day, id, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { recurrence } from './plan-items.ts'

export const teamKinds = [
  'volunteer',
  'safety-patrol',
  'visitor-guide',
  'village-patrol',
  'forest-fire',
  'flood-watch',
  'other',
] as const
export const teamKindLabels: Record<(typeof teamKinds)[number], string> = {
  volunteer: '志愿服务队',
  'safety-patrol': '企业安全巡查组',
  'visitor-guide': '游客引导组',
  'village-patrol': '义务巡逻队',
  'forest-fire': '森林防火队',
  'flood-watch': '防汛巡查队',
  other: '其他队伍',
}

/** A volunteer is a name, a consent and a day on which both go; nothing about the person is counted or judged. */
export const longestConsentYears = 3

const kind = z.enum(teamKinds)
const count = z.number().int().min(0)
const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写成 08:30 这样')
  .nullable()

const person = z.object({
  personId: id,
  /** Null: a volunteer who is no member, or one whom the reader may not know. */
  memberId: id.nullable(),
  isVolunteer: z.boolean(),
  /** Null for a reader who may not know who it is, and after the day of consent. */
  name: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  joinedOn: day,
  leftOn: day.nullable(),
  expiresOn: day.nullable(),
  abilities: z.object({ write: z.boolean(), phone: z.boolean() }),
})

const team = z.object({
  teamId: id,
  orgId,
  orgName: z.string(),
  name: z.string(),
  kind,
  kindLabel: z.string(),
  foundedOn: day,
  /** Null for who only belongs there. */
  members: count.nullable(),
  volunteers: count.nullable(),
  closedOn: day.nullable(),
  abilities: z.object({ write: z.boolean(), log: z.boolean() }),
})

export const listTeams = defineEndpoint({
  method: 'GET',
  path: '/teams',
  summary: '队伍',
  access: 'signed-in',
  who: 'posts.read anywhere',
  query: z.object({ ...pageQuery, orgId: orgId.optional() }),
  output: listOf(team).extend({ places: z.array(z.object({ orgId, name: z.string() })) }),
  errors: ['not-found', 'access.denied'],
})

const roster = z.object({
  rosterId: id,
  title: z.string(),
  rrule: z.string(),
  seasonFrom: day,
  seasonTo: day,
  startsAt: time,
  endsAt: time,
  perDay: count,
  endedOn: day.nullable(),
})

const turn = z.object({
  turnId: id,
  day,
  personId: id,
  name: z.string().nullable(),
})

export const getTeam = defineEndpoint({
  method: 'GET',
  path: '/teams/:teamId',
  summary: '一支队伍和它的排班',
  access: 'signed-in',
  who: 'posts.read',
  params: z.object({ teamId: id }),
  output: team.extend({ people: z.array(person), rosters: z.array(roster) }),
  errors: ['not-found'],
})

export const foundTeam = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/teams',
  summary: '建一支队伍',
  access: 'signed-in',
  who: 'posts.write',
  params: z.object({ orgId }),
  body: z.strictObject({ name: line(30), kind, foundedOn: day }),
  output: z.object({ teamId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

export const closeTeam = defineEndpoint({
  method: 'POST',
  path: '/teams/:teamId/close',
  summary: '队伍散了',
  access: 'signed-in',
  who: 'posts.write',
  params: z.object({ teamId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ teamId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

const newPerson = z
  .strictObject({
    memberId: id.nullable().default(null),
    /** Of somebody who is no member; the three that follow are theirs. */
    name: line(30).nullable().default(null),
    phone: line(30).nullable().default(null),
    consentOn: day.nullable().default(null),
    expiresOn: day.nullable().default(null),
  })
  .refine(({ memberId, name }) => (memberId === null) !== (name === null), {
    message: '每一行选一位党员，或者写一位志愿者的名字。',
  })

export const addTeamPeople = defineEndpoint({
  method: 'POST',
  path: '/teams/:teamId/people',
  summary: '队伍里加人',
  access: 'signed-in',
  who: 'posts.write',
  params: z.object({ teamId: id }),
  body: z.strictObject({ rows: z.array(newPerson).min(1).max(300) }),
  output: z.object({ added: count }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

/** A volunteer's name and phone are erased with it. */
export const leaveTeam = defineEndpoint({
  method: 'POST',
  path: '/teams/:teamId/people/:personId/leave',
  summary: '离开队伍',
  access: 'signed-in',
  who: 'posts.write',
  params: z.object({ teamId: id, personId: id }),
  body: z.strictObject({}),
  output: z.object({ personId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const showVolunteerPhone = defineEndpoint({
  method: 'POST',
  path: '/teams/:teamId/people/:personId/phone',
  summary: '看志愿者的电话',
  access: 'signed-in',
  who: 'posts.record',
  params: z.object({ teamId: id, personId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ phone: z.string() }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

/** Turns go round among the people in the order in which they are given. */
export const setRoster = defineEndpoint({
  method: 'POST',
  path: '/teams/:teamId/rosters',
  summary: '排一张班',
  access: 'signed-in',
  who: 'posts.write',
  params: z.object({ teamId: id }),
  body: z.strictObject({
    title: line(30),
    rrule: recurrence,
    seasonFrom: day,
    seasonTo: day,
    startsAt: time.default(null),
    endsAt: time.default(null),
    perDay: z.number().int().min(1).max(10),
    personIds: z.array(id).min(1).max(300),
  }),
  output: z.object({ rosterId: id, turns: count }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** Turns that are still to come go; those of before stay. */
export const endRoster = defineEndpoint({
  method: 'POST',
  path: '/rosters/:rosterId/end',
  summary: '这张班不排了',
  access: 'signed-in',
  who: 'posts.write',
  params: z.object({ rosterId: id }),
  body: z.strictObject({}),
  output: z.object({ rosterId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const getRoster = defineEndpoint({
  method: 'GET',
  path: '/rosters/:rosterId',
  summary: '一张排班表',
  access: 'signed-in',
  who: 'posts.read',
  params: z.object({ rosterId: id }),
  output: roster.extend({
    teamId: id,
    teamName: z.string(),
    turns: z.array(turn),
    abilities: z.object({ write: z.boolean() }),
  }),
  errors: ['not-found'],
})

/** Another of the team takes the turn. */
export const changeTurn = defineEndpoint({
  method: 'POST',
  path: '/roster-turns/:turnId/change',
  summary: '换班',
  access: 'signed-in',
  who: 'posts.record',
  params: z.object({ turnId: id }),
  body: z.strictObject({ personId: id }),
  output: z.object({ turnId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid', 'conflict.duplicate'],
})

/** Whose turn it is on a day, at and below a place. */
export const listTurnsOf = defineEndpoint({
  method: 'GET',
  path: '/duty-of-day',
  summary: '今天谁值班',
  access: 'signed-in',
  who: 'posts.read anywhere',
  query: z.object({ day: day.optional(), orgId: orgId.optional() }),
  output: z.object({
    day,
    rows: z.array(
      turn.extend({
        teamId: id,
        teamName: z.string(),
        title: z.string(),
        startsAt: time,
        endsAt: time,
      }),
    ),
  }),
  errors: ['not-found', 'access.denied'],
})

export const teamEndpoints = {
  listTeams,
  getTeam,
  foundTeam,
  closeTeam,
  addTeamPeople,
  leaveTeam,
  showVolunteerPhone,
  setRoster,
  endRoster,
  getRoster,
  changeTurn,
  listTurnsOf,
}
