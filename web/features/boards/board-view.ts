import { withQuery } from '../../lib/with-query.ts'
import type { Span } from './period.ts'

/** What of a board is open: a person's or an organisation's cell, by the column's rule; without one the whole row. */
export type BoardWhy = { memberId?: string; orgId?: number; ruleId?: number }

export type BoardView = { orgId?: number; from?: string; to?: string; why?: BoardWhy }

const day = /^\d{4}-\d{2}-\d{2}$/

function readDay(text: string | null): string | undefined {
  return text && day.test(text) ? text : undefined
}

export function readBoardView(search: URLSearchParams): BoardView {
  const memberId = search.get('who') ?? undefined
  const orgId = Number(search.get('at')) || undefined
  const ruleId = Number(search.get('rule')) || undefined
  return {
    orgId: Number(search.get('org')) || undefined,
    from: readDay(search.get('from')),
    to: readDay(search.get('to')),
    why: memberId || orgId ? { memberId, orgId, ruleId } : undefined,
  }
}

export function boardPath({ orgId, from, to, why }: BoardView): string {
  const { memberId, orgId: at, ruleId } = why ?? {}
  return withQuery('/boards', { org: orgId, from, to, who: memberId, at, rule: ruleId })
}

export function spanOfView({ from, to }: BoardView): Span | undefined {
  return from && to ? { from, to } : undefined
}
