/**
 * What a member offers to a household, in two menus [003-14][003-15]. A menu says what is given; what kind of household
 * somebody is, no word says and nothing keeps.
 */
export const helpMenus = ['a', 'b'] as const
export type HelpMenu = (typeof helpMenus)[number]
export const helpMenuLabels: Record<HelpMenu, string> = {
  a: '甲类：讲政策、给信息',
  b: '乙类：定计划、给信息、教技术、帮资金',
}

export const helpKinds = ['policy', 'plan', 'information', 'technology', 'funds'] as const
export type HelpKind = (typeof helpKinds)[number]
export const helpKindLabels: Record<HelpKind, string> = {
  policy: '讲政策',
  plan: '定计划',
  information: '给信息',
  technology: '教技术',
  funds: '帮资金',
}

/** The menus as they are shipped; a county or a township adds items of its own. */
export const shippedMenus: Record<HelpMenu, readonly HelpKind[]> = {
  a: ['policy', 'information'],
  b: ['plan', 'information', 'technology', 'funds'],
}

/** What a help is in a fact: of the lists above, or one of the county's own. */
export const helpKindsOfFacts = [...helpKinds, 'own'] as const

export function isHelpKind(item: string): item is HelpKind {
  return (helpKinds as readonly string[]).includes(item)
}

/** What a review says [003-16]. */
export const pairingOutcomes = ['continues', 'adjusted', 'reached', 'not-needed', 'stopped'] as const
export type PairingOutcome = (typeof pairingOutcomes)[number]

/** Why a pairing is over: what a review said, or what the night found. */
export const pairingEnds = [
  ...(['adjusted', 'reached', 'not-needed', 'stopped'] as const),
  ...(['expired', 'household-gone', 'member-left'] as const),
] as const
export type PairingEnd = (typeof pairingEnds)[number]

export const pairingOutcomeLabels: Record<PairingOutcome | PairingEnd, string> = {
  continues: '接着帮',
  adjusted: '调整了，换了人或换了菜单',
  reached: '过了帮扶线，达到目标',
  'not-needed': '不再需要',
  stopped: '停了',
  expired: '到期没有复核，自动结束',
  'household-gone': '这一户注销了',
  'member-left': '党员不在册了',
}

/** A household agrees for a year at a time; half-way somebody looks whether it still fits. */
export const pairingMonths = 12
export const reviewMonths = 6
/** For how many days before it a review stands on the start page. */
export const reviewAheadDays = 14

/** Where a member in hardship lives decides which aid there is [003-20]. */
export const hardshipSettings = ['rural', 'urban'] as const
export type HardshipSetting = (typeof hardshipSettings)[number]
export const hardshipSettingLabels: Record<HardshipSetting, string> = { rural: '农村', urban: '城镇下岗' }

export const aidKinds = ['skills', 'funds', 'projects', 're-employment'] as const
export type AidKind = (typeof aidKinds)[number]
export const aidKindLabels: Record<AidKind, string> = {
  skills: '教技能',
  funds: '给资金',
  projects: '上项目',
  're-employment': '再就业',
}
export const aidsOf: Record<HardshipSetting, readonly AidKind[]> = {
  rural: ['skills', 'funds', 'projects'],
  urban: ['re-employment'],
}

export const hardshipEnds = [
  ...(['helped', 'not-needed', 'refused', 'unanswered', 'withdrawn', 'expired', 'member-left'] as const),
] as const
export type HardshipEnd = (typeof hardshipEnds)[number]

/** The longest that a hardship file is kept without being agreed on anew. */
export const hardshipMonths = 12
/** For how many days a question on the phone waits for its answer. */
export const hardshipAnswerDays = 14
