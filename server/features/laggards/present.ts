import { talkMeasureLabels } from '../../../contract/laggards.ts'
import { concernOf } from '../../core/context/concern.ts'
import type { Actor } from '../../core/context/context.ts'
import { possibleSteps, type Taken } from '../../core/procedure/kernel.ts'
import type { CaseRow, TalkRecord, WordsRecord } from './case-queries.ts'
import { isOwn, maySeeBasis } from './policy.ts'
import { talkProcedure } from './procedure.ts'
import type { LaggardRow, ThresholdRow } from './queries.ts'
import { factsOf } from './rules.ts'

const unknownMember = '不在本支部的党员'

function sayState(state: string): string {
  return talkProcedure.states[state]?.label ?? state
}

export function presentThreshold(row: ThresholdRow) {
  return {
    measure: row.measure,
    measureLabel: talkMeasureLabels[row.measure],
    points: row.points,
    firstDay: row.first_day,
    setByName: row.set_by_name ?? '',
    setAt: row.set_at.toISOString(),
  }
}

/** `actor` holds conversations in this branch: that has been asked before. Nobody begins with oneself, nor with kin. */
export function presentLaggard(actor: Actor, row: LaggardRow, today: string) {
  const another = concernOf(actor, row.member_id) === null
  return {
    memberId: row.member_id,
    name: row.name,
    points: row.points,
    entries: row.entries,
    facts: factsOf(
      {
        birthOn: row.birth_on,
        exemptions: row.exemptions,
        illRolls: row.ill_rolls,
        isFloating: row.is_floating,
        isLost: row.is_lost,
        newSince: row.new_since,
      },
      today,
    ),
    talk:
      row.case_id && row.case_state
        ? { caseId: row.case_id, state: row.case_state as 'begun', stateLabel: sayState(row.case_state) }
        : null,
    leftOut:
      row.left_out_id && row.left_out_until
        ? {
            leftOutId: row.left_out_id,
            reason: row.left_out_reason ?? '',
            until: row.left_out_until,
            byName: row.left_out_by ?? '',
          }
        : null,
    abilities: {
      begin: another && !row.left_out_id && !isOpen(row.case_state),
      leaveOut: another && !row.left_out_id && !isOpen(row.case_state),
      takeBackIn: another && row.left_out_id !== null,
    },
  }
}

function isOpen(state: string | null): boolean {
  return state !== null && !talkProcedure.states[state]?.closed
}

export function presentHeading(row: CaseRow) {
  return {
    caseId: row.case_id,
    orgId: row.org_id,
    orgName: row.org_name,
    memberId: row.member_id,
    memberName: row.member_name ?? unknownMember,
    state: row.state,
    stateLabel: sayState(row.state),
    begunAt: row.begun_at.toISOString(),
    dueOn: row.due_on,
    closedAt: row.closed_at?.toISOString() ?? null,
  }
}

type StepTaken = Taken & { toState: string; takenByName: string | null; takenAt: Date; note: string | null }

export type Held = {
  talks: readonly TalkRecord[]
  words: readonly WordsRecord[]
  history: readonly StepTaken[]
  proposal: string | null
  /** May an objection be recorded there? */
  objects: boolean
}

export function presentTalk(actor: Actor, row: CaseRow, held: Held) {
  const seesBasis = maySeeBasis(actor, row)
  return {
    ...presentHeading(row),
    basis: seesBasis ? presentBasis(row) : null,
    letter:
      seesBasis && row.letter !== null && row.letter_at
        ? { words: row.letter, writtenAt: row.letter_at.toISOString(), byName: row.letter_by_name ?? '' }
        : null,
    proposal: held.proposal,
    talks: held.talks.map(presentHeld),
    words: held.words.map((one) => ({
      wordsId: one.words_id,
      text: one.body,
      writtenAt: one.written_at.toISOString(),
    })),
    objectionId: row.objection_id,
    history: held.history.map(presentStep),
    abilities: abilitiesOf(actor, row, held),
  }
}

function presentBasis(row: CaseRow) {
  return {
    measure: row.measure,
    measureLabel: talkMeasureLabels[row.measure],
    from: row.span_from,
    to: row.span_to,
    points: row.points,
    threshold: row.threshold,
  }
}

function presentHeld(one: TalkRecord) {
  return {
    talkId: one.talk_id,
    heldOn: one.held_on,
    heldBy: one.held_by,
    causes: one.causes,
    measures: one.measures,
    followUpOn: one.follow_up_on,
    recordedByName: one.recorded_by_name ?? '',
    recordedAt: one.recorded_at.toISOString(),
  }
}

function presentStep(one: StepTaken) {
  return {
    step: one.step,
    stateLabel: sayState(one.toState),
    byName: one.takenByName,
    at: one.takenAt.toISOString(),
    note: one.note,
  }
}

function abilitiesOf(actor: Actor, row: CaseRow, { history, objects }: Held) {
  const standing = { state: row.state, place: row, memberId: row.member_id, taken: history }
  const can = possibleSteps(talkProcedure, actor, standing)
  return {
    writeLetter: can.includes('letter') && maySeeBasis(actor, row),
    recordTalk: can.includes('talk'),
    settle: can.includes('improve'),
    close: can.includes('close'),
    reportMistake: can.includes('mistake') && objects,
    addWords: isOwn(actor, row),
  }
}
