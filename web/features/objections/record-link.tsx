import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import { messages } from './messages.ts'

type Record = NonNullable<CallOutput<'getObjection'>['record']>

/** Where a record can be read and corrected, below the entry's base; nothing where it has no page of its own. */
export function recordPath({ kind, id }: Record): string | undefined {
  return kind === 'activity' ? `/activities/${id}` : undefined
}

export function RecordLink({ record }: { record: Record }) {
  const path = recordPath(record)
  const words = messages.one.records[record.kind]
  return path ? <a href={to(path)}>{words}</a> : <>{words}</>
}
