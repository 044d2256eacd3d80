import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import { recordPath } from '../../lib/record-path.ts'
import { messages } from './messages.ts'

export type Source = CallOutput<'getEntry'>['source']

/** The record behind an entry by its number and title; it opens where it can be read and corrected. */
export function SourceLink({ source }: { source: Source }) {
  const words = messages.chain.record(source.kind, source.serial, source.title)
  const path = recordPath(source)
  return path ? <a href={to(path)}>{words}</a> : <>{words}</>
}
