import type { SchemeLimit, SchemeRule, SchemeVersion } from '../../../contract/scheme-version.ts'

export type Change = 'new' | 'changed' | 'same'

/** Rule by rule against the version before: what a second person has to look at. */
export type Difference = {
  of: ReadonlyMap<string, Change>
  removed: readonly SchemeRule[]
  count: number
}

type Rules = Pick<SchemeVersion, 'rules' | 'limits'>

function print(rule: SchemeRule, limits: readonly SchemeLimit[]): string {
  return JSON.stringify([rule, limits.filter((limit) => limit.rules.includes(rule.code))], sortKeys)
}

/** JSON from the database and from a form may hold the same in another order. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Rules are the same rule by their code, over all versions of a scheme. */
export function compare(now: Rules, before: Rules | undefined): Difference {
  const old = new Map((before?.rules ?? []).map((rule) => [rule.code, rule]))
  const of = new Map<string, Change>()
  for (const rule of now.rules) {
    const was = old.get(rule.code)
    const same = was && print(was, before?.limits ?? []) === print(rule, now.limits)
    of.set(rule.code, !was ? 'new' : same ? 'same' : 'changed')
  }
  const removed = (before?.rules ?? []).filter((rule) => !of.has(rule.code))
  const changed = [...of.values()].filter((change) => change !== 'same').length
  return { of, removed, count: before ? changed + removed.length : 0 }
}
