import type { AssessmentScale, AssessmentWay } from '../../../contract/assessment-terms.ts'

/** By question; see the contract. */
export type Counts = readonly (readonly number[])[]
export type Flaw = { field: string; message: string }

/** How many figures a question has: one a grade, or the number of marks and their sum. */
function widthOf(scale: AssessmentScale): number {
  return scale.kind === 'grades' ? scale.grades.length : 2
}

export function blankCounts(scale: AssessmentScale, questions: readonly string[]): number[][] {
  return questions.map(() => Array.from({ length: widthOf(scale) }, () => 0))
}

export function addCounts(one: Counts, other: Counts): number[][] {
  return one.map((figures, at) => figures.map((figure, of) => figure + (other[at]?.[of] ?? 0)))
}

/** One person's choices as figures to be added to the tallies; no opinion adds nothing. */
export function countsOf(scale: AssessmentScale, choices: readonly (number | null)[]): number[][] {
  return choices.map((choice) => {
    if (scale.kind === 'range') return choice === null ? [0, 0] : [1, choice]
    return scale.grades.map((_, at) => (at === choice ? 1 : 0))
  })
}

export function isChoice(scale: AssessmentScale, choice: number): boolean {
  if (scale.kind === 'grades') return choice < scale.grades.length
  return choice >= scale.least && choice <= scale.most
}

/** How many answered one question. */
export function answersIn(scale: AssessmentScale, figures: readonly number[]): number {
  if (scale.kind === 'range') return figures[0] ?? 0
  return figures.reduce((sum, figure) => sum + figure, 0)
}

/** What is wrong with what is asked: the field and a sentence. */
export function findSurveyFlaw(questions: readonly string[], scale: AssessmentScale): Flaw | null {
  if (new Set(questions).size < questions.length)
    return { field: 'body.questions', message: '有两项问的一样，请改一项。' }
  if (scale.kind === 'range')
    return scale.least < scale.most
      ? null
      : { field: 'body.scale.most', message: '最高分要比最低分高，请改一下。' }
  const { grades } = scale
  if (new Set(grades.map((grade) => grade.label)).size < grades.length)
    return { field: 'body.scale.grades', message: '有两档的名称一样，请改一档。' }
  const at = grades.findIndex((grade, i) => i > 0 && grade.mark >= (grades[i - 1]?.mark ?? 0))
  return at < 0
    ? null
    : { field: `body.scale.grades.${at}.mark`, message: '从好到差排，每一档的分要比上一档少。' }
}

export type Sheets = { issued: number; returned: number; invalid: number }
export type Limits = { entitled: number; byPhone: number; minimum: number }

/** Sheets issued and given back: none more than there can be, and not so few by phone that somebody could be told. */
export function findSheetFlaw(sheets: Sheets, { entitled, byPhone, minimum }: Limits): Flaw | null {
  const { issued, returned, invalid } = sheets
  if (issued > entitled - byPhone)
    return {
      field: 'body.issued',
      message:
        byPhone > 0
          ? `能评的 ${entitled} 人，手机上评了 ${byPhone} 人，发不出 ${issued} 张票，请核对。`
          : `能评的 ${entitled} 人，发不出 ${issued} 张票，请核对。`,
    }
  if (returned > issued)
    return { field: 'body.returned', message: `发出 ${issued} 张，收不回 ${returned} 张，请核对。` }
  if (invalid > returned)
    return { field: 'body.invalid', message: `收回 ${returned} 张，废票不会有 ${invalid} 张，请核对。` }
  if (byPhone > 0 && byPhone < minimum)
    return {
      field: 'body',
      message: `手机上只有 ${byPhone} 人评了，不到 ${minimum} 人，和纸票一比就看得出是怎么评的。请再等一等，或者都改用纸票。`,
    }
  return null
}

/** The figures of one member: as many as are asked, and no more answers than there are valid sheets. */
export function findFiguresFlaw(
  scale: AssessmentScale,
  questions: readonly string[],
  counts: Counts,
  valid: number,
): string | null {
  if (counts.length !== questions.length || counts.some((figures) => figures.length !== widthOf(scale)))
    return '票数和评议的内容对不上，请刷新页面再填。'
  for (const [at, figures] of counts.entries()) {
    const answered = answersIn(scale, figures)
    const what = questions.length > 1 ? `“${questions[at]}”` : ''
    if (answered > valid) return `${what}加起来是 ${answered} 票，有效票只有 ${valid} 张，请核对。`
    if (scale.kind !== 'range') continue
    const sum = figures[1] ?? 0
    if (sum < answered * scale.least || sum > answered * scale.most)
      return `${what}${answered} 票，每票 ${scale.least} 到 ${scale.most} 分，加起来不会是 ${sum} 分，请核对。`
  }
  return null
}

/** Openly in a meeting there is nothing to hide, so one is enough. */
export function minimumOf({ way, minimum }: { way: AssessmentWay; minimum: number }): number {
  return way === 'hands' ? 1 : minimum
}

export type Outcome = { answered: number; counts: number[][]; mark: number }

/**
 * The mark of one member in hundredths: of each question the mean of what was answered, then the mean of the questions,
 * half a hundredth upwards. Null where a question has fewer answers than the minimum: then nothing is said at all.
 */
export function outcomeOf(scale: AssessmentScale, counts: Counts, minimum: number): Outcome | null {
  const answers = counts.map((figures) => answersIn(scale, figures))
  const fewest = Math.min(...answers)
  if (fewest < Math.max(1, minimum)) return null
  // In whole numbers, so that a half is a half: sums over the product of all answers.
  const product = answers.reduce((all, one) => all * BigInt(one), 1n)
  const sum = counts.reduce(
    (all, figures, at) => all + (BigInt(sumOf(scale, figures)) * product) / BigInt(answers[at] ?? 1),
    0n,
  )
  const divisor = product * BigInt(counts.length)
  const mark = Number((2n * sum + divisor) / (2n * divisor))
  return { answered: fewest, counts: counts.map((figures) => [...figures]), mark }
}

function sumOf(scale: AssessmentScale, figures: readonly number[]): number {
  if (scale.kind === 'range') return (figures[1] ?? 0) * 100
  return scale.grades.reduce((sum, grade, at) => sum + grade.mark * (figures[at] ?? 0), 0)
}

export type Registered = {
  stage: string
  standing: string
  is_lost: boolean
  exemption: string | null
}

/** Takes part: probationary members as well (domain-rules §2), those let off too; who is not within reach does not. */
export function mayAnswer({ standing, is_lost: isLost }: Registered): boolean {
  return !isLost && (standing === 'normal' || standing === 'restored')
}

/** Why somebody is not assessed, in the words of the register; null for who is. Never a diagnosis. */
export function excuseOf(person: Registered, causes: Readonly<Record<string, string>>): string | null {
  if (person.stage === 'probationary') return '预备党员，参加，不评'
  if (person.is_lost) return '联系不上'
  if (!mayAnswer(person)) return '党籍状态不是正常'
  return person.exemption === null ? null : `免于考核，${causes[person.exemption] ?? person.exemption}`
}
