/**
 * The catalogue of activities. `life` is organisational life (支部工作条例 2018), `service` is what members
 * do for others: document 001 counts the two as separate sources of points.
 */
const catalogue = {
  'members-assembly': { label: '支部党员大会', category: 'life' },
  'committee-meeting': { label: '支委会', category: 'life' },
  'group-meeting': { label: '党小组会', category: 'life' },
  'party-lecture': { label: '党课', category: 'life' },
  'theme-day': { label: '主题党日', category: 'life' },
  'activity-day': { label: '党员活动日', category: 'life' },
  training: { label: '日常培训', category: 'life' },
  'study-group': { label: '学习小组', category: 'life' },
  'life-meeting': { label: '组织生活会', category: 'life' },
  'democratic-appraisal': { label: '民主评议党员', category: 'life' },
  'party-committee-meeting': { label: '党委会议', category: 'life' },
  'situation-analysis': { label: '民情分析会', category: 'life' },
  deliberation: { label: '议事活动', category: 'life' },
  volunteer: { label: '志愿服务', category: 'service' },
  mediation: { label: '邻里纠纷调解', category: 'service' },
  sanitation: { label: '环境卫生', category: 'service' },
  'river-upkeep': { label: '河道管护', category: 'service' },
  'major-clean-up': { label: '重大整治贡献', category: 'service' },
  patrol: { label: '义务巡逻', category: 'service' },
  'emergency-repair': { label: '应急抢修', category: 'service' },
  care: { label: '关爱帮扶', category: 'service' },
} as const

export type ActivityKind = keyof typeof catalogue
export const activityKinds = Object.keys(catalogue) as [ActivityKind, ...ActivityKind[]]

export function activityLabel(kind: ActivityKind): string {
  return catalogue[kind].label
}

export function activityCategory(kind: ActivityKind): 'life' | 'service' {
  return catalogue[kind].category
}

/** The tier of the organisation that holds an activity; the village committee and above are `committee`. */
export const hostLevels = ['committee', 'general-branch', 'branch', 'group', 'grid', 'other'] as const
export type HostLevel = (typeof hostLevels)[number]
