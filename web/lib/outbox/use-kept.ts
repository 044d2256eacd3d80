import { useCallback, useEffect, useState } from 'react'
import { listKept } from './outbox.ts'
import { outboxChanged } from './send.ts'
import type { Kept } from './store.ts'

/** What waits on this device, as it is now in every tab; nothing before it was read. */
export function useKept(): readonly Kept[] | undefined {
  const [items, setItems] = useState<readonly Kept[]>()
  const read = useCallback(() => {
    listKept().then(setItems, () => setItems([]))
  }, [])
  useEffect(() => {
    read()
    return outboxChanged.on(read)
  }, [read])
  return items
}
