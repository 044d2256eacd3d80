import {
  type ActivityKind,
  activityCategory,
  activityKinds,
  activityLabel,
} from '../../../contract/activity-kinds.ts'
import type { ElectedPost } from '../../../contract/quorum.ts'
import { electedPostLabels } from '../../../contract/votes-elections.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { maskPersonalNumbers } from '../../core/guard/mask-personal-numbers.ts'
import { placeOf } from '../organisations/commands.ts'
import * as q from './ledger-queries.ts'
import { formFor } from './minutes-commands.ts'
import { listMotions } from './motion-queries.ts'
import { sightOf } from './policy.ts'
import { sayResult } from './present.ts'
import { sayCount } from './sayings.ts'

/** Kinds of organisational life in the order of the paper ledger: 三会一课 first. */
const lifeKinds = activityKinds.filter((kind) => activityCategory(kind) === 'life')

function sayAbsent({ leave, absent }: q.RecordRow): string {
  const said = [leave > 0 && `请假 ${leave} 人`, absent > 0 && `没到 ${absent} 人`].filter(Boolean)
  return said.length > 0 ? said.join('，') : '无'
}

function presentRecord(ctx: Ctx, row: q.RecordRow, votes: string[], quorum: string | null) {
  // A number may have been typed anywhere; papers are handed round.
  const hide = (text: string) => maskPersonalNumbers(text, ctx.today)
  const chair = row.segments[0]?.ledBy
  return {
    activityId: row.activity_id,
    day: row.day,
    title: hide(row.title),
    group: row.org_kind === 'group' ? row.org_name : null,
    serial: row.serial_no,
    place: row.place && hide(row.place),
    // Who led the first part; where nobody said it, there is a line to be filled in by hand.
    chair: chair ? hide(chair) : null,
    recorder: row.recorder,
    expected: row.roll.length,
    present: row.present ?? 0,
    absent: sayAbsent(row),
    topics: row.segments.filter((one) => !one.skipped).map((one) => hide(one.title)),
    votes: votes.map(hide),
    minutes: hide(row.minutes ?? ''),
    quorum,
  }
}

/** What was decided at each of these meetings, a line each. */
async function votesOf(ctx: Ctx, activityIds: readonly string[]) {
  const motions = await listMotions(ctx, activityIds)
  const elected = await q.listElected(ctx, activityIds)
  const counts = await q.listFrozenCounts(ctx, activityIds)
  return (activityId: string) => {
    const count = counts.get(activityId)
    const votes = motions
      .filter((one) => one.activity_id === activityId && one.state === 'counted')
      .map((one) => `${one.title}：${sayResult(one) ?? ''}`)
    const chosen = elected
      .filter((one) => one.activity_id === activityId)
      .map((one) => `选举${electedPostLabels[one.post as ElectedPost]}：${one.names.join('、')}当选。`)
    return { votes: [...votes, ...chosen], quorum: count ? sayCount(count, count.terms.quorum) : null }
  }
}

/** A year of organisational life of one organisation and of its groups, which have no ledger of their own, by kind. Errors: not-found, access.denied. */
export async function loadLedger(ctx: Ctx, orgId: number, wanted: number | undefined) {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'activities.read', place)
  const year = wanted ?? Number(ctx.today.slice(0, 4))
  const span = { from: `${year}-01-01`, to: `${year}-12-31` }
  const rows = await q.listRecords(ctx, { orgId, ...span, kinds: lifeKinds })
  const decided = await votesOf(
    ctx,
    rows.map((row) => row.activity_id),
  )
  const parts = lifeKinds.flatMap((kind) => {
    const meetings = rows
      .filter((row) => row.kind === kind)
      .map((row) => {
        const { votes, quorum } = decided(row.activity_id)
        return presentRecord(ctx, row, votes, quorum)
      })
    return meetings.length > 0 ? [{ kind, kindLabel: activityLabel(kind), meetings }] : []
  })
  return { orgName: place.name, year, parts }
}
export type LedgerOfYear = Awaited<ReturnType<typeof loadLedger>>

/** One meeting's minutes as they are printed in the form of the office. For who reads the whole meeting. */
export async function loadMinutes(ctx: Ctx, activityId: string) {
  const [row] = await q.listRecords(ctx, { activityId })
  demand(row, 'not-found')
  const sight = sightOf(ctx.actor, row)
  demand(sight.whole, 'access.denied')
  demand(row.state === 'closed' || row.state === 'reopened', 'state.wrong', {
    message: '这次会还没有记好，记好了再打印。',
  })
  const { votes, quorum } = (await votesOf(ctx, [activityId]))(activityId)
  const people = may(ctx.actor, 'members.read', row) ? await q.listPresence(ctx, activityId) : []
  const { form } = await formFor(ctx, row.path)
  const kindLabel = activityLabel(row.kind as ActivityKind)
  const filled = (pattern: string) =>
    pattern
      .replaceAll('{org}', row.org_name)
      .replaceAll('{kind}', row.org_name.endsWith('支部') ? kindLabel.replace(/^支部/, '') : kindLabel)
      .replaceAll('{year}', String(row.serial_year ?? row.day.slice(0, 4)))
      .replaceAll('{no}', row.serial_no === null ? '' : String(row.serial_no))
  return {
    ...presentRecord(ctx, row, votes, quorum),
    orgId: row.org_id,
    path: row.path,
    orgName: row.org_name,
    heading: filled(form.title),
    number: filled(form.number),
    signatures: form.signatures,
    photo: form.photo,
    foot: form.foot,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    there: people.filter((one) => one.there).map((one) => one.name),
    away: people.filter((one) => !one.there).map((one) => one.name),
  }
}
export type Minutes = Awaited<ReturnType<typeof loadMinutes>>
