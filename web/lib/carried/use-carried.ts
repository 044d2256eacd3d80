import { useCallback, useEffect, useRef, useState } from 'react'
import { written } from '../call.ts'
import { asCallError, type CallError } from '../call-error.ts'
import { carriedChanged } from './changed.ts'
import { type Holding, readHolding, syncHolding } from './holding.ts'
import { type Entry, readAlong } from './round.ts'

export type CarriedState = {
  /** Nothing until it was read from the phone, or came from the server for the first time. */
  holding: Holding | undefined
  along: ReadonlyMap<string, readonly Entry[]>
  /** Asked for now. */
  syncing: boolean
  error: CallError | undefined
  sync: () => void
}

/** Changes there is something new to read about: other people's writes come with the next sync. */
const touching: ReadonlySet<string> = new Set(['submitVisits', 'mergeHousehold', 'settleMergeConflict'])

/** What the phone carries, as it is in every tab: read at once, brought up to the day when there is a line. */
export function useCarried(): CarriedState {
  const [holding, setHolding] = useState<Holding>()
  const [along, setAlong] = useState<ReadonlyMap<string, readonly Entry[]>>(new Map())
  const [syncing, setSyncing] = useState(true)
  const [error, setError] = useState<CallError>()
  const wanted = useRef(true)

  const read = useCallback(async () => {
    const [next, taken] = await Promise.all([readHolding(), readAlong()])
    if (!wanted.current) return
    setHolding(next)
    setAlong(taken)
  }, [])
  const sync = useCallback(() => {
    setSyncing(true)
    syncHolding()
      .then(
        () => wanted.current && setError(undefined),
        (thrown: unknown) => wanted.current && setError(asCallError(thrown)),
      )
      .then(read)
      .catch(() => {})
      .finally(() => wanted.current && setSyncing(false))
  }, [read])

  useEffect(() => {
    wanted.current = true
    void read()
      .catch(() => {})
      .then(sync)
    const forget = [
      carriedChanged.on(() => void read().catch(() => {})),
      written.on((name) => touching.has(name) && sync()),
    ]
    window.addEventListener('online', sync)
    return () => {
      wanted.current = false
      window.removeEventListener('online', sync)
      for (const each of forget) each()
    }
  }, [read, sync])
  return { holding, along, syncing, error, sync }
}
