import { activityKinds, activityLabel, type HostLevel } from './activity-kinds.ts'
import { conductMatters } from './conduct-matters.ts'
import { factKindLabels, type Who } from './facts.ts'
import type { flagOutcomes, SchemeLimit, SchemeRule, SchemeVersion } from './scheme-version.ts'

type Words<Code extends string> = Readonly<Record<Code, string>>

const hosts: Words<HostLevel> = {
  committee: '党委',
  'general-branch': '党总支',
  branch: '支部',
  group: '党小组',
  grid: '网格',
  other: '其他单位',
}

const levels = {
  national: '国家级',
  province: '省级',
  city: '市级',
  district: '区级',
  town: '镇级',
  village: '村级',
}

const stages: Words<Who['stage']> = {
  applicant: '申请人',
  activist: '积极分子',
  target: '发展对象',
  probationary: '预备党员',
  full: '正式党员',
  exited: '已出党的',
}

const classes: Words<SchemeRule['class']> = {
  base: '基础分',
  bonus: '加分',
  deduction: '扣分',
  veto: '一票否决',
}

const modes: Words<SchemeRule['mode']> = {
  fixed: '每次一样多',
  'per-unit': '按数量，每一个记几分',
  'per-whole': '按数量，每满多少记几分',
  table: '按档',
  bands: '按数量分段',
  clear: '清零',
}

const cycles: Words<SchemeVersion['cycle']> = {
  year: '一年一算，1 月起',
  'july-year': '一年一算，7 月起',
  quarter: '一季度一算',
  month: '一月一算',
}

const periods: Words<SchemeLimit['period']> = {
  day: '天',
  month: '月',
  quarter: '季度',
  year: '年',
  cycle: '周期',
}

const ways: Words<SchemeLimit['way']> = {
  clamp: '封顶保底',
  free: '前几次不计',
  steps: '一次一次不同',
  whole: '合起来每满多少',
  bands: '合起来分段',
  share: '按比例分段',
}

const outcomes: Words<(typeof flagOutcomes)[number]> = {
  review: '提请支部研究',
  talk: '谈心谈话',
  help: '帮扶关心',
  recognition: '建议表扬',
}

const activities = Object.fromEntries(activityKinds.map((kind) => [kind, activityLabel(kind)]))
const matters = Object.fromEntries(Object.entries(conductMatters).map(([code, { label }]) => [code, label]))

/** One Chinese word for each code that a scheme is made of, no two alike in a list: a file is read back by them. */
export const schemeWords = {
  classes,
  subjects: { member: '党员', organisation: '组织' } satisfies Words<SchemeRule['subject']>,
  kinds: factKindLabels,
  modes,
  activities,
  categories: { life: '组织生活', service: '服务群众' },
  hosts,
  levels,
  matters,
  assessors: { peers: '党员互评', committee: '支委会', villagers: '群众', superior: '上级' },
  stages,
  cycles,
  periods,
  ways,
  measures: { count: '次数', quantity: '数量' },
  outcomes,
  whereSilent: { refuse: '不许空着', person: '由人来定' },
} as const satisfies Readonly<Record<string, Words<string>>>
