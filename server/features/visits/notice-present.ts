import type { VisitNotice } from '../../../contract/visit-notices.ts'
import type { NoticeRow } from './notice-queries.ts'

export function publicNoticePath(address: string): string {
  return `/public/visits/${address}`
}

export function presentNotice(row: NoticeRow, today: string): VisitNotice {
  const state = row.withdrawn_on !== null ? 'withdrawn' : today > row.expires_on ? 'expired' : 'standing'
  return {
    noticeId: row.notice_id,
    orgId: row.org_id,
    orgName: row.org_name,
    month: row.month.slice(0, 7),
    publishedByName: row.published_by_name,
    publishedOn: row.published_on,
    expiresOn: row.expires_on,
    state,
    withdrawnOn: row.withdrawn_on,
    withdrawReason: row.withdraw_reason,
    path: state === 'standing' ? publicNoticePath(row.address) : null,
  }
}
