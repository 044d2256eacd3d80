import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import { kindLabels, messages } from './messages.ts'

/** The monthly theme day first: it is what a branch does most. */
const lifeKinds: readonly ActivityKind[] = [
  'theme-day',
  'members-assembly',
  'committee-meeting',
  'group-meeting',
  'party-lecture',
  'activity-day',
  'study-group',
  'training',
  'life-meeting',
  'democratic-appraisal',
  'party-committee-meeting',
  'situation-analysis',
  'deliberation',
]

const serviceKinds: readonly ActivityKind[] = [
  'volunteer',
  'sanitation',
  'river-upkeep',
  'mediation',
  'major-clean-up',
  'patrol',
  'emergency-repair',
  'care',
]

export const kindGroups = [
  { label: messages.life, kinds: lifeKinds },
  { label: messages.service, kinds: serviceKinds },
] as const

/** What a few people do by themselves: nobody calls a roll, one names who was there. */
const ofFew: readonly ActivityKind[] = ['mediation', 'patrol', 'emergency-repair', 'care']

export function isOfFew(kind: ActivityKind): boolean {
  return ofFew.includes(kind)
}

/** A kind as it stands in an address; the theme day when it is none of ours. */
export function kindIn(search: URLSearchParams): ActivityKind {
  const kind = search.get('kind')
  return kind !== null && kind in kindLabels ? (kind as ActivityKind) : 'theme-day'
}
