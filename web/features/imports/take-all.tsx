import { useEffect, useRef, useState } from 'react'
import { type Import, type TakenVerdict, takenVerdicts } from './import-types.ts'
import { messages } from './messages.ts'
import type { Show } from './rows-address.ts'
import type { useDecisions } from './use-decisions.ts'

const words = messages.table

type TakeAllProps = { found: Import; show: Show; decisions: ReturnType<typeof useDecisions> }

/**
 * One tick for every row of the kind that is shown, on every page. Rows whose person is only guessed are left to their
 * own tick, so that all may never be taken: then the tick, which stays half, takes and leaves by turns.
 */
export function TakeAll({ found, show, decisions }: TakeAllProps) {
  const box = useRef<HTMLInputElement>(null)
  const verdict = takenVerdicts.find((one) => one === show)
  const kinds: readonly TakenVerdict[] = verdict ? [verdict] : takenVerdicts
  const could = kinds.reduce((sum, one) => sum + found.counts[one], 0)
  const takes = kinds.reduce((sum, one) => sum + found.accepted[one], 0)
  // What was just pressed, until the counts of the page have followed.
  const [pressed, setPressed] = useState<{ at: number; on: boolean }>()
  if (pressed && pressed.at !== takes) setPressed(undefined)
  const all = pressed?.at === takes ? pressed.on : takes === could
  const half = !all && takes > 0 && takes < could
  useEffect(() => {
    if (box.current) box.current.indeterminate = half
  }, [half])
  const isTakeable = show === 'differing' || verdict !== undefined
  if (!isTakeable || could === 0) return <span>{words.take}</span>
  const toggle = async () => {
    setPressed({ at: takes, on: !all })
    const answer = await decisions.decideAll(!all, verdict)
    const isSame = answer !== undefined && answer.accepted.all === found.accepted.all
    if (isSame && !all) await decisions.decideAll(false, verdict)
    if (isSame || !answer) setPressed(undefined)
  }
  const what = verdict ? messages.verdicts[verdict] : messages.tiles.differing
  return (
    <label className="ckl">
      <input
        ref={box}
        className="ck"
        type="checkbox"
        aria-label={words.takeAllLabel(what)}
        checked={all}
        onChange={() => void toggle()}
      />
      {words.takeAll}
    </label>
  )
}
