import {
  ruleClassLabels,
  type SchemeFlaw,
  type SchemeLatitude,
  type SchemeVersion,
} from '../../../../contract/scheme-version.ts'

const cyclesOfYear = { year: 1, 'july-year': 1, quarter: 4, month: 12 } as const

/**
 * Does a scheme of an organisation below keep within what the one above leaves to it? It adds rules of the classes
 * named there, starts from nought, and its own total is held by a floor and a ceiling. Answers what does not fit.
 */
export function lintLatitude(
  version: SchemeVersion,
  above: readonly (SchemeLatitude | null)[],
): SchemeFlaw[] {
  const flaws = above.flatMap((one) => lintAgainst(version, one))
  return flaws.filter((flaw, i) => flaws.findIndex((other) => other.message === flaw.message) === i)
}

function lintAgainst(version: SchemeVersion, latitude: SchemeLatitude | null): SchemeFlaw[] {
  if (!latitude) return [{ at: '', message: '上级的方案没有留出可以自己加的规则。' }]
  const { classes, most } = latitude
  const flaws: SchemeFlaw[] = version.rules.flatMap((rule, i) =>
    classes.includes(rule.class)
      ? []
      : [
          {
            at: `rules.${i}.class`,
            message: `上级只许加${classes.map((one) => `“${ruleClassLabels[one]}”`).join('、')}，“${rule.name}”不在其中。`,
          },
        ],
  )
  if (version.startPoints !== 0)
    flaws.push({ at: 'startPoints', message: '加在上级方案上的，起始分只能是零。' })
  const times = cyclesOfYear[version.cycle]
  const { floor, ceiling } = version
  if (ceiling === null || ceiling * times > most) {
    flaws.push({ at: 'ceiling', message: `上级许可一年最多加 ${most / 100} 分，请写明封顶。` })
  }
  if (floor === null || -floor * times > most) {
    flaws.push({ at: 'floor', message: `上级许可一年最多减 ${most / 100} 分，请写明保底。` })
  }
  return flaws
}
