import { withQuery } from '../../lib/with-query.ts'

/** Which part of the country, by how codes begin, and which month; what is not said is the widest part and this month. */
export type AboveView = { prefix?: string; month?: string }

export function readView(search: URLSearchParams): AboveView {
  const month = search.get('month') ?? ''
  return {
    prefix: search.get('part') ?? undefined,
    month: /^\d{4}-(?:0[1-9]|1[0-2])$/.test(month) ? month : undefined,
  }
}

export function pathOfView({ prefix, month }: AboveView): string {
  return withQuery('/above', { part: prefix, month })
}
