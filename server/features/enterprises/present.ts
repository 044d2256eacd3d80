import { type EnterpriseRow, type OrderKind, orderLabels } from '../../../contract/enterprises.ts'
import { type RevisitGrade, revisitGradeLabels } from '../../../contract/inspection-words.ts'
import type { Ctx, Sealer } from '../../core/context/context.ts'
import { maskPersonalNumbers } from '../../core/guard/mask-personal-numbers.ts'
import type { EnterpriseLine, OrderRecord } from './queries.ts'
import type { RevisitRecord } from './revisit-queries.ts'
import { contactContext, quarterOf, questionsOf } from './rules.ts'

function presentOrder(ctx: Ctx, row: OrderRecord) {
  const kind = row.kind as OrderKind
  return {
    orderId: row.order_id,
    kind,
    kindLabel: orderLabels[kind],
    orderedOn: row.ordered_on,
    dueOn: row.due_on,
    isLate: row.done_on === null && row.due_on < ctx.today,
    doneOn: row.done_on,
    note: row.note,
  }
}

export function presentEnterprise(
  ctx: Ctx,
  sealer: Sealer,
  row: EnterpriseLine,
  orders: readonly OrderRecord[],
): EnterpriseRow {
  const { enterprise_id: enterpriseId, contact_sealed: contact } = row
  const person = (memberId: string | null, name: string | null) =>
    memberId === null ? null : { memberId, name: name ?? '' }
  return {
    enterpriseId,
    orgId: row.org_id,
    gridName: row.grid_name,
    name: row.name,
    address: row.address,
    contact: contact && maskPersonalNumbers(sealer.open(contact, contactContext(enterpriseId)), ctx.today),
    staffCount: row.staff_count,
    memberCount: row.member_count,
    isOrganised: row.is_organised,
    attached: row.attached_org_id ? { orgId: row.attached_org_id, name: row.attached_name ?? '' } : null,
    instructor: person(row.instructor_id, row.instructor_name),
    liaison: person(row.liaison_id, row.liaison_name),
    version: row.version,
    visitedOn: row.visited_on,
    isDue: !row.is_seen,
    dueOn: quarterOf(ctx.today).to,
    orders: orders
      .filter((order) => order.enterprise_id === enterpriseId)
      .map((order) => presentOrder(ctx, order)),
  }
}

export function presentRevisit(row: RevisitRecord) {
  const grade = row.grade as RevisitGrade
  const answers = row.answers as Record<string, boolean>
  return {
    revisitId: row.revisit_id,
    visitedOn: row.visited_on,
    grade,
    gradeLabel: revisitGradeLabels[grade],
    memberCount: row.member_count,
    missing: questionsOf(row.is_organised)
      .filter(({ key }) => !answers[key])
      .map(({ label }) => label),
    note: row.note,
    instructorName: row.instructor_name,
    liaisonName: row.liaison_name,
    correctReason: row.correct_reason,
  }
}
