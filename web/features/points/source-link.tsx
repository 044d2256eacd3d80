import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import { messages } from './messages.ts'

export type Source = CallOutput<'getEntry'>['source']

/** The record behind an entry by its number and title; it opens where the record has a page. */
export function SourceLink({ source }: { source: Source }) {
  const words = messages.chain.record(source.kind, source.serial, source.title)
  if (source.kind !== 'activity') return <>{words}</>
  return <a href={to(`/activities/${source.id}`)}>{words}</a>
}
