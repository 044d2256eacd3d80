import * as contract from '../../../contract/access.ts'
import { mayGrant, roleLabel } from '../../../contract/roles.ts'
import { mayAnywhere } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { administeredToRead } from './administered.ts'
import {
  closeAccount,
  createAccount,
  endGrant,
  grantRole,
  inviteAgain,
  inviteMember,
  reopenAccount,
} from './commands.ts'
import { joinAccount, unjoinAccount } from './join-commands.ts'
import { listJoins, listMembersNamed, listPlacesOf } from './join-queries.ts'
import { presentAccount } from './present.ts'
import { listAccountRows, listGrantRows } from './queries.ts'

/** The page that opens a one-time address; the token stands after `#`, which no server and no log sees. */
function linkPath(token: string): string {
  return `/enter#${token}`
}

export const accessRoutes: Route[] = [
  endpoint(contract.listAccounts, async (ctx, { query }) => {
    demand(mayAnywhere(ctx.actor, 'accounts.read'), 'access.denied')
    const orgIds = query.orgId ? [query.orgId] : ctx.actor.orgs
    const { rows, count } = await listAccountRows(ctx, {
      limit: query.limit,
      offset: query.offset,
      ...(query.search && { search: query.search }),
      ...(orgIds !== 'county' && { orgIds: [...orgIds] }),
    })
    const accountIds = rows.map((row) => row.account_id)
    const held = {
      grants: await listGrantRows(ctx, accountIds),
      joins: await listJoins(ctx, accountIds),
    }
    const grantable = [...new Set(ctx.actor.grants.flatMap((grant) => mayGrant(grant.role)))]
    return {
      rows: rows.map((row) => presentAccount(ctx, row, held)),
      count,
      abilities: { create: grantable.length > 0 },
      grantable: grantable.map((role) => ({ role, label: roleLabel(role) })),
    }
  }),

  endpoint(contract.createAccount, async (ctx, { body }) => {
    const { token, ...made } = await createAccount(ctx, body)
    return { ...made, linkPath: linkPath(token) }
  }),

  endpoint(contract.inviteMember, async (ctx, { params }) => {
    const { accountId, token } = await inviteMember(ctx, params.memberId)
    return { accountId, linkPath: `/m${linkPath(token)}` }
  }),

  endpoint(contract.inviteAccount, async (ctx, { params }) => ({
    linkPath: linkPath(await inviteAgain(ctx, params.accountId)),
  })),

  endpoint(contract.grantRole, async (ctx, { params, body }) => ({
    grantId: await grantRole(ctx, params.accountId, body),
  })),

  endpoint(contract.endGrant, async (ctx, { params, body }) => {
    await endGrant(ctx, params.grantId, body.reason)
    return { grantId: params.grantId, endedAt: ctx.now.toISOString() }
  }),

  endpoint(contract.closeAccount, async (ctx, { params }) => {
    await closeAccount(ctx, params.accountId)
    return { accountId: params.accountId, disabled: true }
  }),

  endpoint(contract.listJoinable, async (ctx, { params: { accountId }, query }) => {
    await administeredToRead(ctx, accountId)
    const places = await listPlacesOf(ctx, accountId)
    const paths = places.map((place) => place.path)
    return { rows: await listMembersNamed(ctx, query.name, paths) }
  }),

  endpoint(contract.joinAccount, async (ctx, { params: { accountId }, body }) => {
    await joinAccount(ctx, accountId, body)
    return { accountId, memberId: body.memberId }
  }),

  endpoint(contract.unjoinAccount, async (ctx, { params, body }) => {
    await unjoinAccount(ctx, params.accountId, body.reason)
    return params
  }),

  endpoint(contract.reopenAccount, async (ctx, { params }) => {
    await reopenAccount(ctx, params.accountId)
    return { accountId: params.accountId, disabled: false }
  }),
]
