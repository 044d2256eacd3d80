/**
 * What derivation means, in slow and obvious steps: the statement in `derivation-queries.ts` is held to it by tests.
 * Never used to answer a request.
 */
export type RefFact = {
  factId: string
  kind: string
  day: string
  memberId: string | null
  orgId: number
  quantity: number | null
  attrs: Record<string, unknown>
  recordedAt: number
  voided: boolean
}

export type RefRule = {
  ruleId: number
  versionId: number
  code: string
  class: string
  factKind: string
  pattern: Record<string, unknown>
  mode: 'fixed' | 'per-unit' | 'per-whole' | 'table'
  points: number
  per: number | null
  tableKey: string | null
  table: Record<string, number> | null
  needsApproval: boolean
}

export type RefLimit = {
  versionId: number
  level: number
  period: 'day' | 'month' | 'quarter' | 'year'
  floor: number | null
  cap: number | null
  ruleIds: number[]
}

export type RefCoverage = { orgId: number; versionId: number; cycle: string; from: string; to: string }

export type RefBook = {
  facts: RefFact[]
  rules: RefRule[]
  limits: RefLimit[]
  coverage: RefCoverage[]
  /** `factId/code` of what a person approved. */
  approved: Set<string>
}

export type RefEntry = {
  factId: string
  ruleId: number
  memberId: string | null
  orgId: number
  day: string
  points: number
}

type Working = RefEntry & { fact: RefFact; rule: RefRule; cycle: string }

export function deriveByReference(book: RefBook): RefEntry[] {
  let entries = book.facts.filter((fact) => !fact.voided).flatMap((fact) => matchFact(book, fact))
  const levels = [...new Set(book.limits.map((limit) => limit.level))].toSorted((a, b) => a - b)
  for (const level of levels) {
    for (const limit of book.limits.filter((one) => one.level === level)) entries = settle(entries, limit)
  }
  return entries
    .filter((entry) => entry.points !== 0)
    .map(({ factId, ruleId, memberId, orgId, day, points }) => ({
      factId,
      ruleId,
      memberId,
      orgId,
      day,
      points,
    }))
}

function matchFact(book: RefBook, fact: RefFact): Working[] {
  const covers = book.coverage.filter(
    (one) => one.orgId === fact.orgId && one.from <= fact.day && fact.day <= one.to,
  )
  return covers.flatMap((cover) =>
    book.rules
      .filter((rule) => rule.versionId === cover.versionId && applies(book, rule, fact))
      .map((rule) => ({
        factId: fact.factId,
        ruleId: rule.ruleId,
        memberId: fact.memberId,
        orgId: fact.orgId,
        day: fact.day,
        points: rawPoints(rule, fact),
        fact,
        rule,
        cycle: cover.cycle,
      })),
  )
}

function applies(book: RefBook, rule: RefRule, fact: RefFact): boolean {
  if (rule.class === 'veto' || rule.factKind !== fact.kind || !contains(fact.attrs, rule.pattern))
    return false
  return !rule.needsApproval || book.approved.has(`${fact.factId}/${rule.code}`)
}

/** JSON containment as PostgreSQL's `@>` has it, for objects and plain values. */
export function contains(whole: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return whole === part
  if (typeof whole !== 'object' || whole === null) return false
  return Object.entries(part).every(([key, value]) =>
    contains((whole as Record<string, unknown>)[key], value),
  )
}

const mostPoints = 10_000_000

function rawPoints(rule: RefRule, fact: RefFact): number {
  return Math.max(-mostPoints, Math.min(mostPoints, unboundedPoints(rule, fact)))
}

function unboundedPoints(rule: RefRule, fact: RefFact): number {
  const quantity = fact.quantity ?? 0
  switch (rule.mode) {
    case 'fixed':
      return rule.points
    case 'per-unit':
      return roundHalfAway((rule.points * quantity) / 100)
    case 'per-whole':
      return rule.points * Math.trunc(quantity / (rule.per ?? 1))
    case 'table':
      return rule.table?.[String(fact.attrs[rule.tableKey ?? ''])] ?? 0
  }
}

function roundHalfAway(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value))
}

function settle(entries: readonly Working[], limit: RefLimit): Working[] {
  const order = entries.toSorted(
    (a, b) =>
      compare(a.day, b.day) ||
      a.fact.recordedAt - b.fact.recordedAt ||
      compare(a.factId, b.factId) ||
      a.ruleId - b.ruleId,
  )
  const sums = new Map<string, number>()
  return order.map((entry) => {
    if (entry.rule.versionId !== limit.versionId || !limit.ruleIds.includes(entry.ruleId)) return entry
    const group = `${entry.memberId ?? `org ${entry.orgId}`}/${periodOf(limit.period, entry.cycle, entry.day)}`
    const before = sums.get(group) ?? 0
    sums.set(group, before + entry.points)
    return { ...entry, points: clamp(limit, before + entry.points) - clamp(limit, before) }
  })
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function clamp({ floor, cap }: RefLimit, sum: number): number {
  return Math.max(floor ?? -Infinity, Math.min(cap ?? Infinity, sum))
}

function periodOf(period: RefLimit['period'], cycle: string, day: string): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  if (period === 'day') return day
  if (period === 'month') return `${year}-${month}`
  if (period === 'quarter') return `${year} q${Math.ceil(month / 3)}`
  return String(cycle === 'july-year' && month < 7 ? year - 1 : year)
}
