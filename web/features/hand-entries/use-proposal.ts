import { formatPoints, parsePoints } from '../../lib/format-points.ts'
import { goTelling } from '../../lib/receipts.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { useSettled } from '../../lib/use-settled.ts'
import type { Person } from '../../ui/member-picker.tsx'
import { messages } from './messages.ts'
import { type EntryRow, sayWhat } from './what.ts'

export type ProposalDraft = {
  person: Person[]
  /** A matter's code, `other` before one of the rest is chosen, `by-hand` for points. */
  kind: string
  /** One of those that no rule counts. */
  other: string
  day: string
  amount: string
  points: string
  reason: string
  tried: boolean
}

const blank = { person: [], kind: '', other: '', amount: '1', points: '', reason: '', tried: false }

/** What is proposed again stands in the form as it was. */
function draftOf(row: EntryRow): ProposalDraft {
  const { memberId, memberName: name, orgName, day, reason } = row
  return {
    ...blank,
    person: [{ memberId, name, orgName }],
    kind: row.matter?.code ?? 'by-hand',
    day,
    amount: formatPoints(row.quantity ?? 100),
    points: row.points === null ? '' : formatPoints(row.points),
    reason,
  }
}

/** What may be proposed for whom, and what the rules would give for it. */
function useTerms(memberId: string | undefined, { kind, other, day, amount }: ProposalDraft) {
  const terms = useCall('getHandEntryTerms', memberId ? { query: { memberId } } : undefined)
  const code = kind === 'other' ? other : kind
  const matter = terms.data?.matters.find((one) => one.code === code)
  const read = parsePoints(amount)
  const quantity = read !== undefined && read > 0 ? read : undefined
  const settled = useSettled(quantity)
  const asks = memberId && matter && settled
  const preview = useCall(
    'previewHandEntry',
    asks ? { query: { memberId, day, matter: matter.code, quantity: settled } } : undefined,
  )
  return { terms, matter, quantity, preview }
}

export function useProposal(again: EntryRow | undefined) {
  const session = useSession()
  const forOthers = can(session, 'points.propose')
  const key = again ? `hand-entry:again:${again.handEntryId}` : 'hand-entry:new'
  const draft = useDraft<ProposalDraft>(key, again ? draftOf(again) : { ...blank, day: session.today })
  const { save, saving, error } = useSave('proposeHandEntry', key)
  const type = (to: Partial<ProposalDraft>) => draft.set((now) => ({ ...now, ...to }))
  const { person, kind, day, reason } = draft.value
  const memberId = forOthers ? person[0]?.memberId : (session.memberId ?? undefined)
  const known = useTerms(memberId, draft.value)
  const { terms, matter, quantity } = known
  const points = kind === 'by-hand' ? parsePoints(draft.value.points) : undefined
  const send = async () => {
    const what = matter ? quantity && { matter: matter.code, quantity } : points && { points }
    if (!memberId || !what || reason.trim() === '') {
      type({ tried: true })
      return
    }
    if (!(await save({ body: { memberId, day, reason, ...what } }))) return
    draft.done()
    const said = sayWhat({ matter: matter ?? null, quantity: quantity ?? null, points: points ?? null })
    const sentence = messages.saved(terms.data?.memberName ?? '', said)
    goTelling('/hand-entries', { tone: 'done', sentence }, { replace: true })
  }
  return { draft, type, send, saving, error, forOthers, ...known }
}
