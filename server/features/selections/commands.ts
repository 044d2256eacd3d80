import { concernedAmong } from '../../core/context/concern.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { openProcedure } from '../../core/procedure/run.ts'
import { placeOf } from '../organisations/commands.ts'
import * as candidates from './candidate-queries.ts'
import { listPeople } from './eligibility-queries.ts'
import { mayNominate, maySeeNames, mayWithdraw } from './policy.ts'
import { selectionProcedure } from './procedure.ts'
import * as q from './queries.ts'
import { judge, personOf, termsOf } from './rules.ts'
import { lockSelection } from './selection.ts'

/** Errors: not-found, access.denied, input.invalid, conflict.duplicate (one of a title and year at a time). */
export async function openSelection(ctx: Ctx, wish: q.Opening): Promise<string> {
  const place = await placeOf(ctx, wish.orgId)
  demandMay(ctx.actor, 'selections.run', place)
  demand(place.kind !== 'group' && place.kind !== 'grid', 'input.invalid', {
    field: 'body.orgId',
    message: '评选由支部或者上级党组织来办，小组和网格不单独办。',
  })
  demand(wish.year <= Number(ctx.today.slice(0, 4)), 'input.invalid', {
    field: 'body.year',
    message: '这一年还没有到。',
  })
  demand(wish.nominateUntil >= ctx.today, 'input.invalid', {
    field: 'body.nominateUntil',
    message: '提名截止的日子已经过了，请往后写。',
  })
  await q.lockSelection(ctx, `of ${wish.orgId}`)
  demand(!(await q.hasSuchOne(ctx, wish)), 'conflict.duplicate', {
    field: 'body.title',
    message: `${wish.year} 年的“${wish.title}”已经在评了，没有再开一次。`,
  })
  const [selectionId, procedureId] = [ctx.requestId, newId()]
  const opening = { procedureId, subjectId: selectionId, orgId: wish.orgId, memberId: null }
  await openProcedure(ctx, selectionProcedure, opening)
  await q.insertSelection(ctx, { ...wish, selectionId, procedureId })
  return selectionId
}

/** Errors: not-found, access.denied (also for oneself), state.wrong, input.invalid (who may not stand), conflict.duplicate. */
export async function nominate(
  ctx: Ctx,
  selectionId: string,
  { memberId, reason }: { memberId: string; reason: string },
): Promise<string> {
  const { row, reader } = await lockSelection(ctx, selectionId)
  const people = { selectionId, year: row.year, path: row.path, memberIds: [memberId] }
  const [person] = await listPeople(ctx, people)
  demand(person, 'not-found', { field: 'body.memberId' })
  const branch = { orgId: person.org_id, path: person.path }
  demand(mayNominate(ctx.actor, branch, reader.own), 'access.denied', { message: '只能提自己支部的同志。' })
  demand(memberId !== ctx.actor.memberId, 'access.denied', {
    message: '不能提自己的名，可以请别的同志提。',
  })
  demand(row.state === 'nominating' && ctx.today <= row.nominate_until, 'state.wrong', {
    message: '提名已经结束了。',
  })
  demand(!person.nominated, 'conflict.duplicate', { message: `已经有人提了${person.name}，没有再提一次。` })
  const named = maySeeNames(ctx.actor, branch)
  const { eligible, reason: why } = judge(personOf(person), termsOf(row), named)
  demand(eligible, 'input.invalid', {
    field: 'body.memberId',
    message: named
      ? `${person.name}这次不能参评：${why}。`
      : '这位同志这次不在参评的范围里，可以请支部书记看一看。',
  })
  const candidateId = ctx.requestId
  await candidates.insertCandidate(ctx, { candidateId, selectionId, orgId: branch.orgId, memberId, reason })
  const target = { kind: 'candidate', id: candidateId }
  ctx.audit({ action: 'selection.nominated', target, orgId: branch.orgId, memberId })
  return candidateId
}

/** Takes a nomination off; it stays on record with who did it and why. */
export async function withdrawCandidate(
  ctx: Ctx,
  selectionId: string,
  { candidateId, note }: { candidateId: string; note: string },
): Promise<void> {
  const { row } = await lockSelection(ctx, selectionId)
  const all = await candidates.listCandidateRows(ctx, { selectionId })
  const candidate = all.find((one) => one.candidate_id === candidateId)
  demand(candidate, 'not-found')
  const standing = all.filter((one) => !one.withdrawn_at).map((one) => one.member_id)
  const concerned = concernedAmong(ctx.actor, standing) !== null
  const { member_id: memberId, nominated_by: nominatedBy, path, org_id: orgId } = candidate
  const candidacy = { memberId, nominatedBy, path }
  const open = { path: row.path, state: 'nominating', concerned } as const
  demand(mayWithdraw(ctx.actor, candidacy, open), 'access.denied')
  demand(
    mayWithdraw(ctx.actor, candidacy, { ...open, state: row.state }) && !candidate.withdrawn_at,
    'state.wrong',
    {
      message: candidate.withdrawn_at ? '这个提名已经撤下了。' : '已经评定了，要撤下请先退回或者撤回公示。',
    },
  )
  await candidates.markWithdrawn(ctx, candidateId, note)
  const target = { kind: 'candidate', id: candidateId }
  ctx.audit({ action: 'selection.nomination-withdrawn', target, orgId, memberId })
}
