import * as lifeContract from '../../../contract/member-life.ts'
import * as looks from '../../../contract/member-looks.ts'
import * as contract from '../../../contract/members.ts'
import { changeOrganisation, mergeOrganisation } from '../../../contract/organisations.ts'
import type { Ctx } from '../../core/context/context.ts'
import { mayAnywhere } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { assignMembers } from './assignment-commands.ts'
import { createMember, findGridProposal, updateMember } from './entry-commands.ts'
import * as life from './lifecycle-commands.ts'
import { planList } from './list-commands.ts'
import { listLoggedLooks, listLookRows } from './look-queries.ts'
import { changeWithMembers, mergeBranch } from './merge-commands.ts'
import { listOrgNames } from './place-queries.ts'
import { demandLooks, demandRead } from './policy.ts'
import { addPost, endPost } from './post-commands.ts'
import { listPosts } from './post-queries.ts'
import { placesIn, presentLoggedLook, presentLook, presentMember, presentRow } from './present.ts'
import * as q from './queries.ts'
import { revealNumber } from './reveal-commands.ts'

async function tellMember(ctx: Ctx, row: q.MemberDetailRow) {
  const events = await q.listEvents(ctx, row.member_id)
  const story = {
    events,
    posts: await listPosts(ctx, row.member_id),
    orgNames: await listOrgNames(ctx, placesIn(events)),
    gridProposal: await findGridProposal(ctx, row),
  }
  return presentMember(ctx, row, await ctx.sealer(), story)
}

const reading: Route[] = [
  endpoint(contract.listMembers, async (ctx, { query }) => {
    const filter = await planList(ctx, query)
    const rows = await q.listMemberRows(ctx, filter, query)
    const sealer = await ctx.sealer()
    return {
      rows: rows.map((row) => presentRow(ctx.actor, row, sealer)),
      count: await q.countMembers(ctx, filter),
      abilities: {
        create: mayAnywhere(ctx.actor, 'members.write'),
        import: mayAnywhere(ctx.actor, 'members.import'),
        export: mayAnywhere(ctx.actor, 'members.export'),
      },
    }
  }),

  endpoint(contract.getMember, async (ctx, { params }) => {
    const row = await q.findMember(ctx, params.memberId)
    demandRead(ctx.actor, row)
    return tellMember(ctx, row)
  }),

  endpoint(contract.getOwnMember, async (ctx) => {
    const row = ctx.actor.memberId ? await q.findMember(ctx, ctx.actor.memberId) : undefined
    demand(row, 'not-found', { message: '这个账号还没有对上花名册里的人，请找支部。' })
    return tellMember(ctx, row)
  }),

  endpoint(looks.listLooks, async (ctx, { query }) => {
    demand(ctx.actor.memberId, 'not-found', { message: '这个账号还没有对上花名册里的人，请找支部。' })
    const { rows, count } = await listLookRows(ctx, ctx.actor.memberId, 'everywhere', query)
    return { rows: rows.map(presentLook), count }
  }),

  endpoint(looks.listLookLog, async (ctx, { query }) => {
    const paths = pathsWhere(ctx.actor, 'audit.read')
    demand(paths.length > 0, 'access.denied')
    const { from, to } = query
    demand(!from || !to || from <= to, 'input.invalid', {
      field: 'query.to',
      message: '结束的日子在开始以前，请检查。',
    })
    const rows = await listLoggedLooks(ctx, { ...query, paths })
    return { rows: rows.map(presentLoggedLook), count: rows[0]?.total ?? 0 }
  }),

  endpoint(looks.listMemberLooks, async (ctx, { params, query }) => {
    const where = demandLooks(ctx.actor, await q.findMember(ctx, params.memberId))
    const { rows, count } = await listLookRows(ctx, params.memberId, where, query)
    return { rows: rows.map(presentLook), count }
  }),
]

const writing: Route[] = [
  endpoint(contract.createMember, (ctx, { body }) => createMember(ctx, body)),

  endpoint(contract.updateMember, (ctx, { params, body }) => updateMember(ctx, params.memberId, body)),

  endpoint(lifeContract.assignMembers, async (ctx, { body }) => ({
    changed: await assignMembers(ctx, body),
  })),

  endpoint(lifeContract.addPost, (ctx, { params, body }) => addPost(ctx, params.memberId, body)),

  endpoint(lifeContract.endPost, (ctx, { params, body }) =>
    endPost(ctx, params.memberId, params.postId, body),
  ),

  endpoint(looks.revealNumber, async (ctx, { params, body }) => ({
    value: await revealNumber(ctx, params.memberId, body),
  })),

  // Answered here because an organisation does not know its members, and one that has any is not dissolved.
  endpoint(changeOrganisation, async (ctx, { params, body }) => ({
    orgId: params.orgId,
    eventId: await changeWithMembers(ctx, params.orgId, body),
  })),

  endpoint(mergeOrganisation, async (ctx, { params, body }) => ({
    orgId: params.orgId,
    intoId: body.intoId,
    membersMoved: await mergeBranch(ctx, params.orgId, body),
  })),
]

const living: Route[] = [
  endpoint(lifeContract.changeStage, (ctx, { params, body }) => life.changeStage(ctx, params.memberId, body)),

  endpoint(lifeContract.extendProbation, (ctx, { params, body }) =>
    life.extendProbation(ctx, params.memberId, body),
  ),

  endpoint(lifeContract.exitMember, (ctx, { params, body }) => life.exitMember(ctx, params.memberId, body)),

  endpoint(lifeContract.readmitMember, (ctx, { params, body }) =>
    life.readmitMember(ctx, params.memberId, body),
  ),

  endpoint(lifeContract.changeStanding, (ctx, { params, body }) =>
    life.changeStanding(ctx, params.memberId, body),
  ),

  endpoint(lifeContract.changeContact, (ctx, { params, body }) =>
    life.changeContact(ctx, params.memberId, body),
  ),
]

export const memberRoutes: Route[] = [...reading, ...writing, ...living]
