import type { SchemeLimit, SchemeRule, SchemeVersion } from '../../../contract/scheme-version.ts'
import { formatPoints, parsePoints } from '../../lib/format-points.ts'
import { plainLimit, restOfRule } from './blanks.ts'
import { messages } from './messages.ts'
import { traits } from './vocabulary.ts'

/** A rule as somebody types it: text for numbers, empty for 不限. */
export type RuleDraft = {
  code: string
  name: string
  class: SchemeRule['class']
  /** Empty until something is chosen. */
  factKind: string
  /** What is looked for, by attribute; `true` and `false` as words. */
  pattern: Record<string, string>
  who: Record<string, string>
  mode: SchemeRule['mode']
  points: string
  per: string
  table: Record<string, string>
  needsApproval: boolean
  cap: string
  capPeriod: SchemeLimit['period']
  /** What of the pattern this form has no field for; kept as it is. */
  rest: Record<string, unknown>
  /** What of the rule itself it has no field for. */
  kept: typeof restOfRule
}

export type Problems = Partial<Record<'name' | 'factKind' | 'points' | 'per' | 'cap' | 'table', string>>
export type Written = { rule: SchemeRule; own: SchemeLimit | undefined }

const patternFields = ['activity', 'category', 'host', 'late', 'excused', 'level']
const flags = ['late', 'excused', ...Object.keys(traits)]

/** What a rule of this kind may look at; what is not here has no field. */
export const fieldsOfKind: Record<string, readonly string[]> = {
  attendance: ['activity', 'category', 'host', 'late'],
  absence: ['activity', 'category', 'host', 'excused'],
  'activity-held': ['activity', 'category', 'host'],
  honour: ['level'],
  'hand-entry': [],
}

/** The attribute by which a kind is given points in steps. */
export const tableKeyOfKind: Record<string, string> = {
  attendance: 'activity',
  absence: 'activity',
  'activity-held': 'activity',
  honour: 'level',
}

function plain(hundredths: number | null): string {
  return hundredths === null ? '' : formatPoints(hundredths).replace('\u2212', '-').replace(/,/g, '')
}

/** The ceiling that holds for this rule alone; one over several rules is nobody's own. */
export function ownLimit(code: string, limits: readonly SchemeLimit[]): SchemeLimit | undefined {
  return limits.find(
    ({ rules, way, cap, floor }) =>
      rules.length === 1 && rules[0] === code && way === 'clamp' && cap !== null && floor === null,
  )
}

export function blankRule(code: string): RuleDraft {
  return {
    code,
    name: '',
    class: 'bonus',
    factKind: '',
    pattern: {},
    who: {},
    mode: 'fixed',
    points: '',
    per: '',
    table: {},
    needsApproval: false,
    cap: '',
    capPeriod: 'year',
    rest: {},
    kept: restOfRule,
  }
}

function textOf(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]))
}

export function draftOf(rule: SchemeRule, limits: readonly SchemeLimit[]): RuleDraft {
  const own = ownLimit(rule.code, limits)
  const { bands, least, most, validFrom, validTo, approvalSteps } = rule
  const { who = {}, ...pattern } = rule.pattern
  const entries = Object.entries(pattern)
  return {
    code: rule.code,
    name: rule.name,
    class: rule.class,
    factKind: rule.factKind,
    pattern: textOf(Object.fromEntries(entries.filter(([key]) => patternFields.includes(key)))),
    who: textOf(who as Record<string, unknown>),
    mode: rule.mode,
    points: plain(rule.points),
    per: plain(rule.per),
    table: Object.fromEntries(Object.entries(rule.table ?? {}).map(([key, value]) => [key, plain(value)])),
    needsApproval: rule.needsApproval,
    cap: plain(own?.cap ?? null),
    capPeriod: own?.period ?? 'year',
    rest: Object.fromEntries(entries.filter(([key]) => !patternFields.includes(key))),
    kept: { bands, least, most, validFrom, validTo, approvalSteps },
  }
}

function valuesOf(texts: Record<string, string>): Record<string, unknown> {
  const filled = Object.entries(texts).filter(([, text]) => text !== '')
  return Object.fromEntries(filled.map(([key, text]) => [key, flags.includes(key) ? text === 'true' : text]))
}

