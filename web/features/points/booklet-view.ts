import type { CallOutput } from '../../lib/call-types.ts'
import { withQuery } from '../../lib/with-query.ts'

type Entry = CallOutput<'getBooklet'>['months'][number]['entries'][number]

/** What of a booklet is open: the year, and one line of it. `raise` is the objection that no line stands for. */
export type BookletView = { year?: number; line?: string; rules?: boolean; raise?: boolean }

/** One line of the book: an award and what took it back are two. */
export function lineOf({ factId, ruleId, revision }: Pick<Entry, 'factId' | 'ruleId' | 'revision'>): string {
  return `${factId}.${ruleId}.${revision}`
}

export function readBookletView(search: URLSearchParams): BookletView {
  const year = Number(search.get('year'))
  return {
    year: Number.isInteger(year) && year > 1900 ? year : undefined,
    line: search.get('line') ?? undefined,
    rules: search.get('rules') === '1',
    raise: search.get('raise') === '1',
  }
}

export function bookletPath(base: string, { year, line, rules, raise }: BookletView): string {
  return withQuery(base, { year, line, rules: rules ? 1 : undefined, raise: raise ? 1 : undefined })
}
