import type { ExitKind, MemberWarning, Stage, Standing } from '../../../contract/members.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { type ContactChange, judgeContact } from './contact-rules.ts'
import { demandPast, memberTarget } from './entry-commands.ts'
import { demandExit, demandReadmission } from './exit-rules.ts'
import { loadLimits } from './limits.ts'
import { demandAtBranch } from './policy.ts'
import * as posts from './post-queries.ts'
import * as q from './queries.ts'
import { saveChanges } from './save-commands.ts'
import {
  type Candidate,
  demandAdult,
  demandVote,
  type Evidence,
  judgeExtension,
  judgeStep,
  type Vote,
} from './stage-rules.ts'
import { applySet, type MemberRow, type MemberSet } from './values.ts'

export type Dated = { happenedOn: string; reason: string }
export type Changed = { memberId: string; version: number; warnings: MemberWarning[] }

/** One step on the way in. The day of the vote is the day of joining, or of the conversion (§3 steps 15 and 23). */
export async function changeStage(
  ctx: Ctx,
  memberId: string,
  wish: Dated & Evidence & { stage: Stage },
): Promise<Changed> {
  const member = await lockForChange(ctx, memberId, wish)
  const { stage, happenedOn, introducers, training, vote, fullOn } = wish
  const limits = await loadLimits(ctx)
  const warnings = judgeStep(candidateOf(member), stage, happenedOn, wish, limits)
  if (stage === 'probationary') await demandIntroducers(ctx, introducers ?? [], memberId)
  const set: MemberSet = { stage, stageOn: happenedOn }
  if (stage === 'probationary') set.joinedOn = happenedOn
  if (stage === 'full') set.fullOn = fullOn ?? happenedOn
  const detail = Object.fromEntries(
    Object.entries({ introducers, training, vote }).filter(([, given]) => given !== undefined),
  )
  return save(ctx, member, { set, wish, detail, warnings, action: 'member.stage' })
}

async function demandIntroducers(ctx: Ctx, introducers: readonly string[], memberId: string): Promise<void> {
  const full = await q.countFullMembers(ctx, introducers)
  demand(full === 2 && !introducers.includes(memberId), 'input.invalid', {
    field: 'body.introducers',
    message: '介绍人要是两名在册的正式党员。',
  })
}

/** Extends a probation once, by the vote of the assembly. */
export async function extendProbation(
  ctx: Ctx,
  memberId: string,
  wish: Dated & { extendedTo: string; vote: Vote },
): Promise<Changed> {
  const member = await lockForChange(ctx, memberId, wish)
  judgeExtension(candidateOf(member), wish.happenedOn, wish.extendedTo)
  demandVote(wish.vote)
  const set: MemberSet = { extendedTo: wish.extendedTo }
  return save(ctx, member, { set, wish, detail: { vote: wish.vote }, action: 'member.extended' })
}

/** Who leaves keeps the line, the branch as the last one, and the dated list; the posts end. */
export async function exitMember(
  ctx: Ctx,
  memberId: string,
  wish: Dated & { kind: ExitKind },
): Promise<Changed> {
  const member = await lockForChange(ctx, memberId, wish)
  demandExit(member.stage, wish.kind)
  demand(!member.stage_on || wish.happenedOn >= member.stage_on, 'input.invalid', {
    field: 'body.happenedOn',
    message: '这一天早于进入现在这个阶段的日期。',
  })
  await posts.closePosts(ctx, [memberId], wish.happenedOn, ['party', 'service'])
  const set: MemberSet = { stage: 'exited', exitKind: wish.kind, exitedOn: wish.happenedOn }
  if (wish.kind === 'expelled') set.standing = 'expelled'
  return save(ctx, member, { set, wish, action: 'member.exited' })
}

/** Back in the register, at the branch of before. As an applicant the way begins anew. */
export async function readmitMember(
  ctx: Ctx,
  memberId: string,
  wish: Dated & { stage: Stage },
): Promise<Changed> {
  const member = await lockForChange(ctx, memberId, wish)
  const left = { stage: member.stage, exitKind: member.exit_kind, exitedOn: member.exited_on }
  demandReadmission(left, wish.stage, wish.happenedOn)
  const back: MemberSet = {
    stage: wish.stage,
    exitKind: null,
    exitedOn: null,
    standing: 'normal',
    isLost: false,
    lostOn: null,
    isFloating: false,
    floatingTo: null,
  }
  const again: MemberSet = { stageOn: wish.happenedOn, joinedOn: null, fullOn: null, extendedTo: null }
  if (wish.stage === 'applicant') demandAdult(member.birth_on, wish.happenedOn)
  const set = wish.stage === 'applicant' ? { ...back, ...again } : back
  return save(ctx, member, { set, wish, action: 'member.readmitted' })
}

/** 党籍状态; what it follows from (a decision, a punishment) has its own procedure. */
export async function changeStanding(
  ctx: Ctx,
  memberId: string,
  wish: Dated & { standing: Standing },
): Promise<Changed> {
  const member = await lockForChange(ctx, memberId, wish)
  demand(member.stage === 'full' || member.stage === 'probationary', 'state.wrong', {
    message: '还没有入党，没有党籍状态。',
  })
  demand(member.standing !== wish.standing, 'state.wrong', { message: '现在就是这个党籍状态。' })
  return save(ctx, member, { set: { standing: wish.standing }, wish, action: 'member.standing' })
}

export async function changeContact(ctx: Ctx, memberId: string, wish: ContactChange): Promise<Changed> {
  const member = await lockForChange(ctx, memberId, wish)
  const { set, warnings } = judgeContact(member, wish, ctx.today, await loadLimits(ctx))
  return save(ctx, member, { set, wish, warnings, action: `member.${wish.change}` })
}

async function lockForChange(ctx: Ctx, memberId: string, { happenedOn }: Dated): Promise<q.MemberDetailRow> {
  const [member] = await q.lockMembers(ctx, [memberId])
  demandAtBranch(ctx.actor, 'members.write', member)
  demandPast(ctx, happenedOn)
  return member
}

type Saving = {
  set: MemberSet
  wish: Dated
  action: string
  detail?: Record<string, unknown>
  warnings?: MemberWarning[]
}

async function save(ctx: Ctx, member: MemberRow, saving: Saving): Promise<Changed> {
  const { set, wish, action, detail = {}, warnings = [] } = saving
  const change = applySet(member, set, await ctx.sealer())
  await saveChanges(ctx, [change], { happenedOn: wish.happenedOn, reason: wish.reason, detail })
  const memberId = member.member_id
  ctx.audit({ action, target: memberTarget(memberId), orgId: member.org_id, memberId })
  return { memberId, version: change.next.version, warnings }
}

function candidateOf(member: MemberRow): Candidate {
  return {
    stage: member.stage,
    stageOn: member.stage_on,
    birthOn: member.birth_on,
    joinedOn: member.joined_on,
    extendedTo: member.extended_to,
  }
}
