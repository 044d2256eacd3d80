import { type HonourLevel, honourLevelLabels } from '../../../contract/honours.ts'
import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import type { HonourRecord } from './queries.ts'

export function presentHonour(actor: Actor, row: HonourRecord) {
  const level = row.level as HonourLevel
  return {
    honourId: row.honour_id,
    memberId: row.member_id,
    memberName: row.member_name ?? '不在本支部的党员',
    orgId: row.org_id,
    orgName: row.org_name,
    title: row.title,
    level,
    levelLabel: honourLevelLabels[level],
    issuer: row.issuer,
    certificateNo: row.certificate_no,
    awardedOn: row.awarded_on,
    recordedByName: row.recorded_by_name ?? '',
    recordedAt: row.recorded_at.toISOString(),
    withdrawn: row.withdrawn_at && {
      at: row.withdrawn_at.toISOString(),
      byName: row.withdrawn_by_name ?? '',
      reason: row.withdrawn_reason ?? '',
    },
    abilities: {
      withdraw: !row.withdrawn_at && may(actor, 'activities.write', { path: row.org_path }),
    },
  }
}
