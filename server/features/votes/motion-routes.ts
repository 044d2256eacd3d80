import * as contract from '../../../contract/votes.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { countOf } from './counting-commands.ts'
import { listElections, listRounds } from './election-queries.ts'
import { standingOf } from './election-rules.ts'
import * as q from './meeting-queries.ts'
import { countMotion, putMotion, reopenMotion, withdrawMotion } from './motion-commands.ts'
import { listHistory, listMotions } from './motion-queries.ts'
import { sightOf } from './policy.ts'
import * as present from './present.ts'
import { whyNot } from './rules.ts'

async function loadElections(ctx: Ctx, activityId: string) {
  const elections = await listElections(ctx, [activityId])
  // At most one for each of four posts.
  return Promise.all(
    elections.map(async (one) => ({
      one,
      standing: standingOf(one, await listRounds(ctx, one.election_id)),
    })),
  )
}

async function loadMeeting(ctx: Ctx, activityId: string) {
  const meeting = await q.findMeeting(ctx, activityId)
  demand(meeting, 'not-found')
  const sight = sightOf(ctx.actor, meeting)
  const count = sight.whole || meeting.state === 'closed' ? await countOf(ctx, meeting) : null
  const motions = await listMotions(ctx, [activityId])
  const history = sight.whole
    ? await listHistory(
        ctx,
        motions.map((one) => one.motion_id),
      )
    : []
  const elections = await loadElections(ctx, activityId)
  const names = await q.listNames(ctx, [
    ...(count ? [...count.excluded, ...count.withoutVote].map((one) => one.memberId) : []),
    ...motions.flatMap((one) => one.tellers ?? []),
    ...elections.flatMap(({ standing }) => standing.elected),
  ])
  const may = { writes: sight.writes && meeting.state !== 'cancelled', held: meeting.day <= ctx.today }
  const on = sight.names ? await q.listOnRoll(ctx, activityId) : []
  const withVote = new Set(count?.electors?.filter((one) => whyNot(one) === null).map((one) => one.memberId))
  const isElecting = meeting.kind === 'members-assembly' || meeting.kind.endsWith('committee-meeting')
  const papers = sight.whole && (meeting.state === 'closed' || meeting.state === 'reopened')
  return {
    activityId,
    title: meeting.title,
    day: meeting.day,
    orgName: meeting.org_name,
    count: count && (sight.whole || count.frozenAt) ? present.presentCount(count, names, sight) : null,
    motions: motions.map((one) => present.presentMotion(one, history, names, may)),
    elections: elections.map(({ one, standing }) => present.presentElectionLine(one, standing, names)),
    people: on.map((one) => ({ ...one, canVote: withVote.size === 0 || withVote.has(one.memberId) })),
    abilities: { put: may.writes && count !== null, elect: may.writes && isElecting, papers },
  }
}

export const motionRoutes: Route[] = [
  endpoint(contract.getMeeting, (ctx, { params }) => loadMeeting(ctx, params.activityId)),
  endpoint(contract.putMotion, async (ctx, { params, body }) => {
    await putMotion(ctx, params.activityId, body)
    return { motionId: ctx.requestId }
  }),
  endpoint(contract.countMotion, async (ctx, { params, body }) => ({
    ...params,
    ...(await countMotion(ctx, params.motionId, body)),
  })),
  endpoint(contract.reopenMotion, async (ctx, { params, body }) => {
    await reopenMotion(ctx, params.motionId, body.reason)
    return params
  }),
  endpoint(contract.withdrawMotion, async (ctx, { params, body }) => {
    await withdrawMotion(ctx, params.motionId, body.reason)
    return params
  }),
]
