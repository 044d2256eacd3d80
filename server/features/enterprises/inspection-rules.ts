import {
  type InspectionRole,
  inspectionRoleLabels,
  type RevisitGrade,
  revisitGradeLabels,
  type StaffItem,
  staffItems,
} from '../../../contract/inspection-words.ts'

export type InspectionAttrs = { role: InspectionRole; result: RevisitGrade; missing: StaffItem[] }
type Fact = { fact_id: string; revisit_id: string; member_id: string; day: string; attrs: InspectionAttrs }

export type Inspection = {
  factId: string
  revisitId: string
  memberId: string
  visitedOn: string
  role: InspectionRole
  roleLabel: string
  result: RevisitGrade
  resultLabel: string
  missing: string[]
  saying: string
}

function sayDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** A result in words: 2026年11月19日回查，指导员，一般，没有做到：做了什么有记录. */
export function describeInspection({ attrs, ...fact }: Fact): Inspection {
  const { role, result } = attrs
  const missing = attrs.missing.map((item) => staffItems[item])
  const [roleLabel, resultLabel] = [inspectionRoleLabels[role], revisitGradeLabels[result]]
  const said = [`${sayDay(fact.day)}回查`, roleLabel, resultLabel]
  return {
    factId: fact.fact_id,
    revisitId: fact.revisit_id,
    memberId: fact.member_id,
    visitedOn: fact.day,
    ...{ role, roleLabel, result, resultLabel, missing },
    saying: [...said, ...(missing.length > 0 ? [`没有做到：${missing.join('、')}`] : [])].join('，'),
  }
}
