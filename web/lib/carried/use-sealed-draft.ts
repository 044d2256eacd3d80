import { useCallback, useEffect, useRef, useState } from 'react'
import { dropSealedDraft, readSealedDraft, writeSealedDraft } from './sealed-draft.ts'

export type SealedDraftState<T> = {
  /** Nothing before it was looked for on the phone. */
  value: T | undefined
  set: (next: (now: T) => T) => void
  /** When what is on the page was kept; nothing while it is not. */
  savedAt: number | undefined
  /** It was begun earlier and found again. */
  restored: boolean
  /** The phone has no room for it, or may not seal: it is only on this page. */
  full: boolean
  done: () => void
  restart: () => void
}

type State<T> = { value: T | undefined; savedAt: number | undefined; restored: boolean; full: boolean }

/** One writing at a time, always of the newest: two letters typed at once do not overtake each other. */
function useWriter(name: string, told: (result: { savedAt?: number; full: boolean }) => void) {
  const newest = useRef<{ value: unknown } | undefined>(undefined)
  const running = useRef<Promise<void>>(Promise.resolve())
  const ended = useRef(false)
  const write = useCallback(
    (value: unknown) => {
      newest.current = { value }
      running.current = running.current.then(async () => {
        const taken = newest.current
        newest.current = undefined
        if (!taken || ended.current) return
        await writeSealedDraft(name, taken.value).then(
          () => told({ savedAt: Date.now(), full: false }),
          () => told({ full: true }),
        )
      })
    },
    [name, told],
  )
  /** After this nothing is written any more: what waits would bring back what was sent. */
  const end = useCallback(() => {
    ended.current = true
    running.current = running.current.then(() => dropSealedDraft(name)).catch(() => {})
  }, [name])
  return { write, end }
}

/** The state of a form about a household: sealed as one types, found again after a closed tab, gone at sign-out. */
export function useSealedDraft<T>(name: string, initial: () => T): SealedDraftState<T> {
  const [state, setState] = useState<State<T>>({
    value: undefined,
    savedAt: undefined,
    restored: false,
    full: false,
  })
  const first = useRef(initial)
  const told = useCallback((result: { savedAt?: number; full: boolean }) => {
    setState((now) => ({ ...now, savedAt: result.savedAt, full: result.full }))
  }, [])
  const { write, end } = useWriter(name, told)

  useEffect(() => {
    let wanted = true
    const take = (found: { value: T; savedAt: number } | undefined) => {
      if (!wanted) return
      const value = found ? found.value : first.current()
      setState({ value, savedAt: found?.savedAt, restored: found !== undefined, full: false })
    }
    readSealedDraft<T>(name).then(take, () => take(undefined))
    return () => {
      wanted = false
    }
  }, [name])

  const set = useCallback(
    (next: (now: T) => T) => {
      setState((now) => {
        if (now.value === undefined) return now
        const value = next(now.value)
        write(value)
        return { ...now, value }
      })
    },
    [write],
  )
  const restart = useCallback(() => {
    const value = first.current()
    write(value)
    setState({ value, savedAt: undefined, restored: false, full: false })
  }, [write])
  return { ...state, set, done: end, restart }
}
