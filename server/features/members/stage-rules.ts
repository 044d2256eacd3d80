import { type MemberWarning, type Stage, stageLabels, stages } from '../../../contract/members.ts'
import { addDays, addMonths } from '../../core/clock/days.ts'
import { demand } from '../../core/errors/problem.ts'

/**
 * The gates of 《中国共产党发展党员工作细则》 as domain-rules §3 lists them. What the national text sets as a minimum
 * refuses; what is local practice (marked L there) only warns, and a county may set other figures.
 */
export type LocalLimits = {
  /** From the application to activist, months. [20][17] */
  activistAfterMonths: { least: number; most: number }
  /** Up to this age the League's recommendation is normally required. [92] */
  leagueAge: number
  /** How long after the end of the probation a conversion still counts as on time, days. */
  conversionWithinDays: number
  /** Without contact for so long before a member is taken for lost, months. §4 */
  lostAfterMonths: number
}

export const usualLimits: LocalLimits = {
  activistAfterMonths: { least: 3, most: 6 },
  leagueAge: 28,
  conversionWithinDays: 30,
  lostAfterMonths: 6,
}

export type Vote = { entitled: number; present: number; ayes: number }
export type Evidence = {
  introducers?: readonly string[] | undefined
  training?: { days: number; hours: number } | undefined
  vote?: Vote | undefined
  fullOn?: string | undefined
}

export type Candidate = {
  stage: string
  stageOn: string | null
  birthOn: string | null
  joinedOn: string | null
  extendedTo: string | null
}

export function nextStage(stage: string): Stage | null {
  return stages[stages.indexOf(stage as Stage) + 1] ?? null
}

/** Refuses a step that the rules do not allow; answers what should be looked at. `on` is the day of the step. */
export function judgeStep(
  candidate: Candidate,
  to: Stage,
  on: string,
  evidence: Evidence,
  limits: LocalLimits,
): MemberWarning[] {
  const next = nextStage(candidate.stage)
  demand(candidate.stage !== 'full' && next === to, 'state.wrong', {
    message: next
      ? `现在是${stageLabels[candidate.stage as Stage]}，下一步只能是${stageLabels[next]}。`
      : '已经是正式党员了。',
  })
  demand(!candidate.stageOn || on >= candidate.stageOn, 'input.invalid', {
    field: 'body.happenedOn',
    message: '这一天早于进入现在这个阶段的日期。',
  })
  if (to !== 'full') demandAdult(candidate.birthOn, on)
  switch (to) {
    case 'activist':
      return warnOfActivist(candidate, on, limits)
    case 'target':
      demandYearAsActivist(candidate, on)
      return []
    case 'probationary':
      demandAdmission(evidence)
      return []
    case 'full':
      return judgeConversion(candidate, on, evidence, limits)
    case 'applicant':
      return []
  }
}

/** Of age at the application: 18. §3 step 1. */
export function demandAdult(birthOn: string | null, on: string): void {
  demand(birthOn, 'input.invalid', { field: 'body.birthOn', message: '还没有出生日期，先补上再办。' })
  demand(on >= addMonths(birthOn, 18 * 12), 'state.wrong', { message: '这一天还不满 18 岁，不能办。' })
}

/** Step 6 lasts a year at least. */
function demandYearAsActivist({ stageOn }: Candidate, on: string): void {
  demand(stageOn, 'state.wrong', { message: '没有确定为积极分子的日期，先在登记里补上。' })
  const due = addMonths(stageOn, 12)
  demand(on >= due, 'state.wrong', {
    details: { notBefore: due },
    message: `培养考察要满一年，${due} 起才能列为发展对象。`,
  })
}

/** Steps 9, 11 and 15: two introducers, three days or 24 hours of training, the vote. */
function demandAdmission({ introducers, training, vote }: Evidence): void {
  demand(introducers && new Set(introducers).size === 2, 'input.invalid', {
    field: 'body.introducers',
    message: '要有两名入党介绍人。',
  })
  demand(training && (training.days >= 3 || training.hours >= 24), 'state.wrong', {
    field: 'body.training',
    message: '集中培训要满 3 天或 24 学时。',
  })
  demandVote(vote)
}

