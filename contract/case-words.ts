/** 民情诉求, 三卡, 微心愿, 问题清单: four procedures on one table of cases. */
export const caseKinds = ['request', 'card', 'wish', 'issue'] as const
export type CaseKind = (typeof caseKinds)[number]

export const caseKindLabels: Record<CaseKind, string> = {
  request: '民情诉求',
  card: '群众亮卡',
  wish: '微心愿',
  issue: '问题整改',
}

/**
 * What a case is about, by kind. Requests: the five of the ticket rules (domain-rules §8), and what people say of
 * members at work [000-30]. Issues: the seven lists [002-13], and what a branch finds by itself.
 */
export const caseSorts = {
  request: {
    consultation: '咨询',
    help: '求助',
    complaint: '投诉',
    report: '举报',
    suggestion: '建议',
    'member-service': '对党员服务的评价',
  },
  card: {
    dispute: '矛盾纠纷',
    livelihood: '生活困难',
    environment: '环境卫生',
    affairs: '代办事项',
    'other-card': '其他',
  },
  wish: { goods: '一样东西', hand: '帮一把手', company: '有人陪', 'other-wish': '其他' },
  issue: {
    patrol: '巡视巡察',
    audit: '审计',
    supervision: '督查',
    ecology: '生态环保',
    safety: '安全生产',
    opinion: '网络舆情',
    petition: '信访',
    'own-finding': '自查和群众反映',
  },
} as const satisfies Record<CaseKind, Record<string, string>>

type SortsOf<K extends CaseKind> = keyof (typeof caseSorts)[K]
export type CaseSort = { [K in CaseKind]: SortsOf<K> }[CaseKind]
const sortLabels: Record<string, string> = Object.assign({}, ...Object.values(caseSorts))
export const allCaseSorts = Object.keys(sortLabels) as [CaseSort, ...CaseSort[]]

export function caseSortLabel(sort: string): string {
  return sortLabels[sort] ?? sort
}

export function isSortOf(kind: CaseKind, sort: string): boolean {
  return Object.keys(caseSorts[kind]).includes(sort)
}

export const caseUrgencies = ['normal', 'urgent', 'most-urgent'] as const
export type CaseUrgency = (typeof caseUrgencies)[number]
export const caseUrgencyLabels: Record<CaseUrgency, string> = {
  normal: '一般',
  urgent: '急',
  'most-urgent': '特急',
}

/** How it came. The office records all but the public page; an issue is found rather than raised. */
export const caseChannels = [
  'phone',
  'visit',
  'public-page',
  'letter-box',
  'inspection',
  'spot-check',
  'person',
] as const
export type CaseChannel = (typeof caseChannels)[number]
export const caseChannelLabels: Record<CaseChannel, string> = {
  phone: '打电话来的',
  visit: '走访时说的',
  'public-page': '公开页上写的',
  'letter-box': '信箱里的',
  inspection: '督查时发现的',
  'spot-check': '抽查时发现的',
  person: '有人当面说的',
}

/** What a step asks for besides being taken. */
export const caseAsks = ['note', 'text', 'member', 'day', 'case'] as const
export type CaseAsk = (typeof caseAsks)[number]
