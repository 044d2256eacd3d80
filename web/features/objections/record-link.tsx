import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import { recordPath } from '../../lib/record-path.ts'
import { messages } from './messages.ts'

type Record = NonNullable<CallOutput<'getObjection'>['record']>

export function RecordLink({ record }: { record: Record }) {
  const path = recordPath(record)
  const words = messages.one.records[record.kind]
  return path ? <a href={to(path)}>{words}</a> : <>{words}</>
}
