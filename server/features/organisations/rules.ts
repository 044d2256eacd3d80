import type { OrgKind } from '../../../contract/organisations.ts'

/** Which kinds may stand under which: administrative tiers above, Party organisations and grids below. */
const children: Record<OrgKind, readonly OrgKind[]> = {
  county: ['township', 'committee', 'general-branch', 'branch', 'unit', 'enterprise'],
  township: ['village', 'committee', 'general-branch', 'branch', 'unit', 'enterprise', 'grid'],
  village: ['committee', 'general-branch', 'branch', 'grid', 'unit', 'enterprise'],
  committee: ['general-branch', 'branch', 'grid', 'unit', 'enterprise', 'committee'],
  'general-branch': ['branch', 'grid', 'unit', 'enterprise'],
  branch: ['group'],
  group: [],
  grid: ['grid', 'branch'],
  unit: ['committee', 'general-branch', 'branch'],
  enterprise: ['committee', 'general-branch', 'branch'],
}

export function mayStandUnder(kind: OrgKind, parent: OrgKind): boolean {
  return children[parent].includes(kind)
}

export function mayHold(parent: OrgKind): readonly OrgKind[] {
  return children[parent]
}

const figures = 4

/** One level of a path: the organisation's small number in base 36, four figures, so 1.6 million a county. */
export function pathStep(orgId: number): string {
  const step = orgId.toString(36)
  if (step.length > figures) throw new Error('a county cannot hold more than 1,679,615 organisations')
  return step.padStart(figures, '0')
}

export function depthOf(path: string): number {
  return path.length / figures
}

/** Does `path` lie at or below `ancestor`? */
export function isBelow(path: string, ancestor: string): boolean {
  return path.startsWith(ancestor)
}
