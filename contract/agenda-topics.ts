import type { SegmentKind } from './segments.ts'

/** What service and study are about, as the documents name it; an organisation may keep others beside these. */
export const agendaTopics = {
  'old-members': { label: '看望老党员', kind: 'service' },
  'poor-households': { label: '走访困难户', kind: 'service' },
  'river-cleaning': { label: '清理河道', kind: 'service' },
  'roadside-greening': { label: '路边绿化', kind: 'service' },
  'roadside-tidying': { label: '整治路边环境', kind: 'service' },
  'volunteer-farming': { label: '义务助农', kind: 'service' },
  safety: { label: '安全生产', kind: 'study' },
  environment: { label: '生态环保', kind: 'study' },
  revitalisation: { label: '乡村振兴', kind: 'study' },
  history: { label: '党史', kind: 'study' },
  affairs: { label: '时事政治', kind: 'study' },
  law: { label: '法律法规', kind: 'study' },
  'higher-meetings': { label: '上级会议精神', kind: 'study' },
  'party-rules': { label: '党章党规', kind: 'study' },
} as const satisfies Record<string, { label: string; kind: SegmentKind }>

export type TopicCode = keyof typeof agendaTopics
