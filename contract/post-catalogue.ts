/** Posts that a branch or a grid offers to its members to claim by their strength (document 001); a county adds its own. */
export const postKinds = {
  'emergency-repair': { label: '应急抢修岗', duty: '水电、道路出了急事，先到先处置' },
  mediation: { label: '邻里调解岗', duty: '邻里有了矛盾，上门听、上门劝' },
  sanitation: { label: '环境卫生岗', duty: '看好路面、河面和垃圾点' },
  care: { label: '关爱帮扶岗', duty: '常去看看独居、生病和有困难的人家' },
  patrol: { label: '义务巡逻岗', duty: '夜里和节假日在村里走一走' },
  'policy-talk': { label: '政策宣讲岗', duty: '把政策讲给大家听' },
  'traffic-guide': { label: '交通劝导岗', duty: '在路口劝导行人和车辆' },
  'forest-fire': { label: '森林防火岗', duty: '防火期里巡山、劝阻野外用火' },
  'visitor-guide': { label: '游客引导岗', duty: '采摘季给游客指路、引导停车' },
  'flood-watch': { label: '防汛巡查岗', duty: '汛期巡堤、看水位' },
} as const

export type PostKind = keyof typeof postKinds
export const postKindCodes = Object.keys(postKinds) as [PostKind, ...PostKind[]]

/** What a post is in a fact: of the list above, or one of the county's own. */
export const postKindsOfFacts = [...postKindCodes, 'own'] as const

export function isPostKind(kind: string): kind is PostKind {
  return (postKindCodes as string[]).includes(kind)
}

export const claimStates = [
  'asked',
  'held',
  'refused',
  'withdrawn',
  'quit',
  'replaced',
  'over',
  'closed',
] as const
export type ClaimState = (typeof claimStates)[number]
export const claimStateLabels: Record<ClaimState, string> = {
  asked: '等定',
  held: '在岗',
  refused: '没有同意',
  withdrawn: '撤回了',
  quit: '退出了',
  replaced: '换人了',
  over: '到期了',
  closed: '岗位撤了',
}

/** What a member's post is called in public: a word for the door, until a day; it gives no right and no points. */
export const tagKinds = ['pioneer', 'demonstration', 'duty-area'] as const
export type TagKind = (typeof tagKinds)[number]
export const tagKindLabels: Record<TagKind, string> = {
  pioneer: '党员先锋岗',
  demonstration: '党员示范岗',
  'duty-area': '党员责任区',
}

export const areaKinds = ['house-front', 'river', 'lane', 'road', 'green', 'pond', 'other'] as const
export type AreaKind = (typeof areaKinds)[number]
export const areaKindLabels: Record<AreaKind, string> = {
  'house-front': '房前屋后',
  river: '河段',
  lane: '巷弄',
  road: '道路',
  green: '绿地',
  pond: '池塘',
  other: '其他',
}
