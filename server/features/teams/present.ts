import { logMeasures } from '../../../contract/log-measures.ts'
import { teamKindLabels } from '../../../contract/teams.ts'
import type { Ctx, Sealer } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { maskPhone } from '../../core/personal-data/mask.ts'
import type { LogRow, TotalRow } from './log-queries.ts'
import type { TeamPersonRow } from './people-queries.ts'
import type { TeamRow } from './queries.ts'
import type { RosterRow, TurnRow } from './roster-queries.ts'
import { phoneContext } from './rules.ts'

export function presentTeam(ctx: Ctx, row: TeamRow) {
  return {
    teamId: row.team_id,
    orgId: row.org_id,
    orgName: row.org_name,
    name: row.name,
    kind: row.kind,
    kindLabel: teamKindLabels[row.kind],
    foundedOn: row.founded_on,
    // Who only belongs there does not see the list, and so no count of it.
    members: may(ctx.actor, 'posts.read', row) ? row.members : null,
    volunteers: may(ctx.actor, 'posts.read', row) ? row.volunteers : null,
    closedOn: row.closed_on,
    abilities: {
      write: row.closed_on === null && may(ctx.actor, 'posts.write', row),
      log: row.closed_on === null && may(ctx.actor, 'posts.record', row),
    },
  }
}

type Who = { member_id: string | null; path: string; branch_path: string | null; name: string | null }

/** A member by who reads the register, a volunteer by who keeps the teams. */
function nameFor(ctx: Ctx, { member_id: memberId, path, branch_path: branch, name }: Who): string | null {
  if (memberId === null) return may(ctx.actor, 'posts.read', { path }) ? name : null
  const reads = [path, branch ?? path].some((at) => may(ctx.actor, 'members.read', { path: at }))
  return memberId === ctx.actor.memberId || reads ? name : null
}

export function presentPerson(ctx: Ctx, sealer: Sealer, team: TeamRow, row: TeamPersonRow) {
  const name = nameFor(ctx, { ...row, path: team.path })
  const mayPhone = row.phone_sealed !== null && may(ctx.actor, 'posts.record', team)
  return {
    personId: row.person_id,
    memberId: name === null ? null : row.member_id,
    isVolunteer: row.member_id === null,
    name,
    phoneMasked:
      mayPhone && row.phone_sealed
        ? maskPhone(sealer.open(row.phone_sealed, phoneContext(row.person_id)))
        : null,
    joinedOn: row.joined_on,
    leftOn: row.left_on,
    expiresOn: row.expires_on,
    abilities: { write: may(ctx.actor, 'posts.write', team), phone: mayPhone },
  }
}

export function presentRoster(row: RosterRow) {
  return {
    rosterId: row.roster_id,
    title: row.title,
    rrule: row.rrule,
    seasonFrom: row.season_from,
    seasonTo: row.season_to,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    perDay: row.per_day,
    endedOn: row.ended_on,
  }
}

export function presentTurn(ctx: Ctx, row: TurnRow) {
  return { turnId: row.turn_id, day: row.day, personId: row.person_id, name: nameFor(ctx, row) }
}

export function presentDutyTurn(ctx: Ctx, row: TurnRow) {
  return {
    ...presentTurn(ctx, row),
    teamId: row.team_id,
    teamName: row.team_name,
    title: row.title,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  }
}

function amountsOf(row: Pick<LogRow, (typeof logMeasures)[number]>) {
  return Object.fromEntries(
    logMeasures.flatMap((measure) => {
      const amount = row[measure]
      return amount ? [[measure, amount]] : []
    }),
  )
}

export function presentLog(ctx: Ctx, row: LogRow) {
  const own = row.member_id !== null && row.member_id === ctx.actor.memberId
  const stands = row.withdraw_reason === null
  return {
    logId: row.log_id,
    day: row.day,
    work: { kind: row.kind, id: row.work_id },
    workName: row.work_name,
    orgName: row.org_name,
    name: nameFor(ctx, row),
    isVolunteer: row.member_id === null,
    amounts: amountsOf(row),
    note: row.note,
    finding: row.finding,
    caseId: row.case_id,
    withdrawReason: row.withdraw_reason,
    abilities: {
      withdraw: stands && (own || may(ctx.actor, 'posts.record', row)),
      raise: stands && row.finding !== null && row.case_id === null && may(ctx.actor, 'cases.record', row),
    },
  }
}

function filterOf(row: TotalRow, by: 'work' | 'person') {
  if (by === 'person')
    return row.member_id === null ? { personId: row.person_id ?? undefined } : { memberId: row.member_id }
  const id = row.work_id
  return { post: { postId: id }, area: { areaId: id }, team: { teamId: id } }[row.kind]
}

export function presentTotal(ctx: Ctx, row: TotalRow, by: 'work' | 'person') {
  return {
    label: by === 'work' ? row.work_name : (nameFor(ctx, row) ?? '不便显示名字'),
    orgName: row.org_name,
    filter: filterOf(row, by),
    times: row.times,
    amounts: amountsOf(row),
  }
}

/** The sum of sums, so that the closing line can never say something else. */
export function sumTotals(rows: readonly TotalRow[]) {
  const add = (measure: (typeof logMeasures)[number]) => rows.reduce((sum, row) => sum + row[measure], 0)
  const amounts = { rounds: add('rounds'), km: add('km'), tonnes: add('tonnes'), hours: add('hours') }
  return { times: rows.reduce((sum, row) => sum + row.times, 0), amounts: amountsOf(amounts) }
}
