import type { ActivityKind, HostLevel } from '../../../contract/activity-kinds.ts'
import type { AppraisalGrade } from '../../../contract/appraisal-grades.ts'
import type { ConductMatter } from '../../../contract/conduct-matters.ts'
import type { FactKind, Who } from '../../../contract/facts.ts'
import type { RevisitGrade } from '../../../contract/inspection-words.ts'
import type { SchemeFlag, SchemeLimit, SchemeRule, SchemeVersion } from '../../../contract/scheme-version.ts'
import type { TalkPair } from '../../../contract/talk-pairs.ts'

/**
 * The words for what a rule can be made of. The contract gives the types, so that a kind that is added there and has no
 * words here does not compile; what may be combined, the server's check says.
 */
export const kinds: Record<FactKind, string> = {
  attendance: '参加活动',
  absence: '没有参加',
  'make-up': '补课',
  'activity-held': '办了活动',
  honour: '获得荣誉',
  conduct: '平时表现',
  assessment: '评议打分',
  'hand-entry': '人工记分',
  election: '当选',
  'case-done': '为群众办成一件事',
  visit: '走访一户',
  'post-held': '认领岗位',
  'work-rounds': '履职趟数',
  'work-km': '履职里程',
  'work-tonnes': '清理重量',
  'work-hours': '履职时间',
  'pairing-help': '帮扶一次',
  'community-service': '到社区服务',
  inspection: '两员工作回查',
  appraisal: '民主评议等次',
  'appraisal-held': '民主评议党员办完',
  talk: '谈心谈话一次',
  'talks-complete': '谈心谈话都谈到',
}

export const activities: Record<ActivityKind, string> = {
  'members-assembly': '支部党员大会',
  'committee-meeting': '支委会',
  'group-meeting': '党小组会',
  'party-lecture': '党课',
  'theme-day': '主题党日',
  'activity-day': '党员活动日',
  training: '日常培训',
  'study-group': '学习小组',
  'life-meeting': '组织生活会',
  'democratic-appraisal': '民主评议党员',
  'party-committee-meeting': '党委会议',
  'situation-analysis': '民情分析会',
  deliberation: '议事活动',
  volunteer: '志愿服务',
  mediation: '邻里纠纷调解',
  sanitation: '环境卫生',
  'river-upkeep': '河道管护',
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

/** What somebody did or left undone, and what one of it is called. */
export const matters: Record<ConductMatter, readonly [label: string, unit: string]> = {
  'key-work': ['承担重点工作', '次'],
  'key-work-marks': ['重点工作评分', '分'],
  'good-deed': ['做好事', '次'],
  'model-deed': ['先进事迹', '次'],
  'policy-talk': ['宣讲政策', '次'],
  'proposal-taken': ['建议被采纳', '条'],
  'household-helped': ['结对帮扶', '户'],
  'volunteer-hours': ['志愿服务时间', '小时'],
  'emergency-help': ['应急抢险', '次'],
  'task-done': ['按时办完交办的事', '件'],
  'task-missed': ['没有办完交办的事', '件'],
  'notice-answered': ['按时回复通知', '次'],
  'notice-missed': ['没有回复通知', '次'],
  'study-done': ['完成规定的学习', '次'],
  'post-served': ['履行岗位职责', '次'],
  'post-neglected': ['没有履行岗位职责', '次'],
  'dues-late': ['迟交党费', '次'],
  'labour-missed': ['没有参加义务劳动', '次'],
  'rule-breach': ['违法违纪、违反村规民约', '次'],
  'policy-breach': ['违反政策规定', '次'],
  'promise-breach': ['没有兑现承诺', '次'],
  'illegal-building': ['违章建筑没有拆除', '处'],
  'yard-untidy': ['门前卫生没有做到', '次'],
  'lavish-feast': ['大操大办', '次'],
  gambling: ['参与赌博', '次'],
  'cult-activity': ['参与邪教、封建迷信活动', '次'],
  'false-report': ['弄虚作假', '次'],
  'public-criticism': ['受到通报批评', '次'],
  'party-discipline': ['受到党纪处分', '次'],
}

export const matterLabels: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(matters).map(([code, [label]]) => [code, label]),
)

/** Of 民主评议党员, the best first. */
export const appraisalGrades: Record<AppraisalGrade, string> = {
  outstanding: '优秀',
  qualified: '合格',
  basic: '基本合格',
  unqualified: '不合格',
}

/** Of the work at an enterprise, by a revisit. */
const revisitGrades: Record<RevisitGrade, string> = { good: '好', fair: '一般', weak: '弱' }

/** Between whom a talk was held. */
export const talkPairs: Record<TalkPair, string> = {
  'secretary-committee': '书记和支委',
  'committee-committee': '支委之间',
  'committee-member': '支委和党员',
  'member-member': '党员之间',
}

export const assessors = { peers: '党员互评', committee: '支委会', villagers: '群众', superior: '上级' }

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

/** How several entries come to a figure together. */
export const ways: Record<SchemeLimit['way'], string> = {
  clamp: '封顶保底',
  free: '前几次不计',
  steps: '一次一次不同',
  whole: '合起来每满多少',
  bands: '合起来分段',
  share: '按比例分段',
}

export const measures: Record<NonNullable<SchemeLimit['by']>, string> = { count: '次数', quantity: '数量' }

/** What a total asks of people; none of it is a verdict. */
export const outcomes: Record<SchemeFlag['outcome'], string> = {
  review: '提请支部研究',
  talk: '谈心谈话',
  help: '帮扶关心',
  recognition: '建议表扬',
}

export const whereSilent: Record<SchemeVersion['whereSilent'], string> = {
  refuse: '不许空着',
  person: '由人来定',
}

export const periods = { day: '天', month: '月', quarter: '季度', year: '年', cycle: '周期' }

/** What stands in a rule's table, by the attribute that it looks at. */
export const tables: Record<string, Record<string, string>> = {
  level: levels,
  activity: activities,
  host: hosts,
  category: categories,
  matter: matterLabels,
  by: assessors,
  grade: appraisalGrades,
  result: revisitGrades,
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
