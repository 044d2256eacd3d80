import { type RequirementTerms, sayRequirement } from '../../../contract/requirements.ts'
import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import type { listOwnDays, RequirementRecord } from './requirement-queries.ts'

type OwnDayRow = Awaited<ReturnType<typeof listOwnDays>>[number]

export function termsOf(row: RequirementRecord): RequirementTerms {
  return {
    code: row.code,
    name: row.name,
    level: row.level as RequirementTerms['level'],
    source: row.source,
    cadence: row.cadence as RequirementTerms['cadence'],
    fixedDay: row.fixed_day,
    ownDay: row.own_day,
    grace: row.grace,
    times: row.times,
    orgKinds: row.org_kinds as RequirementTerms['orgKinds'],
    category: row.category as RequirementTerms['category'],
    minMembers: row.min_members,
    maxMembers: row.max_members,
    committee: row.committee as RequirementTerms['committee'],
    groups: row.party_groups as RequirementTerms['groups'],
    factKind: row.fact_kind as RequirementTerms['factKind'],
    patterns: row.patterns as RequirementTerms['patterns'],
    heldBy: row.held_by as RequirementTerms['heldBy'],
  }
}

export function presentRequirement(actor: Actor, row: RequirementRecord, ownDays: readonly OwnDayRow[]) {
  const terms = termsOf(row)
  return {
    ...terms,
    requirementId: row.requirement_id,
    orgId: row.org_id,
    orgName: row.org_name,
    reach: row.reach as 'self' | 'below',
    validFrom: row.valid_from,
    validTo: row.valid_to,
    endReason: row.end_reason,
    ownDays: ownDays
      .filter((one) => one.requirement_id === row.requirement_id)
      .map((one) => ({
        orgId: one.org_id,
        orgName: one.org_name,
        fixedDay: one.fixed_day,
        from: one.valid_from,
      })),
    sentence: sayRequirement(terms),
    abilities: { end: row.valid_to === null && may(actor, 'requirements.write', row) },
  }
}
