import type { Ctx } from '../../core/context/context.ts'
import { raiseEpoch } from '../../core/context/raise-epoch.ts'
import { demand } from '../../core/errors/problem.ts'
import { administered } from './administered.ts'
import * as joins from './join-queries.ts'
import * as q from './queries.ts'
import { belongsAt } from './rules.ts'

/**
 * Somebody of the register of these organisations who has no account, held until the commit so that two who do so at once
 * wait for each other. Errors: not-found, state.wrong (left), conflict.duplicate (has one).
 */
export async function holdForAccount(
  ctx: Ctx,
  memberId: string,
  places: readonly { path: string }[],
): Promise<void> {
  const member = await joins.lockMember(ctx, memberId)
  demand(member && places.some((place) => belongsAt(member.path, place.path)), 'not-found', {
    field: 'body.memberId',
    message: '这里的登记册上没有这个人，请重新选。',
  })
  demand(member.stage !== 'exited', 'state.wrong', { message: '这个人已经离开，不能再对上账号。' })
  demand(!(await q.hasAccount(ctx, memberId)), 'conflict.duplicate', {
    field: 'body.memberId',
    message: `${member.name}已经有账号。一个人只用一个账号，请给那个账号加角色。`,
  })
}

/**
 * Says whose account this is, so that the person decides on neither themselves nor their kin by it. Errors: not-found,
 * access.denied (the own), state.wrong, conflict.duplicate.
 */
export async function joinAccount(
  ctx: Ctx,
  accountId: string,
  { memberId, reason }: { memberId: string; reason: string },
): Promise<void> {
  const account = await administered(ctx, accountId)
  demand(accountId !== ctx.actor.accountId, 'access.denied', {
    message: '自己的账号请另一位管理员来对。',
  })
  demand(account.member_id === null, 'state.wrong', { message: '这个账号已经对上了人。' })
  await holdForAccount(ctx, memberId, await joins.listPlacesOf(ctx, accountId))
  await joins.setMember(ctx, accountId, memberId)
  await joins.insertJoin(ctx, { accountId, memberId, reason })
  await raiseEpoch(ctx)
  ctx.audit({ action: 'account.joined', target: { kind: 'account', id: accountId }, memberId })
}

export async function unjoinAccount(ctx: Ctx, accountId: string, reason: string): Promise<void> {
  const account = await administered(ctx, accountId)
  demand(accountId !== ctx.actor.accountId, 'access.denied', {
    message: '自己的账号请另一位管理员来改。',
  })
  // An account that was opened for a member is the member's: only what was said afterwards is taken back.
  demand(await joins.endJoin(ctx, accountId, reason), 'state.wrong', {
    message: '这个账号开的时候就是本人的，不能改。',
  })
  await joins.setMember(ctx, accountId, null)
  await raiseEpoch(ctx)
  const target = { kind: 'account', id: accountId }
  ctx.audit({ action: 'account.unjoined', target, memberId: account.member_id })
}
