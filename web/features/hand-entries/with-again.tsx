import type { ReactNode } from 'react'
import { useCall } from '../../lib/use-call.ts'
import { Answer } from '../../ui/states.tsx'
import type { EntryRow } from './what.ts'

type WithAgainProps = { id: string | null; children: (again: EntryRow | undefined) => ReactNode }

/** Reads what is proposed again, if anything is, before the form is there. */
export function WithAgain({ id, children }: WithAgainProps) {
  const list = useCall('listHandEntries', id === null ? undefined : { query: { limit: 200 } })
  if (id === null) return <>{children(undefined)}</>
  return <Answer of={list}>{({ rows }) => children(rows.find((row) => row.handEntryId === id))}</Answer>
}
