import { withQuery } from '../../lib/with-query.ts'

/**
 * What of the points is open, as it stands in the address: a copied address opens the very same figure.
 * `/points?org=3&year=2026&why=12.2026&rule=34&entry=<fact>.34`
 */
export type EntryKey = { factId: string; ruleId: number }

/** A figure that is open: of which organisation and year, at which rule, at which entry. */
export type Why = { orgId: number; year: number; ruleId?: number; entry?: EntryKey | 'none' }

export type PointsView = { orgId?: number; year?: number; why?: Why }

function readNumber(text: string | null | undefined): number | undefined {
  return text && /^\d{1,10}$/.test(text) ? Number(text) : undefined
}

function readEntry(text: string | null): Why['entry'] {
  if (text === 'none') return 'none'
  const [factId, rule] = (text ?? '').split('.')
  const ruleId = readNumber(rule)
  return factId && ruleId !== undefined ? { factId, ruleId } : undefined
}

function readWhy(search: URLSearchParams): Why | undefined {
  const [org, year] = (search.get('why') ?? '').split('.').map(readNumber)
  if (org === undefined || year === undefined) return undefined
  const ruleId = readNumber(search.get('rule'))
  return {
    orgId: org,
    year,
    ruleId,
    entry: ruleId === undefined ? undefined : readEntry(search.get('entry')),
  }
}

/** What was mangled on the way is left out: the page then shows what it would without. */
export function readView(search: URLSearchParams): PointsView {
  return {
    orgId: readNumber(search.get('org')),
    year: readNumber(search.get('year')),
    why: readWhy(search),
  }
}

export function printEntry(entry: Why['entry']): string | undefined {
  return typeof entry === 'object' ? `${entry.factId}.${entry.ruleId}` : entry
}

export function pathOf({ orgId, year, why }: PointsView): string {
  return withQuery('/points', {
    org: orgId,
    year,
    why: why && `${why.orgId}.${why.year}`,
    rule: why?.ruleId,
    entry: printEntry(why?.entry),
  })
}
