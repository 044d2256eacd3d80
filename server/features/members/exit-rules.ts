import { type ExitKind, exitKindLabels, type Stage, stageLabels } from '../../../contract/members.ts'
import { addMonths } from '../../core/clock/days.ts'
import { demand } from '../../core/errors/problem.ts'

const candidates: readonly Stage[] = ['applicant', 'activist', 'target']
const all: readonly Stage[] = [...candidates, 'probationary', 'full']

/**
 * Which way out is open at which stage. A probationary member is extended or cancelled, never persuaded out or struck
 * off (domain-rules §4 [30]); a training is stopped only before the Party was joined.
 */
const openTo: Record<ExitKind, readonly Stage[]> = {
  withdrawn: all,
  stopped: candidates,
  cancelled: ['probationary'],
  removed: ['full'],
  'persuaded-out': ['full'],
  expelled: ['full'],
  transferred: all,
  died: all,
}

/** After these, five years without a new application. §4 [3][4] */
const barred: readonly string[] = ['removed', 'persuaded-out', 'expelled']
const barredMonths = 60

export function demandExit(stage: string, kind: ExitKind): void {
  demand(stage !== 'exited', 'state.wrong', { message: '这个人已经离开了。' })
  demand(openTo[kind].includes(stage as Stage), 'state.wrong', {
    field: 'body.kind',
    message: `${stageLabels[stage as Stage]}不能办“${exitKindLabels[kind]}”。`,
  })
}

/**
 * Who left may come back: as an applicant; after a transfer, or when a death was entered by mistake, as what the person
 * was. Refuses what comes too early.
 */
export function demandReadmission(
  member: { stage: string; exitKind: string | null; exitedOn: string | null },
  to: Stage,
  on: string,
): void {
  demand(member.stage === 'exited', 'state.wrong', { message: '这个人还在册，不用重新登记。' })
  const { exitKind, exitedOn } = member
  demand(!exitedOn || on >= exitedOn, 'input.invalid', {
    field: 'body.happenedOn',
    message: '这一天早于离开的日期。',
  })
  if (exitedOn && exitKind && barred.includes(exitKind)) {
    const from = addMonths(exitedOn, barredMonths)
    demand(on >= from, 'state.wrong', {
      details: { notBefore: from },
      message: `${exitKindLabels[exitKind as ExitKind]}后五年内不能重新入党，${from} 起才能申请。`,
    })
  }
  demand(to === 'applicant' || exitKind === 'transferred' || exitKind === 'died', 'state.wrong', {
    field: 'body.stage',
    message: '重新登记要从入党申请人开始。',
  })
}
