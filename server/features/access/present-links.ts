import type { DueRow } from '../../../contract/due.ts'
import type { ListedLink, ToldLink } from './provider-queries.ts'

export function presentLink(
  row: ListedLink,
  accountId: string,
  providers: readonly { issuer: string; name: string }[],
) {
  return {
    linkId: row.link_id,
    providerName: providers.find((one) => one.issuer === row.issuer)?.name ?? null,
    at: row.linked_at.toISOString(),
    byName: row.by_name ?? '',
    byOwner: row.linked_by === accountId,
    reason: row.reason,
    confirmed: row.confirmed_at !== null,
    ended: row.ended_at && {
      at: row.ended_at.toISOString(),
      byName: row.ended_by_name ?? '',
      reason: row.end_reason ?? '',
    },
  }
}

/** What somebody else has done to one's own way in stands on the start page. */
export function presentTold(row: ToldLink): DueRow {
  return {
    id: `provider-link ${row.link_id} ${row.ended ? 'ended' : 'made'}`,
    state: 'due',
    title: row.ended ? '您账号上的统一认证被取消了' : '您的账号对上了统一认证',
    note: `${row.by_name}办的。不是您要的，请进去看看，再找管理员`,
    dueOn: null,
    verb: '看看',
    link: '/credentials',
  }
}

/** Whose codes were taken off is asked for a password alone, and should know it. */
export function presentReset({ byName }: { byName: string }): DueRow {
  return {
    id: 'second-factor reset',
    state: 'due',
    title: '您的动态口令被取消了',
    note: `${byName}办的，现在只凭密码就能进。不是您要的，请马上改密码，再找管理员`,
    dueOn: null,
    verb: '重新设',
    link: '/credentials',
  }
}
