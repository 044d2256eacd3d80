import { CallError } from '../../../lib/call-error.ts'
import { formatDay } from '../../../lib/format-day.ts'
import { messages as common } from '../../../lib/messages.ts'
import { type Delivered, keepAndSend } from '../../../lib/outbox/outbox.ts'
import { type VisitDraft, visitFrom } from '../../../lib/outbox/visit-draft.ts'
import { serverToday } from '../../../lib/server-clock.ts'
import { messages } from './messages.ts'
import { nameOf } from './row.tsx'
import type { Household } from './use-households.ts'

const words = messages.visit

/** What the visit says, for the list of what is not through yet. */
function linesOf(draft: VisitDraft): string[] {
  const { door, met, card, talk } = draft.quartet
  const steps = [door && words.door, met && words.met, card && words.card, talk && words.talk]
  const given = draft.gave && `${draft.what.trim()} ${draft.yuan}`
  return [
    formatDay(draft.day ?? serverToday(), serverToday()),
    steps.filter(Boolean).join('、'),
    draft.note.trim(),
    draft.wants && `${words.yes}，${messages.sorts[draft.sort]}`,
    given,
  ].filter((line): line is string => typeof line === 'string' && line !== '')
}

/** Keeps the note on the phone and sends it when it can. A phone without room or line says so, and the page keeps it. */
export async function keepVisit(of: Household, draft: VisitDraft): Promise<Delivered<unknown>> {
  const visit = visitFrom(draft, of.id, serverToday())
  const title = words.title(nameOf(of))
  const about = { slot: `visit:${visit.visitId}`, title, lines: linesOf(draft), page: `/round/${of.id}` }
  try {
    return await keepAndSend(
      { name: 'submitVisits', request: { body: { visits: [visit] } }, ...about },
      visit.visitId,
    )
  } catch {
    return { is: 'refused', error: new CallError('network.lost', common.deviceFull, 0) }
  }
}
