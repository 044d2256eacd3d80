import type { ActivityKind, HostLevel } from '../../../contract/activity-kinds.ts'
import type { FactKind, Who } from '../../../contract/facts.ts'
import type { SchemeRule, SchemeVersion } from '../../../contract/scheme-version.ts'

/**
 * The words for what a rule can be made of. The contract gives the types, so that a kind that is added there and has no
 * words here does not compile; what may be combined, the server's check says.
 */
export const kinds: Record<FactKind, string> = {
  attendance: '参加活动',
  absence: '没有参加',
  'activity-held': '办了活动',
  honour: '获得荣誉',
  conduct: '平时表现',
  assessment: '评议打分',
  'hand-entry': '人工记分',
}

export const activities: Record<ActivityKind, string> = {
  'members-assembly': '支部党员大会',
  'committee-meeting': '支委会',
  'group-meeting': '党小组会',
  'party-lecture': '党课',
  'theme-day': '主题党日',
  'activity-day': '党员活动日',
  'study-group': '学习小组',
  'life-meeting': '组织生活会',
  'party-committee-meeting': '党委会议',
  'situation-analysis': '民情分析会',
  deliberation: '议事活动',
  volunteer: '志愿服务',
  mediation: '邻里纠纷调解',
  sanitation: '环境卫生',
  'major-clean-up': '重大整治贡献',
  patrol: '义务巡逻',
  'emergency-repair': '应急抢修',
  care: '关爱帮扶',
}

export const categories = { life: '组织生活', service: '服务群众' }

export const hosts: Record<HostLevel, string> = {
  committee: '党委',
  'general-branch': '党总支',
  branch: '支部',
  group: '党小组',
  grid: '网格',
  other: '其他单位',
}

export const levels = {
  national: '国家级',
  province: '省级',
  city: '市级',
  district: '区级',
  town: '镇级',
  village: '村级',
}

export const stages: Record<Who['stage'], string> = {
  applicant: '申请人',
  activist: '积极分子',
  target: '发展对象',
  probationary: '预备党员',
  full: '正式党员',
  exited: '已出党的',
}

export const traitLabels: Record<keyof typeof traits, string> = {
  post: '岗位',
  partyPost: '党内职务',
  committee: '支委',
  groupLeader: '党小组组长',
  over70: '年纪',
  exempt: '免于考核',
  floating: '流动',
}

/** Yes or no of a person, frozen into the fact: for whom it holds, and for whom it does not. */
export const traits: Record<Exclude<keyof Who, 'stage'>, [yes: string, no: string]> = {
  post: ['有岗位的', '没有岗位的'],
  partyPost: ['担任党内职务的', '没有党内职务的'],
  committee: ['支委委员', '不是支委的'],
  groupLeader: ['党小组组长', '不是组长的'],
  over70: ['七十岁以上的', '不满七十岁的'],
  exempt: ['支部准予免于考核的', '没有免于考核的'],
  floating: ['流动党员', '不流动的'],
}

export const classes: Record<SchemeRule['class'], string> = {
  base: '基础分',
  bonus: '加分',
  deduction: '扣分',
  veto: '一票否决，提请审议',
}

export const modes: Record<SchemeRule['mode'], string> = {
  fixed: '每次一样多',
  'per-unit': '按数量，每一个记几分',
  'per-whole': '按数量，每满多少记几分',
  table: '按档',
  bands: '按数量分段',
  clear: '清零',
}

export const cycles: Record<SchemeVersion['cycle'], string> = {
  year: '一年一算，1 月起',
  'july-year': '一年一算，7 月起',
  quarter: '一季度一算',
  month: '一月一算',
}

export const periods = { day: '天', month: '月', quarter: '季度', year: '年', cycle: '周期' }

/** What stands in a rule's table, by the attribute that it looks at. */
export const tables: Record<string, Record<string, string>> = {
  level: levels,
  activity: activities,
  host: hosts,
  category: categories,
}

/** What no scheme may count; the kinds do not exist, so these can only be shown as refused. */
export const forbidden = [
  '每天登录、打卡',
  '在线、学习的时长',
  '点赞、评论、投票',
  '转发、分享',
  '连续天数',
  '定位、轨迹',
  '拍照留痕',
] as const
