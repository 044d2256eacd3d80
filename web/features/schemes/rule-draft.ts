import type { SchemeLimit, SchemeRule } from '../../../contract/scheme-version.ts'
import { parsePoints } from '../../lib/format-points.ts'
import { type BandDraft, bandDraftsOf, printFigure, readFigure, writeBands } from './band-draft.ts'
import { plainLimit } from './blanks.ts'
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
  tableKey: string
  table: Record<string, string>
  bands: readonly BandDraft[]
  least: string
  most: string
  validFrom: string
  validTo: string
  needsApproval: boolean
  approvalSteps: number
  cap: string
  capPeriod: SchemeLimit['period']
  /** What of the pattern no form has a field for; kept as it is. */
  rest: Record<string, unknown>
}

type Figure = 'points' | 'per' | 'cap' | 'least' | 'most'
export type Problems = Partial<Record<'name' | 'factKind' | 'table' | 'bands' | Figure, string>>
export type Written = { rule: SchemeRule; own: SchemeLimit | undefined }

const patternFields = ['activity', 'category', 'host', 'late', 'excused', 'level', 'matter', 'by']
const flags = ['late', 'excused', ...Object.keys(traits)]

/** What a rule of this kind may look at; what is not here has no field. */
export const fieldsOfKind: Record<string, readonly string[]> = {
  attendance: ['activity', 'category', 'host', 'late'],
  absence: ['activity', 'category', 'host', 'excused'],
  'activity-held': ['activity', 'category', 'host'],
  honour: ['level'],
  conduct: ['matter'],
  assessment: ['by'],
  'hand-entry': [],
  appraisal: ['grade'],
  inspection: [],
  talk: ['pair'],
  'talks-complete': ['pair'],
}

/** The attributes by which a kind may be given points in steps, the usual one first. */
export const tableKeysOfKind: Record<string, readonly string[]> = {
  attendance: ['activity', 'host', 'category'],
  absence: ['activity', 'host', 'category'],
  'activity-held': ['activity', 'host', 'category'],
  honour: ['level'],
  conduct: ['matter'],
  assessment: ['by'],
  appraisal: ['grade'],
  inspection: ['result'],
}

/** The attribute that the table of a draft is by. */
export function tableKeyOf({ factKind, tableKey }: Pick<RuleDraft, 'factKind' | 'tableKey'>): string {
  const keys = tableKeysOfKind[factKind] ?? []
  return keys.includes(tableKey) ? tableKey : (keys[0] ?? '')
}

/** Does a rule say in one figure what it gives? */
export function hasPoints({ mode, class: own }: Pick<RuleDraft, 'mode' | 'class'>): boolean {
  return own !== 'veto' && (mode === 'fixed' || mode === 'per-unit' || mode === 'per-whole')
}

/** The ceiling that holds for this rule alone; one over several rules is nobody's own. */
export function ownLimit(code: string, limits: readonly SchemeLimit[]): SchemeLimit | undefined {
  return limits.find(
    ({ rules, way, cap, floor }) =>
      rules.length === 1 && rules[0] === code && way === 'clamp' && cap !== null && floor === null,
  )
}

export function blankRule(code: string): RuleDraft {
  const texts = { name: '', factKind: '', points: '', per: '', tableKey: '', least: '', most: '' }
  return {
    ...texts,
    code,
    class: 'bonus',
    pattern: {},
    who: {},
    mode: 'fixed',
    table: {},
    bands: [],
    validFrom: '',
    validTo: '',
    needsApproval: false,
    approvalSteps: 1,
    cap: '',
    capPeriod: 'year',
    rest: {},
  }
}

function textOf(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]))
}

export function draftOf(rule: SchemeRule, limits: readonly SchemeLimit[]): RuleDraft {
  const own = ownLimit(rule.code, limits)
  const { code, name, factKind, mode, needsApproval, approvalSteps } = rule
  const { who = {}, ...pattern } = rule.pattern
  const entries = Object.entries(pattern)
  return {
    ...{ code, name, class: rule.class, factKind, mode, needsApproval, approvalSteps },
    pattern: textOf(Object.fromEntries(entries.filter(([key]) => patternFields.includes(key)))),
    who: textOf(who as Record<string, unknown>),
    points: printFigure(rule.points),
    per: printFigure(rule.per),
    tableKey: rule.tableKey ?? '',
    table: Object.fromEntries(
      Object.entries(rule.table ?? {}).map(([key, value]) => [key, printFigure(value)]),
    ),
    bands: bandDraftsOf(rule.bands, 'hundredths'),
    least: printFigure(rule.least),
    most: printFigure(rule.most),
    validFrom: rule.validFrom ?? '',
    validTo: rule.validTo ?? '',
    cap: printFigure(own?.cap ?? null),
    capPeriod: own?.period ?? 'year',
    rest: Object.fromEntries(entries.filter(([key]) => !patternFields.includes(key))),
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
  const isUnread = (text: string) => readFigure(text) === undefined
  return {
    ...(draft.name.trim() === '' && { name: messages.rule.nameMissing }),
    ...(draft.factKind === '' && { factKind: messages.rule.kindEmpty }),
    ...(hasPoints(draft) && parsePoints(draft.points) === undefined && { points: number }),
    ...(mode === 'per-whole' && parsePoints(draft.per) === undefined && { per: number }),
    ...(mode === 'table' && !tableOf(draft) && { table: number }),
    ...(mode === 'bands' && !writeBands(draft.bands, 'hundredths') && { bands: messages.bands.missing }),
    ...(isUnread(draft.cap) && { cap: number }),
    ...(isUnread(draft.least) && { least: number }),
    ...(isUnread(draft.most) && { most: number }),
  }
}

/** What was typed as a rule and its own ceiling, or what cannot be read yet. What may not be, the server says. */
export function writeRule(draft: RuleDraft): Written | Problems {
  const problems = find(draft)
  if (Object.keys(problems).length > 0) return problems
  const { code, mode, needsApproval, approvalSteps, validFrom, validTo } = draft
  const isTable = mode === 'table'
  const rule: SchemeRule = {
    ...{ code, mode, needsApproval, approvalSteps },
    name: draft.name.trim(),
    class: draft.class,
    subject: draft.factKind === 'activity-held' ? 'organisation' : 'member',
    factKind: draft.factKind,
    pattern: patternOf(draft),
    points: hasPoints(draft) ? (parsePoints(draft.points) ?? 0) : 0,
    per: mode === 'per-whole' ? (parsePoints(draft.per) ?? null) : null,
    tableKey: isTable ? tableKeyOf(draft) : null,
    table: isTable ? (tableOf(draft) ?? null) : null,
    bands: mode === 'bands' ? (writeBands(draft.bands, 'hundredths') ?? null) : null,
    least: readFigure(draft.least) ?? null,
    most: readFigure(draft.most) ?? null,
    validFrom: validFrom || null,
    validTo: validTo || null,
  }
  return { rule, own: ownOf(draft, rule) }
}

function ownOf({ cap: typed, capPeriod, code }: RuleDraft, { name }: SchemeRule): SchemeLimit | undefined {
  const cap = parsePoints(typed)
  if (cap === undefined) return undefined
  const own = { name: messages.rule.capName(name).slice(0, 40), level: 1, period: capPeriod }
  return { ...plainLimit, ...own, floor: null, cap, rules: [code] }
}

export function isWritten(result: Written | Problems): result is Written {
  return 'rule' in result
}
