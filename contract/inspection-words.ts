/**
 * What a quarterly revisit says of the work of the two who were sent to an enterprise (两员) [003-07]. Each answers for
 * what is his own and for what both write down; nobody for what the other left undone.
 */
export const staffItems = {
  plan: '指导员有计划',
  talks: '联络员每月到企业',
  records: '做了什么有记录',
} as const
export type StaffItem = keyof typeof staffItems
export const staffItemCodes = Object.keys(staffItems) as [StaffItem, ...StaffItem[]]

/** `both`: one person was sent as the one and as the other. */
export const inspectionRoles = ['instructor', 'liaison', 'both'] as const
export type InspectionRole = (typeof inspectionRoles)[number]
export const inspectionRoleLabels: Record<InspectionRole, string> = {
  instructor: '指导员',
  liaison: '联络员',
  both: '指导员兼联络员',
}
export const itemsOfRole: Record<InspectionRole, readonly StaffItem[]> = {
  instructor: ['plan', 'records'],
  liaison: ['talks', 'records'],
  both: ['plan', 'talks', 'records'],
}

export const revisitGrades = ['good', 'fair', 'weak'] as const
export type RevisitGrade = (typeof revisitGrades)[number]
export const revisitGradeLabels: Record<RevisitGrade, string> = { good: '好', fair: '一般', weak: '弱' }
