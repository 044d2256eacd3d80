import { useEffect } from 'react'
import { formatPoints, parsePoints } from '../../lib/format-points.ts'
import { goTelling } from '../../lib/receipts.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import type { Person } from '../activities/heading-draft.ts'
import { useSettled } from '../activities/use-settled.ts'
import { messages } from './messages.ts'
import { sayWhat } from './what.ts'

/** A matter's code, `other` before one of the rest is chosen, `by-hand` for points. */
export type Kind = string

export type ProposalDraft = {
  person: Person[]
  kind: Kind
  /** One of those that no rule counts. */
  other: string
  day: string
  amount: string
  points: string
  reason: string
  tried: boolean
}

/** What is proposed again stands in the form as it was. */
function useAgain(again: string | null, type: (to: Partial<ProposalDraft>) => void) {
  const list = useCall('listHandEntries', again === null ? undefined : { query: { limit: 200 } })
  const row = list.data?.rows.find((one) => one.handEntryId === again)
  const found = row?.handEntryId
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the row is there; then the person types.
  useEffect(() => {
    if (!row) return
    const { memberId, memberName: name, orgName } = row
    type({
      person: [{ memberId, name, orgName }],
      kind: row.matter?.code ?? 'by-hand',
      day: row.day,
      amount: formatPoints(row.quantity ?? 100),
      points: row.points === null ? '' : formatPoints(row.points),
      reason: row.reason,
    })
  }, [found])
}

export function useProposal(again: string | null) {
  const session = useSession()
  const forOthers = can(session, 'points.propose')
  const key = 'hand-entry:new'
  const draft = useDraft<ProposalDraft>(key, {
    person: [],
    kind: '',
    other: '',
    day: session.today,
    amount: '1',
    points: '',
    reason: '',
    tried: false,
  })
  const { save, saving, error } = useSave('proposeHandEntry', key)
  const type = (to: Partial<ProposalDraft>) => draft.set((now) => ({ ...now, ...to }))
  useAgain(again, type)
  const { person, kind, other, day, amount, reason } = draft.value
  const memberId = forOthers ? person[0]?.memberId : (session.memberId ?? undefined)
  const terms = useCall('getHandEntryTerms', memberId ? { query: { memberId } } : undefined)
  const code = kind === 'other' ? other : kind
  const matter = terms.data?.matters.find((one) => one.code === code)
  const read = parsePoints(amount)
  const quantity = read !== undefined && read > 0 ? read : undefined
  const asked = useSettled(quantity)
  const preview = useCall(
    'previewHandEntry',
    memberId && matter && asked
      ? { query: { memberId, day, matter: matter.code, quantity: asked } }
      : undefined,
  )
  const points = parsePoints(draft.value.points)
  const send = async () => {
    const what = matter
      ? quantity && { matter: matter.code, quantity }
      : kind === 'by-hand' && points
        ? { points }
        : undefined
    if (!memberId || !what || reason.trim() === '') {
      type({ tried: true })
      return
    }
    if (!(await save({ body: { memberId, day, reason, ...what } }))) return
    draft.done()
    const name = terms.data?.memberName ?? ''
    const said = sayWhat({ matter: matter ?? null, quantity: quantity ?? null, points: points ?? null })
    goTelling('/hand-entries', { tone: 'done', sentence: messages.saved(name, said) }, { replace: true })
  }
  return { draft, type, send, saving, error, forOthers, terms, matter, quantity, preview }
}
