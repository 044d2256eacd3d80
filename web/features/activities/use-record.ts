import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { countRoll } from '../../ui/roll-state.ts'
import {
  absentOf,
  outputDraftsOf,
  outputsOf,
  peopleOf,
  problemOf,
  type RecordDraft,
  rollOf,
} from './record-draft.ts'
import { choicesFor } from './roll-choices.ts'

export type Detail = CallOutput<'getActivity'>

function draftOf({ activity, roll }: Detail): RecordDraft {
  return {
    absent: absentOf(roll),
    added: [],
    outputs: outputDraftsOf(activity.outputs),
    minutes: activity.minutes ?? '',
  }
}

/**
 * The recording of one activity: the roll, what was achieved, what was said; kept on the device as it is typed,
 * and based on the version that was first shown, so that another person's change in between is noticed.
 */
export function useRecord(detail: Detail) {
  const { activity, roll } = detail
  const key = `activity:${activity.activityId}:record`
  const [base, setBase] = useState(activity.version)
  const draft = useDraft<RecordDraft>(key, draftOf(detail), base)
  const [tried, setTried] = useState(false)
  const saving = useSave('saveRoll', `${key}:roll`)
  const closing = useSave('closeActivity', key)

  const { value } = draft
  const people = peopleOf(roll, value.added)
  const reasons = choicesFor([...Object.values(value.absent), ...Object.values(absentOf(roll))])
  const params = { activityId: activity.activityId }
  const halfLine = value.outputs.some((output) => problemOf(output) !== undefined)

  const saveRoll = async () => {
    const answer = await saving.save({ params, body: { version: base, ...rollOf(roll, value) } })
    if (answer) setBase(answer.version)
    return answer
  }
  const close = async () => {
    setTried(true)
    if (halfLine) return undefined
    const { minutes } = value
    const body = { version: base, roll: rollOf(roll, value), outputs: outputsOf(value.outputs), minutes }
    const answer = await closing.save({ params, body })
    if (answer) draft.done()
    return answer
  }
  return {
    draft,
    change: (to: Partial<RecordDraft>) => draft.set((now) => ({ ...now, ...to })),
    people,
    reasons,
    count: countRoll(value.absent, people, reasons),
    tried,
    saveRoll,
    close,
    busy: saving.saving || closing.saving,
    error: closing.error ?? saving.error,
  }
}

export type RecordState = ReturnType<typeof useRecord>
