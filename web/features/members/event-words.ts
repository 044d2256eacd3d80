import { fieldOf, type Member } from './fields.ts'
import { exitWords, stageWords, standingWords, wordOf } from './words.ts'

export type MemberEvent = Member['events'][number]
type Kind = MemberEvent['kind']

/** Columns that an event of correction may name and no form has. */
const otherColumns: Record<string, string> = {
  extendedTo: '预备期延长到',
  isLost: '是否为失联党员',
  lostOn: '失去联系日期',
  isFloating: '是否为流动党员',
  floatingTo: '外出流向',
  gridId: '网格',
  groupId: '党小组',
  stage: '人员类别',
  standing: '党籍状态',
  'profile.completeness': '信息完整度',
}

function namesOf(detail: MemberEvent['detail']): string {
  const given = Array.isArray(detail.fields) ? detail.fields : []
  const names = given.map((key) => fieldOf(String(key))?.label ?? otherColumns[String(key)])
  return [...new Set(names.filter(Boolean))].join('、')
}

function moved(what: string, { from, to }: MemberEvent): string {
  if (from && to) return `${what}从${from}到${to}`
  return to ? `编入${what}：${to}` : `不再在${what}${from ? `：${from}` : ''}`
}

/** What happened, in words; `from` and `to` are codes, names or days, by the kind. */
const tellings: Record<Kind, (event: MemberEvent) => string> = {
  entered: ({ to }) => (to ? `登记，${wordOf(stageWords, to)}` : '登记'),
  stage: ({ to }) => `成为${wordOf(stageWords, to)}`,
  extended: ({ to }) => (to ? `预备期延长到 ${to}` : '延长预备期'),
  branch: ({ from, to }) => (from && to ? `从${from}转到${to}` : '转接组织关系'),
  grid: (event) => moved('网格', event),
  group: (event) => moved('党小组', event),
  standing: ({ from, to }) => `党籍状态从“${wordOf(standingWords, from)}”到“${wordOf(standingWords, to)}”`,
  lost: ({ to }) => (to ? `${to} 起失去联系` : '失去联系'),
  found: () => '找到了',
  floating: ({ to }) => (to ? `流出，去${to}` : '流出'),
  returned: ({ from }) => (from ? `流回，以前在${from}` : '流回'),
  post: ({ from, to }) => (to ? `任${to}` : from ? `不再任${from}` : '任职变动'),
  corrected: ({ detail }) => {
    const names = namesOf(detail)
    return names ? `更正：${names}` : '更正登记'
  },
  exited: ({ to }) => wordOf(exitWords, to) || '离开',
  readmitted: ({ to }) => `重新登记，${wordOf(stageWords, to)}`,
  'import-undone': ({ detail }) => {
    const names = namesOf(detail)
    return names ? `撤销了导入，恢复：${names}` : '撤销了导入'
  },
}

export function tellEvent(event: MemberEvent): string {
  return tellings[event.kind](event)
}

type Vote = { entitled: number; present: number; ayes: number }

function voteIn(detail: MemberEvent['detail']): Vote | undefined {
  return detail.vote as Vote | undefined
}

/** What the meeting decided by, where the event rests on one. */
export function tellGround({ detail }: MemberEvent): string | undefined {
  const vote = voteIn(detail)
  if (!vote) return undefined
  return `有表决权 ${vote.entitled} 人，到会 ${vote.present} 人，赞成 ${vote.ayes} 票`
}
