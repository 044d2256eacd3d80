import type { SchemeFlaw, SchemeVersion } from '../../../contract/scheme-version.ts'
import type { CallError } from '../../lib/call-error.ts'

/** A refusal of the whole version names its place as a flaw does, below `body` or, of a new scheme, `body.version`. */
export function flawOf(error: CallError | undefined): SchemeFlaw[] {
  if (!error?.field) return []
  return [{ at: error.field.replace(/^body\.(version\.)?/, ''), message: error.message }]
}

/** Is there a place on the page where the refusal is shown? Otherwise it is told above. */
export function isPlaced(error: CallError | undefined): boolean {
  return /^body\.(version\.)?(rules|limits|grades|flags|validFrom|validTo|cycle|startPoints|floor|ceiling)/.test(
    error?.field ?? '',
  )
}

/** `rules.1` and all below it, and not `rules.10`. */
function isAt(flaw: SchemeFlaw, place: string): boolean {
  return `${flaw.at}.`.startsWith(`${place}.`)
}

/** What is wrong with one rule, or with the limit that holds for it alone. */
export function flawsOfRule(
  { rules, limits }: Pick<SchemeVersion, 'rules' | 'limits'>,
  flaws: readonly SchemeFlaw[],
  code: string,
): string[] {
  const places = [
    `rules.${rules.findIndex((rule) => rule.code === code)}`,
    ...limits.flatMap((limit, at) =>
      limit.rules.length === 1 && limit.rules[0] === code ? [`limits.${at}`] : [],
    ),
  ]
  const found = flaws.filter((flaw) => places.some((place) => isAt(flaw, place)))
  return [...new Set(found.map((flaw) => flaw.message))]
}

export function flawsOfLimit(flaws: readonly SchemeFlaw[], at: number): string[] {
  return [...new Set(flaws.filter((flaw) => isAt(flaw, `limits.${at}`)).map((flaw) => flaw.message))]
}
