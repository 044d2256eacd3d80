import type { RollInput } from '../contract/rolls.ts'
import { silentSegment } from '../contract/segments.ts'
import type { Ctx } from '../server/core/context/context.ts'
import { closeActivity, recordActivity } from '../server/features/activities/closing-commands.ts'
import { cancelActivity, reopenActivity } from '../server/features/activities/commands.ts'
import { listStandingFacts } from '../server/features/facts/queries.ts'
import { recordHonour } from '../server/features/honours/commands.ts'
import { decideApproval } from '../server/features/points/approvals/commands.ts'
import { anew, type Ground, memberIdOf, orgOf } from './ground.ts'
import type { Absence, ActivityRecord, HonourRecord, Mistake, PlannedRecord } from './record-plan.ts'
import { approvalCode } from './score.ts'

/** What one person writes at one time. */
export type Step = { at: Date; by: string; run(ctx: Ctx): Promise<void> }

type Written = { activityId: string; version: number }

/** Every record as the steps in which it was written, corrected and approved, in the order of time. */
export function scheduleOf(ground: Ground, records: readonly PlannedRecord[]): Step[] {
  return records
    .flatMap((record) =>
      record.type === 'honour' ? [honourStep(ground, record)] : activitySteps(ground, record),
    )
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.by < b.by ? -1 : a.by > b.by ? 1 : 0))
}

function honourStep(
  ground: Ground,
  { person, recorder, recordedAt, key: _, type: __, ...honour }: HonourRecord,
): Step {
  const memberId = memberIdOf(ground, person)
  return {
    at: recordedAt,
    by: recorder,
    run: async (ctx) => void (await recordHonour(anew(ctx), { ...honour, memberId })),
  }
}

function activitySteps(ground: Ground, record: ActivityRecord): Step[] {
  const written: Partial<Written> = {}
  return [
    { at: record.recordedAt, by: record.recorder, run: (ctx) => writeDown(ctx, ground, record, written) },
    ...correctionSteps(ground, record, written as Written),
    ...approvalSteps(ground, record, written as Written),
    ...takingBackSteps(record, written as Written),
  ]
}

async function writeDown(
  ctx: Ctx,
  ground: Ground,
  record: ActivityRecord,
  written: Partial<Written>,
): Promise<void> {
  const exceptions = record.mistake ? mixedUp(record.exceptions, record.mistake) : record.exceptions
  const memberIds = record.called.map((key) => memberIdOf(ground, key))
  const { kind, title, day, startsAt, endsAt, place, segments, outputs } = record
  const closed = await recordActivity(anew(ctx), {
    ...{ kind, title, day, startsAt, endsAt, place, outputs },
    segments: segments.map((part) => ({ ...silentSegment, ...part })),
    orgId: orgOf(ground, record.org).orgId,
    invited: record.everyone ? { whom: 'everyone', withApplicants: false } : { whom: 'named', memberIds },
    roll: rollOf(ground, exceptions),
    minutes: '',
  })
  if (closed.expected !== record.called.length)
    throw new Error(`${record.key}: ${record.called.length} were to be called, ${closed.expected} were`)
  Object.assign(written, { activityId: closed.activityId, version: closed.version })
}

function mixedUp(exceptions: readonly Absence[], { calledPresent, calledAbsent }: Mistake): Absence[] {
  const rest = exceptions.filter((one) => one.person !== calledPresent)
  return [...rest, { person: calledAbsent, state: 'absent', reason: 'no-reason', note: null }]
}

function rollOf(ground: Ground, exceptions: readonly Absence[]): RollInput {
  const rows = exceptions.map(({ person, ...said }) => ({ ...said, memberId: memberIdOf(ground, person) }))
  return { exceptions: rows, added: [], removed: [] }
}

const aFewMinutes = 6 * 60_000

function correctionSteps(ground: Ground, record: ActivityRecord, written: Written): Step[] {
  const { mistake, recorder: by } = record
  if (!mistake) return []
  const { foundAt, reason } = mistake
  return [
    { at: foundAt, by, run: (ctx) => reopen(ctx, written, reason) },
    {
      at: new Date(foundAt.getTime() + aFewMinutes),
      by,
      run: async (ctx) => {
        const wish = { version: written.version, roll: rollOf(ground, record.exceptions) }
        await closeActivity(ctx, written.activityId, wish)
      },
    },
  ]
}

async function reopen(ctx: Ctx, written: Written, reason: string): Promise<void> {
  written.version = await reopenActivity(ctx, written.activityId, reason)
}

function approvalSteps(ground: Ground, { approved }: ActivityRecord, written: Written): Step[] {
  if (!approved) return []
  const memberIds = new Set(approved.people.map((key) => memberIdOf(ground, key)))
  const decide = async (ctx: Ctx) => {
    const facts = await listStandingFacts(ctx, [written.activityId])
    const wish = { ruleCode: approvalCode, approved: true, note: null }
    for (const { fact_id: factId, member_id } of facts)
      if (member_id && memberIds.has(member_id)) await decideApproval(ctx, { ...wish, factId })
  }
  return [{ at: approved.at, by: approved.by, run: decide }]
}

function takingBackSteps({ takenBack, recorder: by }: ActivityRecord, written: Written): Step[] {
  if (!takenBack) return []
  const { at, reason } = takenBack
  return [
    { at, by, run: (ctx) => reopen(ctx, written, reason) },
    {
      at: new Date(at.getTime() + aFewMinutes),
      by,
      run: async (ctx) => void (await cancelActivity(ctx, written.activityId, reason)),
    },
  ]
}
