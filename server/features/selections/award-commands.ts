import type { OrgKind } from '../../../contract/organisations.ts'
import { concernedAmong, concernOf, sayConcern } from '../../core/context/concern.ts'
import type { Ctx } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { nextNumber } from '../../core/context/next-number.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { takeStep } from '../../core/procedure/run.ts'
import { recordHonour, withdrawHonour } from '../honours/commands.ts'
import { countUnsettled } from '../objections/commands.ts'
import * as q from './award-queries.ts'
import * as candidates from './candidate-queries.ts'
import { selectionProcedure } from './procedure.ts'
import type { SelectionRow } from './queries.ts'
import { certificateNumber, levelOf } from './rules.ts'
import { lockSelection } from './selection.ts'
import * as snapshots from './snapshot-queries.ts'

type Wish = { awardedOn: string; prizes: readonly { candidateId: string; prize: string }[] }

/** One award for everybody who was chosen (001-14). Errors: not-found, access.denied, state.wrong, input.invalid. */
export async function giveAwards(
  ctx: Ctx,
  selectionId: string,
  wish: Wish,
): Promise<{ awardId: string; certificateNo: string }[]> {
  const { row } = await lockSelection(ctx, selectionId)
  const all = await candidates.listCandidateRows(ctx, { selectionId })
  const chosen = all.filter((one) => one.chosen && !one.withdrawn_at)
  const concerned = concernedAmong(
    ctx.actor,
    chosen.map((one) => one.member_id),
  )
  const { procedure_id: procedureId, path } = row
  await takeStep(ctx, selectionProcedure, { procedureId, place: { path }, step: 'award', concerned })
  await demandSettled(ctx, selectionId, wish.awardedOn)
  const prizes = new Map(wish.prizes.map(({ candidateId, prize }) => [candidateId, prize]))
  demand(
    [...prizes.keys()].every((id) => chosen.some((one) => one.candidate_id === id)),
    'input.invalid',
    { field: 'body.prizes', message: '奖品只能写给评上的同志，请刷新页面再填。' },
  )
  const awards = await draftAwards(ctx, row, chosen, { awardedOn: wish.awardedOn, prizes })
  await q.insertAwards(ctx, awards)
  for (const { awardId, orgId, memberId } of awards)
    ctx.audit({ action: 'award.given', target: { kind: 'award', id: awardId }, orgId, memberId })
  return awards.map(({ awardId, certificateNo }) => ({ awardId, certificateNo }))
}

async function draftAwards(
  ctx: Ctx,
  row: SelectionRow,
  chosen: readonly candidates.CandidateRow[],
  { awardedOn, prizes }: { awardedOn: string; prizes: ReadonlyMap<string, string> },
): Promise<q.NewAward[]> {
  const first = await nextNumber(ctx, `award-certificate ${row.year}`, chosen.length)
  const level = levelOf(row.org_kind as OrgKind, row.parent_kind as OrgKind | null)
  return chosen.map((one, at) => ({
    awardId: newId(),
    selectionId: row.selection_id,
    candidateId: one.candidate_id,
    orgId: one.org_id,
    memberId: one.member_id,
    issuerId: row.org_id,
    issuer: row.org_full_name,
    title: row.title,
    year: row.year,
    level,
    awardedOn,
    prize: prizes.get(one.candidate_id) ?? null,
    certificateNo: certificateNumber(row.year, first + at),
  }))
}

/** The days of publication are over and whoever objected has the last word, on appeal too. */
async function demandSettled(ctx: Ctx, selectionId: string, awardedOn: string): Promise<void> {
  const list = await snapshots.findList(ctx, selectionId)
  demand(list?.closes_on, 'not-found')
  const [, month, day] = list.closes_on.split('-').map(Number)
  demand(ctx.today > list.closes_on, 'state.wrong', {
    message: `公示到 ${month}月${day}日，期满以后再表彰。`,
  })
  const waiting = await countUnsettled(ctx, list.list_id)
  demand(waiting === 0, 'state.wrong', {
    message: `还有 ${waiting} 件异议没有最后的答复（没有采纳的，五个工作日里可以申请复议），有了以后再表彰。`,
  })
  demand(list.closes_on < awardedOn && awardedOn <= ctx.today, 'input.invalid', {
    field: 'body.awardedOn',
    message: `表彰的日子要在 ${month}月${day}日公示期满以后，也不能晚于今天。`,
  })
}

/** Locked; in scope, and never one's own nor that of kin. */
async function findAward(ctx: Ctx, awardId: string): Promise<q.AwardRow> {
  await q.lockAward(ctx, awardId)
  const paths = ctx.actor.grants.map((grant) => grant.orgPath)
  const ownId = ctx.actor.memberId
  const [row] = await q.listAwardRows(ctx, { paths, ownId, awardId, limit: 1, offset: 0 })
  demand(row, 'not-found')
  const concern = concernOf(ctx.actor, row.member_id)
  demand(concern === null, 'access.denied', concern ? { message: sayConcern(concern, '办') } : {})
  return row
}

/** Taken back with its reason; the record stays, and the honour that came of it is withdrawn with it. */
export async function withdrawAward(ctx: Ctx, awardId: string, reason: string): Promise<void> {
  const row = await findAward(ctx, awardId)
  demand(may(ctx.actor, 'selections.run', { path: row.issuer_path }), 'access.denied')
  demand(!row.withdrawn_at, 'state.wrong', { message: '这项表彰已经收回了。' })
  if (row.honour_id && row.honour_stands) {
    demand(may(ctx.actor, 'activities.write', row), 'state.wrong', {
      message: '这项表彰已经按荣誉记了分。请支部先撤销那条荣誉记录，再来收回。',
    })
    await withdrawHonour(ctx, row.honour_id, reason)
  }
  await q.markAwardWithdrawn(ctx, awardId, reason)
  const { org_id: orgId, member_id: memberId } = row
  ctx.audit({ action: 'award.withdrawn', target: { kind: 'award', id: awardId }, orgId, memberId })
}

/** At most once: an award points at one honour, whatever became of that. Answers the honour's id. */
export async function recordAwardHonour(ctx: Ctx, awardId: string): Promise<string> {
  const row = await findAward(ctx, awardId)
  demand(may(ctx.actor, 'activities.write', row), 'access.denied')
  demand(!row.withdrawn_at, 'state.wrong', { message: '这项表彰已经收回了，不能再记成荣誉。' })
  demand(row.level, 'state.wrong', {
    message: '支部自己的表彰不在荣誉的级别里，不另外记分。',
  })
  demand(!row.honour_id, 'conflict.duplicate', { message: '这项表彰已经记过荣誉，没有再记一次。' })
  const { member_id: memberId, title, level, issuer } = row
  const certificate = { certificateNo: row.certificate_no, awardedOn: row.awarded_on }
  const honourId = await recordHonour(ctx, { memberId, title, level, issuer, ...certificate })
  await q.setHonour(ctx, awardId, honourId)
  const target = { kind: 'award', id: awardId }
  ctx.audit({ action: 'award.honoured', target, orgId: row.org_id, memberId })
  return honourId
}
