import { talkPairLabels } from '../../../contract/talk-pairs.ts'
import * as contract from '../../../contract/talks.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, inScope, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { placeOf } from '../organisations/commands.ts'
import { loadPairs, recordTalk, takeBack } from './commands.ts'
import { presentOwn, presentPair, presentPerson, presentTalk } from './present.ts'
import * as q from './queries.ts'
import { listWords } from './words-queries.ts'

export const talkRoutes: Route[] = [
  endpoint(contract.listPairTalks, async (ctx, { params: { orgId }, query }) => {
    const place = await placeOf(ctx, orgId)
    demandMay(ctx.actor, 'activities.read', place)
    demand(place.kind === 'branch', 'not-found')
    const year = query.year ?? Number(ctx.today.slice(0, 4))
    const holds = may(ctx.actor, 'talks.hold', place)
    const named = holds || may(ctx.actor, 'members.read', place)
    const pairs = await loadPairs(ctx, orgId, year)
    return {
      orgId,
      orgName: place.name,
      year,
      pairs: pairs.map((one) => ({
        pair: one.pair,
        label: talkPairLabels[one.pair],
        ...presentPair(one, named),
      })),
      rows: holds ? (await q.listTalks(ctx, { orgId, year })).map(presentTalk) : [],
      people: holds ? (await q.listPeople(ctx, [orgId])).map(presentPerson) : [],
      abilities: { record: holds },
    }
  }),

  endpoint(contract.recordPairTalk, async (ctx, { params, body }) => ({
    talkId: ctx.requestId,
    pair: await recordTalk(ctx, params.orgId, body),
  })),

  endpoint(contract.listOwnPairTalks, (ctx) => loadOwn(ctx)),

  endpoint(contract.takeBackPairTalk, async (ctx, { params, body }) => {
    await takeBack(ctx, params.talkId, body.reason)
    return params
  }),
]

async function loadOwn(ctx: Ctx) {
  const { memberId, accountId } = ctx.actor
  const rows = await q.listTalks(ctx, { memberId, accountId })
  const words = await listWords(
    ctx,
    rows.map((row) => row.talk_id),
  )
  return {
    rows: rows.map((row) => presentOwn(row, words.get(row.talk_id) ?? null, accountId)),
    branch: await loadBranch(ctx),
  }
}

/** The own branch with who is in it, for the form; only what the own account reaches. */
async function loadBranch(ctx: Ctx) {
  const { memberId } = ctx.actor
  const member = memberId ? await q.findBranch(ctx, memberId) : undefined
  if (!memberId || !member || !inScope(ctx.actor, member)) return null
  const people = await q.listPeople(ctx, [member.orgId])
  return {
    orgId: member.orgId,
    name: member.name,
    memberId,
    people: people.filter((one) => one.memberId !== memberId).map(presentPerson),
    record: people.some((one) => one.memberId === memberId),
  }
}
