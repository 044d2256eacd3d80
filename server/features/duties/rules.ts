import type { RequirementFactKind, RequirementTerms } from '../../../contract/requirements.ts'

export type TermsFlaw = { field: string; message: string }

/** What a pattern of each kind of fact must name. */
const named: Record<RequirementFactKind, string | null> = {
  'activity-held': 'activity',
  'appraisal-held': null,
  'talks-complete': 'pair',
}

function fits(kind: RequirementFactKind, pattern: object): boolean {
  return Object.keys(pattern).join() === (named[kind] ?? '')
}

/** What does not fit together in what somebody wants to ask. */
export function findTermsFlaw(terms: RequirementTerms): TermsFlaw | null {
  const at = (field: string, message: string) => ({ field: `body.terms.${field}`, message })
  const { cadence, fixedDay, ownDay, minMembers, maxMembers, factKind, patterns } = terms
  if (!patterns.every((pattern) => fits(factKind, pattern)))
    return at('patterns', '要看的记录和条件对不上，请重新选。')
  if (cadence !== 'week' && cadence !== 'month') {
    if (fixedDay !== null) return at('fixedDay', '只有每周和每月的才定哪一天，别的到期末为止。')
    if (ownDay) return at('ownDay', '只有每周和每月的才能有自己的日子。')
  }
  if (cadence === 'week' && fixedDay !== null && fixedDay > 7) return at('fixedDay', '星期几写 1 到 7。')
  if (minMembers !== null && maxMembers !== null && minMembers > maxMembers)
    return at('maxMembers', '人数的上限比下限还小。')
  return null
}
