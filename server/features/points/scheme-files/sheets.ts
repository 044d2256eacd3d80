import { schemeWords as said } from '../../../../contract/scheme-words.ts'
import * as c from './codecs.ts'

/** A column of a sheet: the path of its value in what a row stands for, and how the value is written. */
export type Column = { at: string; header: string; codec: c.Codec; required?: true }

export const sheetNames = {
  help: '说明',
  version: '方案',
  rules: '规则',
  limits: '封顶和合计',
  grades: '等次',
  flags: '提醒',
} as const

const isCount = (row: c.Values) => row.get('by') === 'count'

/** What stands in a rule's table, by the attribute that it looks at. */
const tables = new Map<unknown, Readonly<Record<string, string>>>([
  ['level', said.levels],
  ['activity', said.activities],
  ['host', said.hosts],
  ['category', said.categories],
  ['matter', said.matters],
  ['by', said.assessors],
])

const tableKeys = {
  level: '级别',
  activity: '活动',
  host: '谁办的',
  category: '类别',
  matter: '事项',
  by: '谁打分',
}

/** What is known of a person, below `at`. */
function audience(at: string): Column[] {
  return [
    { at: `${at}.stage`, header: '党员身份', codec: c.oneOf(said.stages) },
    { at: `${at}.post`, header: '有岗位', codec: c.yesNo },
    { at: `${at}.partyPost`, header: '担任党内职务', codec: c.yesNo },
    { at: `${at}.committee`, header: '支委', codec: c.yesNo },
    { at: `${at}.groupLeader`, header: '党小组组长', codec: c.yesNo },
    { at: `${at}.over70`, header: '七十岁以上', codec: c.yesNo },
    { at: `${at}.exempt`, header: '免于考核', codec: c.yesNo },
    { at: `${at}.floating`, header: '流动', codec: c.yesNo },
  ]
}

/** Of the sheet 方案 these are rows: 项目 and 内容. */
export const versionFields: readonly Column[] = [
  { at: 'name', header: '名称', codec: c.words, required: true },
  { at: 'validFrom', header: '从哪天起', codec: c.dayOf, required: true },
  { at: 'validTo', header: '到哪天止', codec: c.dayOf },
  { at: 'cycle', header: '多久一算', codec: c.oneOf(said.cycles) },
  { at: 'startPoints', header: '每期起点', codec: c.hundredths },
  { at: 'floor', header: '每期最少', codec: c.hundredths },
  { at: 'ceiling', header: '每期最多', codec: c.hundredths },
  { at: 'latitude.classes', header: '下级可以加哪几种分', codec: c.listOf(c.oneOf(said.classes)) },
  { at: 'latitude.most', header: '下级一年最多加减几分', codec: c.hundredths },
  { at: 'whereSilent', header: '分段没有写到的', codec: c.oneOf(said.whereSilent) },
]

export const ruleColumns: readonly Column[] = [
  { at: 'code', header: '编号', codec: c.words, required: true },
  { at: 'name', header: '叫什么', codec: c.words, required: true },
  { at: 'class', header: '哪一种分', codec: c.oneOf(said.classes), required: true },
  { at: 'subject', header: '记在谁名下', codec: c.oneOf(said.subjects) },
  { at: 'factKind', header: '记什么事', codec: c.oneOf(said.kinds), required: true },
  { at: 'pattern.activity', header: '哪种活动', codec: c.oneOf(said.activities) },
  { at: 'pattern.category', header: '哪一类', codec: c.oneOf(said.categories) },
  { at: 'pattern.host', header: '谁办的', codec: c.oneOf(said.hosts) },
  { at: 'pattern.late', header: '迟到', codec: c.yesNo },
  { at: 'pattern.excused', header: '请了假', codec: c.yesNo },
  { at: 'pattern.level', header: '哪一级', codec: c.oneOf(said.levels) },
  { at: 'pattern.matter', header: '哪件事', codec: c.oneOf(said.matters, { open: true }) },
  { at: 'pattern.by', header: '谁打分', codec: c.oneOf(said.assessors) },
  { at: 'mode', header: '怎么记', codec: c.oneOf(said.modes) },
  { at: 'points', header: '几分', codec: c.hundredths },
  { at: 'per', header: '每满多少', codec: c.hundredths },
  { at: 'tableKey', header: '按什么分档', codec: c.oneOf(tableKeys, { open: true }) },
  { at: 'table', header: '各档几分', codec: c.tableOf('tableKey', (key) => tables.get(key) ?? {}) },
  { at: 'bands', header: '各段几分', codec: c.bandsOf(() => false) },
  { at: 'least', header: '一次最少', codec: c.hundredths },
  { at: 'most', header: '一次最多', codec: c.hundredths },
  { at: 'validFrom', header: '从哪天起', codec: c.dayOf },
  { at: 'validTo', header: '到哪天止', codec: c.dayOf },
  { at: 'needsApproval', header: '要不要批', codec: c.mark },
  { at: 'approvalSteps', header: '几个人批', codec: c.wholeNumber },
  ...audience('pattern.who'),
  { at: 'pattern', header: '其他条件', codec: c.rest },
]

export const limitColumns: readonly Column[] = [
  { at: 'name', header: '叫什么', codec: c.words, required: true },
  { at: 'rules', header: '管哪几条', codec: c.listOf(c.words), required: true },
  { at: 'level', header: '第几层', codec: c.wholeNumber, required: true },
  { at: 'period', header: '多久以内', codec: c.oneOf(said.periods), required: true },
  { at: 'way', header: '怎么算', codec: c.oneOf(said.ways) },
  { at: 'floor', header: '最少', codec: c.hundredths },
  { at: 'cap', header: '最多', codec: c.hundredths },
  { at: 'free', header: '前几次不计', codec: c.wholeNumber },
  { at: 'steps', header: '各次几分', codec: c.listOf(c.hundredths) },
  { at: 'per', header: '每满多少', codec: c.hundredths },
  { at: 'points', header: '每满记几分', codec: c.hundredths },
  { at: 'by', header: '按什么分段', codec: c.oneOf(said.measures) },
  { at: 'bands', header: '各段几分', codec: c.bandsOf(isCount) },
  { at: 'counted', header: '哪几条算在分子里', codec: c.listOf(c.words) },
]

export const gradeColumns: readonly Column[] = [
  { at: 'name', header: '叫什么', codec: c.words, required: true },
  { at: 'from', header: '从几分', codec: c.hundredths, required: true },
  { at: 'to', header: '到几分', codec: c.hundredths },
]

export const flagColumns: readonly Column[] = [
  { at: 'name', header: '叫什么', codec: c.words, required: true },
  { at: 'below', header: '低于几分', codec: c.hundredths },
  { at: 'atLeast', header: '达到几分', codec: c.hundredths },
  { at: 'outcome', header: '然后', codec: c.oneOf(said.outcomes), required: true },
  ...audience('who'),
  { at: 'who', header: '其他条件', codec: c.rest },
]

/** The sheets that are lists, by the field of a version that each holds. */
export const listSheets = {
  rules: ruleColumns,
  limits: limitColumns,
  grades: gradeColumns,
  flags: flagColumns,
} as const
export type ListField = keyof typeof listSheets
export const listFields = Object.keys(listSheets) as ListField[]
