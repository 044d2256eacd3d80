import { useCallback, useState } from 'react'
import { dropDraft, readDraft, writeDraft } from './draft.ts'

export type DraftState<T> = {
  value: T
  /** Takes the new value, or a function from the present one; kept on the device at once. */
  set: (next: T | ((now: T) => T)) => void
  /** It was begun earlier and found again: say so, and offer `restart`. */
  restored: boolean
  /** It was begun on an older version of the record than the one on the page. */
  outdated: boolean
  /** When it was last kept, milliseconds since 1970; nothing until something was typed. */
  savedAt: number | undefined
  /** After it was sent: nothing to keep any more. */
  done: () => void
  /** Away with what was typed, back to the beginning. */
  restart: () => void
}

/**
 * The state of a form, saved as one types under `key` (unique for the thing that is written, such as
 * `activity:41:roll`) and found again after a closed tab.
 */
export function useDraft<T>(key: string, initial: T, base?: string | number): DraftState<T> {
  const [state, setState] = useState(() => {
    const found = readDraft<T>(key)
    return {
      value: found ? found.value : initial,
      restored: found !== undefined,
      outdated: found !== undefined && found.base !== base,
      savedAt: found?.savedAt,
    }
  })

  const set = useCallback(
    (next: T | ((now: T) => T)) => {
      setState((now) => {
        const value = typeof next === 'function' ? (next as (now: T) => T)(now.value) : next
        writeDraft(key, value, base)
        return { ...now, value, savedAt: Date.now() }
      })
    },
    [key, base],
  )
  const done = useCallback(() => dropDraft(key), [key])
  const restart = useCallback(() => {
    dropDraft(key)
    setState({ value: initial, restored: false, outdated: false, savedAt: undefined })
  }, [key, initial])

  return { ...state, set, done, restart }
}