/** A change of kind leaves behind what the new kind does not have. */
function patternOf({ factKind, pattern, who, rest }: RuleDraft): Record<string, unknown> {
  const known = fieldsOfKind[factKind] ?? []
  const kept = Object.fromEntries(Object.entries(pattern).filter(([key]) => known.includes(key)))
  const people = valuesOf(who)
  return { ...rest, ...valuesOf(kept), ...(Object.keys(people).length > 0 && { who: people }) }
}

function tableOf(draft: RuleDraft): Record<string, number> | undefined {
  const filled = Object.entries(draft.table).filter(([, text]) => text.trim() !== '')
  const parsed = filled.map(([key, text]) => [key, parsePoints(text)] as const)
  if (parsed.length === 0 || parsed.some(([, points]) => points === undefined)) return undefined
  return Object.fromEntries(parsed as [string, number][])
}

function find(draft: RuleDraft): Problems {
  const { mode } = draft
  const number = messages.rule.number
  return {
    ...(draft.name.trim() === '' && { name: messages.rule.nameMissing }),
    ...(draft.factKind === '' && { factKind: messages.rule.kindEmpty }),
    ...(mode !== 'table' && parsePoints(draft.points) === undefined && { points: number }),
    ...(mode === 'per-whole' && parsePoints(draft.per) === undefined && { per: number }),
    ...(mode === 'table' && !tableOf(draft) && { table: number }),
    ...(draft.cap.trim() !== '' && parsePoints(draft.cap) === undefined && { cap: number }),
  }
}

/** What was typed as a rule and its own ceiling, or what cannot be read yet. What may not be, the server says. */
export function writeRule(draft: RuleDraft): Written | Problems {
  const problems = find(draft)
  if (Object.keys(problems).length > 0) return problems
  const { code, mode } = draft
  const isTable = mode === 'table'
  const rule: SchemeRule = {
    code,
    name: draft.name.trim(),
    class: draft.class,
    subject: draft.factKind === 'activity-held' ? 'organisation' : 'member',
    factKind: draft.factKind,
    pattern: patternOf(draft),
    mode,
    points: isTable ? 0 : (parsePoints(draft.points) ?? 0),
    per: mode === 'per-whole' ? (parsePoints(draft.per) ?? null) : null,
    tableKey: isTable ? (tableKeyOfKind[draft.factKind] ?? null) : null,
    table: isTable ? (tableOf(draft) ?? null) : null,
    needsApproval: draft.needsApproval,
    ...draft.kept,
  }
  const cap = parsePoints(draft.cap)
  const own: SchemeLimit | undefined =
    cap === undefined
      ? undefined
      : {
          name: messages.rule.capName(rule.name).slice(0, 40),
          level: 1,
          period: draft.capPeriod,
          floor: null,
          cap,
          rules: [code],
          ...plainLimit,
        }
  return { rule, own }
}

export function isWritten(result: Written | Problems): result is Written {
  return 'rule' in result
}

type Rules = Pick<SchemeVersion, 'rules' | 'limits'>

/** The version with this rule in its place, or at the end when it is new. */
export function putRule<V extends Rules>(version: V, { rule, own }: Written): V {
  const known = version.rules.some((one) => one.code === rule.code)
  const before = ownLimit(rule.code, version.limits)
  const others = version.limits.filter((limit) => limit !== before)
  const rules = known
    ? version.rules.map((one) => (one.code === rule.code ? rule : one))
    : [...version.rules, rule]
  // The name that the office gave to its ceiling stays, and so does its level.
  const limit = own && before ? { ...own, name: before.name, level: before.level } : own
  return { ...version, rules, limits: limit ? [...others, limit] : others }
}

export function removeRule<V extends Rules>(version: V, code: string): V {
  const limits = version.limits
    .map((limit) => ({ ...limit, rules: limit.rules.filter((one) => one !== code) }))
    .filter((limit) => limit.rules.length > 0)
  return { ...version, rules: version.rules.filter((rule) => rule.code !== code), limits }
}

/** A code that no rule of the scheme has had: R1, R2 … A code names a rule over all versions, so none is used twice. */
export function nextCode(versions: readonly Rules[]): string {
  const used = new Set(versions.flatMap((version) => version.rules.map((rule) => rule.code)))
  let number = used.size + 1
  while (used.has(`R${number}`)) number += 1
  return `R${number}`
}
