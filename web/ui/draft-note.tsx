import { formatInstant, splitInstant } from '../lib/format-day.ts'
import type { DraftState } from '../lib/use-draft.ts'
import { messages } from './messages.ts'
import { Receipt } from './receipt.tsx'

/** Says that something half written was found again, and offers to begin anew. */
export function DraftNote<T>({ draft }: { draft: DraftState<T> }) {
  if (!draft.restored || draft.savedAt === undefined) return null
  const when = formatInstant(
    new Date(draft.savedAt).toISOString(),
    splitInstant(new Date().toISOString()).day,
  )
  return (
    <Receipt
      tone={draft.outdated ? 'late' : 'done'}
      action={{ label: messages.draftRestart, run: draft.restart }}
    >
      {draft.outdated ? messages.draftOutdated : messages.draftFound(when)}
    </Receipt>
  )
}
