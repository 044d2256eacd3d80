/** Why somebody went, as it stood that day: care that was agreed on, a campaign over the place, or neither. */
export const visitPurposes = ['care', 'campaign', 'everyday'] as const
export type VisitPurpose = (typeof visitPurposes)[number]
export const visitPurposeLabels: Record<VisitPurpose, string> = {
  care: '约定的看望',
  campaign: '集中走访',
  everyday: '日常走访',
}

/** 四步入户, in their order. */
export const quartetSteps = ['door', 'met', 'card', 'talk'] as const
export type QuartetStep = (typeof quartetSteps)[number]
export const quartetLabels: Record<QuartetStep, string> = {
  door: '敲开门',
  met: '见到人',
  card: '递上卡',
  talk: '说上话',
}

/** What a spot check says of a record. */
export const checkVerdicts = ['sound', 'thin', 'unfounded'] as const
export type CheckVerdict = (typeof checkVerdicts)[number]
export const checkVerdictLabels: Record<CheckVerdict, string> = {
  sound: '属实',
  thin: '属实，记得太简单',
  unfounded: '和住户说的不一样',
}
