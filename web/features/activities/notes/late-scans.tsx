import { messages } from './messages.ts'
import type { Notes } from './part.tsx'

/** Scans that arrived long after: whoever calls the roll knows who was there, and nobody else can. */
export function LateScans({ checkIns }: { checkIns: Notes['checkIns'] }) {
  const late = checkIns.flatMap(({ name, minutesLate }) =>
    minutesLate === null ? [] : messages.lateScan(name, minutesLate),
  )
  return late.length > 0 ? <p className="note">{messages.lateScans(late)}</p> : null
}
