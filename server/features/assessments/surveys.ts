import type { AssessmentScale, Survey } from '../../../contract/assessment-terms.ts'

/** 优秀、合格、基本合格、不合格: the grades of the national rule on 民主评议 (domain-rules §2), worth what a scheme says. */
function gradesWorth(marks: readonly [number, number, number, number]): AssessmentScale {
  const labels = ['优秀', '合格', '基本合格', '不合格'] as const
  return { kind: 'grades', grades: labels.map((label, at) => ({ label, mark: (marks[at] ?? 0) * 100 })) }
}

/**
 * What a branch may begin on; it changes words and marks as it likes, and finds what it asked the next time. Marks fit
 * the ready schemes: duty out of 50 by the members, 民主评议 out of 20.
 */
export const surveys: readonly Survey[] = [
  { name: '履职互评，满分 50 分', questions: ['履职表现'], scale: gradesWorth([50, 40, 30, 0]) },
  { name: '年度民主评议，满分 20 分', questions: ['总体评价'], scale: gradesWorth([20, 16, 12, 0]) },
  {
    name: '平时表现五项，满分 20 分',
    questions: ['学习和组织生活', '服务群众', '完成交办的事', '遵守村规民约', '家风和邻里'],
    scale: gradesWorth([20, 16, 12, 0]),
  },
  { name: '打分，0 到 50 分', questions: ['履职表现'], scale: { kind: 'range', least: 0, most: 50 } },
]
