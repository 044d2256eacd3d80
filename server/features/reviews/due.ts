import type { DueRow } from '../../../contract/due.ts'
import { concernOf } from '../../core/context/concern.ts'
import type { Ctx } from '../../core/context/context.ts'
import { earliestOf, loadCases } from './commands.ts'
import { mayReview } from './policy.ts'
import { isAnswered } from './rules.ts'
import { listSilent } from './silent-queries.ts'

/** One row with a number and no name: it prompts a person to look, and does nothing by itself. */
export async function listDueReviews(ctx: Ctx): Promise<DueRow[]> {
  const { actor, today } = ctx
  const orgIds = [
    ...new Set(
      actor.grants.filter((grant) => mayReview(actor, { path: grant.orgPath })).map((grant) => grant.orgId),
    ),
  ]
  if (orgIds.length === 0) return []
  const isOwn = (memberId: string) => concernOf(actor, memberId) !== null
  const cases = (await loadCases(ctx, orgIds)).filter((one) => one.looks.length === 0 && !isOwn(one.memberId))
  const silent = (await listSilent(ctx, { orgIds, since: earliestOf(today) })).filter(
    (row) => !isAnswered(row) && !isOwn(row.member_id),
  )
  const count = cases.length + silent.length
  if (count === 0) return []
  return [
    {
      id: 'reviews',
      state: 'due',
      title: `有 ${count} 件事方案要人来研究`,
      note: '分数不作决定，由人来看',
      dueOn: null,
      verb: '看看',
      link: '/reviews',
    },
  ]
}
