import { useState } from 'react'
import type { CallError } from '../../lib/call-error.ts'
import type { CallOutput, CallRequest } from '../../lib/call-types.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { countRoll } from '../../ui/roll-state.ts'
import { messages } from './messages.ts'
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
import { saysOf } from './roll-says.ts'

export type Detail = CallOutput<'getActivity'>

type RollWrite = 'saveRoll' | 'closeActivity'

/** What a write that may wait on the device is called there, and what it says. */
export type About = { slot: string; title: string; page: string }

/** How a roll is sent: at once, or kept on the device until there is a line. */
export type UseWriter = <N extends RollWrite>(
  name: N,
  keptAs: string,
  about: About,
) => {
  save: (request: CallRequest<N>, lines?: readonly string[]) => Promise<CallOutput<N> | 'kept' | undefined>
  saving: boolean
  error: CallError | undefined
}

function draftOf({ activity, roll }: Detail): RecordDraft {
  return {
    absent: absentOf(roll),
    added: [],
    outputs: outputDraftsOf(activity.outputs),
    minutes: activity.minutes ?? '',
    skipped: activity.segments.flatMap((part, at) => (part.skipped ? [at] : [])),
  }
}

/**
 * The recording of one activity: the roll, what was achieved, what was said; kept on the device as it is typed,
 * and based on the version that was first shown, so that another person's change in between is noticed.
 */
export function useRecord(detail: Detail, useWriter: UseWriter = useSave) {
  const { activity, roll } = detail
  const key = `activity:${activity.activityId}:record`
  const [base, setBase] = useState(activity.version)
  const draft = useDraft<RecordDraft>(key, draftOf(detail), base)
  const [tried, setTried] = useState(false)
  const about = {
    slot: `activity:${activity.activityId}`,
    title: `${activity.title}，${messages.toRoll}`,
    page: `/activities/${activity.activityId}`,
  }
  const saving = useWriter('saveRoll', `${key}:roll`, about)
  const closing = useWriter('closeActivity', key, about)

  const { value } = draft
  const people = peopleOf(roll, value.added)
  const reasons = choicesFor([...Object.values(value.absent), ...Object.values(absentOf(roll))])
  const params = { activityId: activity.activityId }
  const count = countRoll(value.absent, people, reasons)
  const lines = saysOf(people, value.absent, reasons, count)
  const halfLine = value.outputs.some((output) => problemOf(output) !== undefined)

  const saveRoll = async () => {
    const answer = await saving.save({ params, body: { version: base, ...rollOf(roll, value) } }, lines)
    if (answer && answer !== 'kept') setBase(answer.version)
    return answer
  }
  const close = async () => {
    setTried(true)
    if (halfLine) return undefined
    const { minutes } = value
    const agenda = activity.segments.length > 0 && { skipped: value.skipped ?? [] }
    const outputs = outputsOf(value.outputs)
    const body = { version: base, roll: rollOf(roll, value), outputs, minutes, ...agenda }
    const answer = await closing.save({ params, body }, lines)
    if (answer) draft.done()
    return answer
  }
  return {
    activityId: activity.activityId,
    draft,
    change: (to: Partial<RecordDraft>) => draft.set((now) => ({ ...now, ...to })),
    segments: activity.segments,
    people,
    reasons,
    count,
    tried,
    saveRoll,
    close,
    busy: saving.saving || closing.saving,
    error: closing.error ?? saving.error,
  }
}

export type RecordState = ReturnType<typeof useRecord>
