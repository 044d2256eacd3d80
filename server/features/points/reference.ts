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
  /** Decided on by people before it became a fact. */
  claimed: boolean
}

export type RefBand = { from: number; to: number | null; points: number }

export type RefRule = {
  ruleId: number
  versionId: number
  code: string
  class: string
  factKind: string
  pattern: Record<string, unknown>
  mode: 'fixed' | 'per-unit' | 'per-whole' | 'table' | 'bands' | 'clear'
  points: number
  per: number | null
  tableKey: string | null
  table: Record<string, number> | null
  bands: readonly RefBand[] | null
  least: number | null
  most: number | null
  validFrom: string | null
  validTo: string | null
  needsApproval: boolean
}

type Period = 'day' | 'month' | 'quarter' | 'year' | 'cycle'

export type RefLimit = {
  versionId: number
  level: number
  period: Period
  way: 'clamp' | 'free' | 'steps' | 'whole' | 'bands' | 'share'
  floor: number | null
  cap: number | null
  free: number | null
  steps: readonly number[] | null
  per: number | null
  points: number | null
  by: 'count' | 'quantity' | null
  bands: readonly RefBand[] | null
  /** Rules that count among those looked for, of a share. */
  counted: number[]
  ruleIds: number[]
}

export type RefCoverage = {
  orgId: number
  versionId: number
  cycle: string
  start: number
  from: string
  to: string
}

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

type Working = RefEntry & { fact: RefFact; rule: RefRule; cycle: string; start: number }

const totalLevel = 7

export function deriveByReference(book: RefBook): RefEntry[] {
  let entries = book.facts.filter((fact) => !fact.voided).flatMap((fact) => matchFact(book, fact))
  for (let level = 1; level <= totalLevel; level += 1) {
    if (level === totalLevel) entries = clear(entries)
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
        start: cover.start,
      })),
  )
}

function applies(book: RefBook, rule: RefRule, fact: RefFact): boolean {
  if (rule.class === 'veto' || rule.factKind !== fact.kind || !contains(fact.attrs, rule.pattern))
    return false
  if (fact.day < (rule.validFrom ?? fact.day) || fact.day > (rule.validTo ?? fact.day)) return false
  return !rule.needsApproval || fact.claimed || book.approved.has(`${fact.factId}/${rule.code}`)
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

function bounded(points: number): number {
  return Math.max(-mostPoints, Math.min(mostPoints, points))
}

function rawPoints(rule: RefRule, fact: RefFact): number {
  const points = Math.max(rule.least ?? -Infinity, unboundedPoints(rule, fact))
  return bounded(Math.min(rule.most ?? Infinity, points))
}

function bandOf(bands: readonly RefBand[] | null, value: number): number {
  return bands?.find((band) => band.from <= value && value <= (band.to ?? Infinity))?.points ?? 0
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
    case 'bands':
      return bandOf(rule.bands, quantity)
    case 'clear':
      return 0
  }
}

function roundHalfAway(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value))
}

function inOrder(entries: readonly Working[]): Working[] {
  return entries.toSorted(
    (a, b) =>
      compare(a.day, b.day) ||
      a.fact.recordedAt - b.fact.recordedAt ||
      compare(a.factId, b.factId) ||
      a.ruleId - b.ruleId,
  )
}

function groupOf(entry: Working, period: Period): string {
  return `${entry.memberId ?? `org ${entry.orgId}`}/${periodOf(period, entry.cycle, entry.day)}`
}

/** What a limit has seen of a group so far. */
type Tally = { n: number; sum: number; quantity: number; counted: number }

function settle(entries: readonly Working[], limit: RefLimit): Working[] {
  const tallies = new Map<string, Tally>()
  return inOrder(entries).map((entry) => {
    if (entry.rule.versionId !== limit.versionId || !limit.ruleIds.includes(entry.ruleId)) return entry
    const group = groupOf(entry, limit.period)
    const before = tallies.get(group) ?? { n: 0, sum: 0, quantity: 0, counted: 0 }
    const now = {
      n: before.n + 1,
      sum: before.sum + entry.points,
      quantity: before.quantity + (entry.fact.quantity ?? 0),
      counted: before.counted + (limit.counted.includes(entry.ruleId) ? 1 : 0),
    }
    tallies.set(group, now)
    return { ...entry, points: bounded(pointsOf(limit, entry.points, before, now)) }
  })
}

function pointsOf(limit: RefLimit, own: number, before: Tally, now: Tally): number {
  if (limit.way === 'free') return now.n <= (limit.free ?? 0) ? 0 : own
  if (limit.way === 'steps') return limit.steps?.[Math.min(now.n, limit.steps.length) - 1] ?? 0
  return worth(limit, now) - worth(limit, before)
}

/** What a group is worth as a whole, of the ways that have such a thing. */
function worth(limit: RefLimit, tally: Tally): number {
  if (limit.way === 'clamp') return clamp(limit, tally.sum)
  if (tally.n === 0) return 0
  if (limit.way === 'whole') return (limit.points ?? 0) * Math.trunc(tally.quantity / (limit.per ?? 1))
  if (limit.way === 'bands') return bandOf(limit.bands, limit.by === 'count' ? tally.n : tally.quantity)
  return bandOf(limit.bands, Math.round((10_000 * tally.counted) / tally.n))
}

/** 清零, one by one: what has come together since the cycle began or was cleared is taken away, never given. */
function clear(entries: readonly Working[]): Working[] {
  const sums = new Map<string, number>()
  return inOrder(entries).map((entry) => {
    const group = `${entry.rule.versionId}/${groupOf(entry, 'cycle')}`
    const before = sums.get(group) ?? entry.start
    const isClear = entry.rule.mode === 'clear'
    sums.set(group, isClear ? 0 : before + entry.points)
    return isClear ? { ...entry, points: 0 - Math.max(0, before) } : entry
  })
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function clamp({ floor, cap }: Pick<RefLimit, 'floor' | 'cap'>, sum: number): number {
  return Math.max(floor ?? -Infinity, Math.min(cap ?? Infinity, sum))
}

function periodOf(wished: Period, cycle: string, day: string): string {
  const period = wished !== 'cycle' ? wished : cycle === 'month' || cycle === 'quarter' ? cycle : 'year'
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  if (period === 'day') return day
  if (period === 'month') return `${year}-${month}`
  if (period === 'quarter') return `${year} q${Math.ceil(month / 3)}`
  return String(cycle === 'july-year' && month < 7 ? year - 1 : year)
}
