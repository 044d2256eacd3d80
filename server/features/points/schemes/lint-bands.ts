import type { Band, SchemeFlaw, SchemeGrade } from '../../../../contract/scheme-version.ts'

type Span = Pick<Band, 'from' | 'to'>

export type BandTerms = {
  /** The smallest difference that there can be: 100 for what is counted in whole units, 1 for hundredths. */
  step: number
  whereSilent: 'refuse' | 'person'
}

const wholeUnits = ['人次']

/** People are counted whole; tonnes, hours and marks have their hundredths. */
export function stepOfUnit(unit: string): number {
  return wholeUnits.includes(unit) ? 100 : 1
}

/** Bands in ascending order, the last alone without an end, no two of them over one value, none left out between. */
export function lintBands(bands: readonly Span[] | null, terms: BandTerms, at = 'bands'): SchemeFlaw[] {
  if (!bands || bands.length === 0) return [{ at, message: '按段计分要写明从几到几、各段几分。' }]
  return bands.flatMap((band, i) => lintBand(band, bands[i + 1], terms, `${at}.${i}`))
}

function lintBand(band: Span, next: Span | undefined, terms: BandTerms, at: string): SchemeFlaw[] {
  if (band.to !== null && band.to < band.from)
    return [{ at: `${at}.to`, message: '这一段的末尾比开头还小。' }]
  if (!next) return []
  if (band.to === null) return [{ at: `${at}.to`, message: '只有最后一段可以不写末尾。' }]
  if (next.from <= band.to) return [{ at: `${at}.to`, message: '这一段和下一段有重叠，同一个数会有两种分。' }]
  const isSilent = next.from > band.to + terms.step
  if (!isSilent || terms.whereSilent === 'person') return []
  return [
    {
      at: `${at}.to`,
      message: `这一段和下一段之间空着（${band.to / 100} 到 ${next.from / 100}），空着的要写明“由人来定”。`,
    },
  ]
}

/** Grades stand from the lowest up; their totals move by the smallest figure that the scheme can give. */
export function lintGrades(grades: readonly SchemeGrade[], terms: BandTerms): SchemeFlaw[] {
  if (grades.length === 0) return []
  const doubled = grades.findIndex((grade, i) => grades.findIndex((one) => one.name === grade.name) < i)
  return [
    ...lintBands(grades, terms, 'grades'),
    ...(doubled < 0 ? [] : [{ at: `grades.${doubled}.name`, message: '有两个等次同名。' }]),
  ]
}
