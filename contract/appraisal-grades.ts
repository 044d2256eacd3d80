/** The four grades of 民主评议党员 (domain-rules §2), the best first. Outstanding are at most a third of those graded. */
export const appraisalGrades = ['outstanding', 'qualified', 'basic', 'unqualified'] as const
export type AppraisalGrade = (typeof appraisalGrades)[number]

export const appraisalGradeLabels: Record<AppraisalGrade, string> = {
  outstanding: '优秀',
  qualified: '合格',
  basic: '基本合格',
  unqualified: '不合格',
}
