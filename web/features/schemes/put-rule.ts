import type { SchemeLimit, SchemeVersion } from '../../../contract/scheme-version.ts'
import { ownLimit, type Written } from './rule-draft.ts'

type Rules = Pick<SchemeVersion, 'rules' | 'limits'>

/** The version with this rule in its place, or at the end when it is new. */
export function putRule<V extends Rules>(version: V, { rule, own }: Written): V {
  const known = version.rules.some((one) => one.code === rule.code)
  const before = ownLimit(rule.code, version.limits)
  const rules = known
    ? version.rules.map((one) => (one.code === rule.code ? rule : one))
    : [...version.rules, rule]
  // The name that the office gave to its ceiling stays, and so do its level and its place.
  const kept = own && before ? { ...own, name: before.name, level: before.level } : own
  const limits = version.limits.flatMap((limit) => (limit !== before ? limit : (kept ?? [])))
  return { ...version, rules, limits: kept && !before ? [...limits, kept] : limits }
}

export function removeRule<V extends Rules>(version: V, code: string): V {
  const without = (codes: readonly string[]) => codes.filter((one) => one !== code)
  const limits = version.limits
    .map((limit) => ({
      ...limit,
      rules: without(limit.rules),
      counted: limit.counted && without(limit.counted),
    }))
    .filter((limit) => limit.rules.length > 0)
  return { ...version, rules: version.rules.filter((rule) => rule.code !== code), limits }
}

/** The version with a limit in its place, or at the end when it is new. */
export function putLimit<V extends Rules>(version: V, limit: SchemeLimit, at: number | undefined): V {
  const limits =
    at === undefined ? [...version.limits, limit] : version.limits.map((one, i) => (i === at ? limit : one))
  return { ...version, limits }
}

/** A code that no rule of the scheme has had: R1, R2 … A code names a rule over all versions, so none is used twice. */
export function nextCode(versions: readonly Rules[]): string {
  const used = new Set(versions.flatMap((version) => version.rules.map((rule) => rule.code)))
  let number = used.size + 1
  while (used.has(`R${number}`)) number += 1
  return `R${number}`
}
