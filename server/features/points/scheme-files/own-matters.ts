import { schemeWords } from '../../../../contract/scheme-words.ts'

/** A matter that the county counts beside those of the product. */
export type OwnMatter = { code: string; label: string }

type Names = ReadonlyMap<string, string>

/**
 * The county's words for its own matters, where a word stands for one thing only: a label that the product or another
 * matter has as well could not be read back.
 */
function soundMatters(own: readonly OwnMatter[]): OwnMatter[] {
  const taken = new Set<string>(Object.values(schemeWords.matters))
  const codes = new Set(own.map(({ code }) => code))
  return own.filter(
    ({ label }, i) =>
      !taken.has(label) && !codes.has(label) && own.findIndex((one) => one.label === label) === i,
  )
}

/** Rules with the county's words in place of its codes, for a workbook. */
export function sayMatters<T>(rules: readonly T[], own: readonly OwnMatter[]): T[] {
  const labels = new Map(soundMatters(own).map(({ code, label }) => [code, label]))
  return rules.map((rule) => rename(rule, labels))
}

/** Rules as they were read from a workbook, with the codes again. */
export function readMatters<T>(rules: readonly T[], own: readonly OwnMatter[]): T[] {
  const codes = new Map(soundMatters(own).map(({ code, label }) => [label, code]))
  return rules.map((rule) => rename(rule, codes))
}

type Matters = {
  pattern?: Record<string, unknown>
  tableKey?: unknown
  table?: Record<string, unknown> | null
}

/** A rule is whatever somebody wrote: only what is where it belongs is renamed. */
function rename<T>(rule: T, names: Names): T {
  const { pattern, tableKey, table } = rule as Matters
  const matter = pattern?.['matter']
  const name = typeof matter === 'string' ? names.get(matter) : undefined
  const hasTable = tableKey === 'matter' && typeof table === 'object' && table !== null
  return {
    ...rule,
    ...(name !== undefined && { pattern: { ...pattern, matter: name } }),
    ...(hasTable && {
      table: Object.fromEntries(
        Object.entries(table).map(([key, points]) => [names.get(key) ?? key, points]),
      ),
    }),
  }
}