/** More than half of those entitled are present and more than half of those entitled say yes. [18][19] */
export function demandVote(vote: Vote | undefined): void {
  demand(vote, 'input.invalid', { field: 'body.vote', message: '请填支部大会的表决票数。' })
  const { entitled, present, ayes } = vote
  demand(present <= entitled, 'input.invalid', {
    field: 'body.vote.present',
    message: '到会人数多于有表决权的人数。',
  })
  // Written opinions of absent members count, so the ayes may outnumber those present.
  demand(ayes <= entitled, 'input.invalid', {
    field: 'body.vote.ayes',
    message: '赞成票多于有表决权的人数。',
  })
  demand(present * 2 > entitled, 'state.wrong', {
    field: 'body.vote.present',
    message: '到会的没有超过有表决权人数的一半，大会无效。',
  })
  demand(ayes * 2 > entitled, 'state.wrong', {
    field: 'body.vote.ayes',
    message: '赞成的没有超过有表决权人数的一半，没有通过。',
  })
}

/** The day on which the probation ends: a year after joining (step 21), or where an extension put it. */
export function probationEnd({ joinedOn, extendedTo }: Pick<Candidate, 'joinedOn' | 'extendedTo'>): string {
  demand(joinedOn, 'state.wrong', { message: '没有入党日期，先在登记里补上。' })
  return extendedTo ?? addMonths(joinedOn, 12)
}

function judgeConversion(
  candidate: Candidate,
  on: string,
  { vote, fullOn = on }: Evidence,
  limits: LocalLimits,
): MemberWarning[] {
  const end = probationEnd(candidate)
  demand(on >= end && fullOn >= end, 'state.wrong', {
    details: { notBefore: end },
    message: `预备期到 ${end} 才满，满了再讨论转正。`,
  })
  demand(fullOn <= on, 'input.invalid', { field: 'body.fullOn', message: '转正日期晚于支部大会这一天。' })
  demandVote(vote)
  if (on <= addDays(end, limits.conversionWithinDays)) return []
  return [warn('conversion-late', 'happenedOn', `预备期 ${end} 就满了，转正一般要按时讨论。`)]
}

/** Once, by half a year to a year, decided when the probation ends. Step 23. */
export function judgeExtension(candidate: Candidate, on: string, extendedTo: string): void {
  demand(candidate.stage === 'probationary', 'state.wrong', { message: '只有预备党员才能延长预备期。' })
  demand(!candidate.extendedTo, 'state.wrong', { message: '预备期只能延长一次。' })
  const end = probationEnd(candidate)
  demand(on >= end, 'state.wrong', { details: { notBefore: end }, message: `预备期到 ${end} 才满。` })
  demand(extendedTo >= addMonths(end, 6) && extendedTo <= addMonths(end, 12), 'input.invalid', {
    field: 'body.extendedTo',
    message: `预备期可以延长半年到一年，就是 ${addMonths(end, 6)} 到 ${addMonths(end, 12)}。`,
  })
}

function warnOfActivist({ stageOn, birthOn }: Candidate, on: string, limits: LocalLimits): MemberWarning[] {
  const { least, most } = limits.activistAfterMonths
  const warnings: MemberWarning[] = []
  if (stageOn && on < addMonths(stageOn, least))
    warnings.push(warn('activist-early', 'happenedOn', `递交申请还不到 ${least} 个月，一般要再看一看。`))
  if (stageOn && on > addMonths(stageOn, most))
    warnings.push(warn('activist-late', 'happenedOn', `递交申请已经超过 ${most} 个月。`))
  if (birthOn && on < addMonths(birthOn, (limits.leagueAge + 1) * 12))
    warnings.push(warn('league', null, `${limits.leagueAge} 岁以下的一般要经团组织推优。`))
  return warnings
}

export function warn(code: string, field: string | null, message: string): MemberWarning {
  return { code, field, message }
}
