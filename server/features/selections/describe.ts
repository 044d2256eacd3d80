import type { OutputOf } from '../../../contract/endpoint.ts'
import type { getSelection } from '../../../contract/selections.ts'
import { loadCalendar } from '../../core/clock/calendar-days.ts'
import { concernOf } from '../../core/context/concern.ts'
import type { Ctx } from '../../core/context/context.ts'
import { listHistory } from '../../core/procedure/run.ts'
import * as awards from './award-queries.ts'
import { listBallots } from './ballot-queries.ts'
import * as candidates from './candidate-queries.ts'
import { countVoters, listPeople, type PersonRow } from './eligibility-queries.ts'
import { mayNominate, maySeeNames, maySeeOutcome, maySeeWhole } from './policy.ts'
import * as present from './present.ts'
import * as q from './queries.ts'
import { termsOf } from './rules.ts'
import { loadSelection, type Reader } from './selection.ts'
import * as snapshots from './snapshot-queries.ts'

type Description = OutputOf<typeof getSelection>

/** Everything of one selection that this reader may know, by a number of statements that does not grow with it. */
export async function describeSelection(ctx: Ctx, selectionId: string): Promise<Description> {
  const { row, reader } = await loadSelection(ctx, selectionId)
  const { actor, today } = ctx
  const people = await listPeople(ctx, { selectionId, year: row.year, path: row.path })
  const candidacies = await listSeenCandidates(ctx, row, reader)
  const taken = (await listHistory(ctx, [row.procedure_id])).get(row.procedure_id) ?? []
  const isCandidate = candidacies.some((one) => !one.withdrawn_at && concernOf(actor, one.member_id) !== null)
  const byId = new Map(people.map((person) => [person.member_id, person]))
  const whole = maySeeWhole(actor, row)
  const told = maySeeOutcome(actor, row)
  const calendar = await loadCalendar(ctx)
  return {
    ...present.presentSelection(row, today),
    nominations: candidacies.map((one) =>
      present.presentCandidate(one, {
        actor,
        selection: row,
        person: byId.get(one.member_id),
        concerned: isCandidate,
      }),
    ),
    branches: countOf(ctx, row, people),
    own: ownOf(row, reader, byId),
    rounds: told ? await roundsOf(ctx, row, candidacies) : [],
    ballot: told && row.entitled && row.present ? { entitled: row.entitled, present: row.present } : null,
    decision: told ? row.decision : null,
    meeting: await meetingOf(ctx, row),
    voters: whole ? await countVoters(ctx, row.path) : 0,
    list: await listOf(ctx, row, whole),
    awards: await awardsOf(ctx, row),
    steps: taken.map(present.presentStep),
    days: present.presentDays(row, { today, calendar, taken }),
    abilities: {
      ...present.presentAbilities(row, { actor, taken, isCandidate, today }),
      nominate: canNominate(ctx, row, reader, people),
    },
  }
}

/** Of the branches in scope; a member sees those of the own branch, and the own candidacy wherever it stands. */
function listSeenCandidates(ctx: Ctx, row: q.SelectionRow, { own }: Reader) {
  const paths = ctx.actor.grants.map((grant) => grant.orgPath)
  const ownId = own?.memberId ?? null
  return candidates.listCandidateRows(ctx, { selectionId: row.selection_id, paths, ownId })
}

/** Branches are counted for those who look at one of them with an office. */
function countOf(ctx: Ctx, row: q.SelectionRow, people: readonly PersonRow[]): Description['branches'] {
  const seen = people.filter((person) => maySeeWhole(ctx.actor, person))
  return present.countBranches(seen, termsOf(row), (branch) => maySeeNames(ctx.actor, branch))
}

function ownOf(row: q.SelectionRow, { own, branchName }: Reader, byId: ReadonlyMap<string, PersonRow>) {
  const person = own && byId.get(own.memberId)
  if (!person) return null
  const candidate = person.nominated
  return { ...present.presentStanding(person, termsOf(row), true), branchName, candidate }
}

/** Names of those whom the reader's scope holds; the counts are of all. */
async function roundsOf(
  ctx: Ctx,
  row: q.SelectionRow,
  candidacies: readonly candidates.CandidateRow[],
): Promise<Description['rounds']> {
  const names = new Map(candidacies.map((one) => [one.candidate_id, one.name]))
  return (await listBallots(ctx, row.selection_id)).map((one) => present.presentRound(one, names, row.quota))
}

async function meetingOf(ctx: Ctx, row: q.SelectionRow): Promise<Description['meeting']> {
  const meeting = row.activity_id ? await q.findMeeting(ctx, row.activity_id) : undefined
  return meeting ? { activityId: meeting.activity_id, title: meeting.title, day: meeting.day } : null
}

/** Before it is published, only who works on it sees what was decided. */
async function listOf(ctx: Ctx, row: q.SelectionRow, whole: boolean): Promise<Description['list']> {
  const list = await snapshots.findList(ctx, row.selection_id)
  if (!list || (!whole && !list.published_on)) return null
  return present.presentList(list, row.open_objections, ctx.today)
}

async function awardsOf(ctx: Ctx, row: q.SelectionRow): Promise<Description['awards']> {
  const paths = ctx.actor.grants.map((grant) => grant.orgPath)
  const filter = { paths, ownId: ctx.actor.memberId, selectionId: row.selection_id, limit: 500, offset: 0 }
  const rows = await awards.listAwardRows(ctx, filter)
  return rows.map((one) => present.presentAward(one, ctx.actor))
}

function canNominate(ctx: Ctx, row: q.SelectionRow, { own }: Reader, people: readonly PersonRow[]): boolean {
  if (row.state !== 'nominating' || ctx.today > row.nominate_until) return false
  return people.some(({ org_id: orgId, path }) => mayNominate(ctx.actor, { orgId, path }, own))
}
