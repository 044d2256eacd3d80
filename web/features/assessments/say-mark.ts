import { formatPoints } from '../../lib/format-points.ts'
import type { Result, Scale } from './assessment-types.ts'
import { messages } from './messages.ts'

const words = messages.mark

type Asked = { questions: readonly string[]; scale: Scale }

/** What the figures of one question are called: a grade each, or the number of marks and their sum. */
export function figuresOf(scale: Scale): string[] {
  if (scale.kind === 'range') return [messages.count.votes, messages.count.sum]
  return scale.grades.map((grade) => grade.label)
}

function answersIn(scale: Scale, figures: readonly number[]): number {
  return scale.kind === 'range' ? (figures[0] ?? 0) : figures.reduce((sum, one) => sum + one, 0)
}

function meanOf(scale: Scale, figures: readonly number[]): string {
  const sum =
    scale.kind === 'range'
      ? (figures[1] ?? 0) * 100
      : scale.grades.reduce((all, grade, at) => all + grade.mark * (figures[at] ?? 0), 0)
  return formatPoints(Math.round(sum / answersIn(scale, figures)))
}

/** 优秀 4，合格 3: what was counted, by question. */
export function sayCounts({ questions, scale }: Asked, counts: readonly (readonly number[])[]): string[] {
  return counts.map((figures, at) => {
    const said =
      scale.kind === 'range'
        ? words.marks(figures[0] ?? 0, figures[1] ?? 0)
        : scale.grades.map((grade, of) => words.votes(grade.label, figures[of] ?? 0)).join('，')
    return questions.length > 1 ? `${questions[at]}：${said}` : said
  })
}

/** How a mark came about, a sentence a question and one for all of them. */
export function sayMark({ questions, scale }: Asked, { counts, mark }: Result): string[] {
  if (!counts || mark === null) return []
  const each = counts.map((figures, at) => {
    const parts =
      scale.kind === 'range'
        ? words.sum(figures[1] ?? 0)
        : scale.grades
            .flatMap((grade, of) => (figures[of] ? [words.times(grade.label, figures[of], grade.mark)] : []))
            .join('；')
    const said = words.mean(parts, answersIn(scale, figures), meanOf(scale, figures))
    return questions.length > 1 ? `${questions[at]}：${said}` : said
  })
  return questions.length > 1 ? [...each, words.ofMany(questions.length, mark)] : each
}
