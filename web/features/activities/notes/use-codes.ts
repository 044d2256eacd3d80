import { useEffect, useRef, useState } from 'react'
import { call } from '../../../lib/call.ts'
import { asCallError, type CallError } from '../../../lib/call-error.ts'
import type { CallOutput } from '../../../lib/call-types.ts'
import { newIntention } from '../../../lib/intention.ts'

type Given = CallOutput<'getCheckInCode'>
type Read = { given: Given; at: number }

const readEvery = 15_000

export type Codes = {
  /** What stands on the screen now; nothing when what was given ahead is used up. */
  code: string | undefined
  given: Given | undefined
  error: CallError | undefined
}

/** By the page's own clock, which nobody can set: the codes were told as seconds from the answer on. */
function codeAt({ given, at }: Read, now: number): string | undefined {
  const past = (now - at) / 1000
  const begun = given.codes.filter((one) => one.inSeconds <= past)
  return begun.length === given.codes.length ? undefined : begun[begun.length - 1]?.code
}

/** Opens the code of an activity and keeps it changing, also while the line is lost. */
export function useCodes(activityId: string): Codes {
  const [read, setRead] = useState<Read>()
  const [error, setError] = useState<CallError>()
  const [, tick] = useState(0)
  const intention = useRef(newIntention())
  useEffect(() => {
    let wanted = true
    const params = { activityId }
    const load = async () => {
      try {
        const given = await call('getCheckInCode', { params })
        if (wanted) setRead({ given, at: performance.now() })
        setError(undefined)
      } catch (thrown) {
        if (wanted) setError(asCallError(thrown))
      }
    }
    const open = async () => {
      try {
        await call('openCheckIn', { params, body: {} }, { intention: intention.current })
        await load()
      } catch (thrown) {
        if (wanted) setError(asCallError(thrown))
      }
    }
    void open()
    const timers = [
      setInterval(() => void load(), readEvery),
      setInterval(() => tick((now) => now + 1), 1000),
    ]
    return () => {
      wanted = false
      for (const timer of timers) clearInterval(timer)
    }
  }, [activityId])
  return { code: read && codeAt(read, performance.now()), given: read?.given, error }
}
