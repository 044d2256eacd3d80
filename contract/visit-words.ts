/** Why somebody went, as it stood that day: care that was agreed on, a campaign over the place, or neither. */
export const visitPurposes = ['care', 'campaign', 'everyday'] as const
export type VisitPurpose = (typeof visitPurposes)[number]
export const visitPurposeLabels: Record<VisitPurpose, string> = {
  care: '约定的看望',
  campaign: '集中走访',
  everyday: '日常走访',
}

/** What a spot check says of a record. */
export const checkVerdicts = ['sound', 'thin', 'unfounded'] as const
export type CheckVerdict = (typeof checkVerdicts)[number]
