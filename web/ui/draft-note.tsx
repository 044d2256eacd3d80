import { useState } from 'react'
import type { SealedDraftState } from '../lib/carried/use-sealed-draft.ts'
import { formatInstant, splitInstant } from '../lib/format-day.ts'
import type { DraftState } from '../lib/use-draft.ts'
import { messages } from './messages.ts'
import { Receipt } from './receipt.tsx'

/** The same of what is sealed on the device, once it was looked for; and that there is no room for it, where there is none. */
export function SealedDraftNote<T>({ draft }: { draft: SealedDraftState<T> }) {
  const [at] = useState(draft.savedAt)
  if (draft.full) return <Receipt tone="error">{messages.draftNotKept}</Receipt>
  if (!draft.restored || at === undefined) return null
  return (
    <Receipt action={{ label: messages.draftRestart, run: draft.restart }}>
      {messages.draftFound(sayWhen(at))}
    </Receipt>
  )
}

function sayWhen(savedAt: number): string {
  const today = splitInstant(new Date().toISOString()).day
  return formatInstant(new Date(savedAt).toISOString(), today)
}

/** Says that something half written was found again, and offers to begin anew. */
export function DraftNote<T>({ draft }: { draft: DraftState<T> }) {
  if (!draft.restored || draft.savedAt === undefined) return null
  return (
    <Receipt
      tone={draft.outdated ? 'late' : 'done'}
      action={{ label: messages.draftRestart, run: draft.restart }}
    >
      {draft.outdated ? messages.draftOutdated : messages.draftFound(sayWhen(draft.savedAt))}
    </Receipt>
  )
}
