/** Why somebody went, as it stood that day: care that was agreed on, a campaign over the place, or neither. */
export const visitPurposes = ['care', 'campaign', 'everyday'] as const
export type VisitPurpose = (typeof visitPurposes)[number]
export const visitPurposeLabels: Record<VisitPurpose, string> = {
  care: '约定的看望',
  campaign: '集中走访',
  everyday: '日常走访',
}

/** What a spot check says of a record: said to the visitor, and never counted for or against anybody. */
export const checkVerdicts = ['agrees', 'differs', 'not-reached'] as const
export type CheckVerdict = (typeof checkVerdicts)[number]
export const checkVerdictLabels: Record<CheckVerdict, string> = {
  agrees: '对得上',
  differs: '对不上',
  'not-reached': '没联系上这户',
}
