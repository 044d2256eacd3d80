import type { loadInspections, ReadRevisit } from './inspection-commands.ts'
import { describeInspection } from './inspection-rules.ts'
import { questionsOf } from './rules.ts'

export function presentInspections({ year, rows, own }: Awaited<ReturnType<typeof loadInspections>>) {
  return {
    year,
    rows: rows.map((row) => ({ ...describeInspection(row), underObjection: row.under_objection })),
    abilities: { object: own },
  }
}

export function presentOneRevisit({ revisitId, revisit, people, wholly, mayCorrect }: ReadRevisit) {
  const answers = (revisit?.answers ?? {}) as Record<string, boolean>
  const answered = revisit &&
    wholly && {
      version: revisit.version,
      items: questionsOf(revisit.is_organised).map(({ key, label }) => ({
        ...{ key, label },
        there: answers[key] ?? false,
      })),
    }
  return {
    revisitId,
    visitedOn: revisit?.visited_on ?? people[0]?.day ?? '',
    enterprise: revisit
      ? { enterpriseId: wholly ? revisit.enterprise_id : null, name: revisit.enterprise_name }
      : null,
    people: people.map((fact) => ({ ...describeInspection(fact), name: fact.name })),
    answered: answered || null,
    correctReason: revisit?.correct_reason ?? null,
    abilities: { correct: mayCorrect },
  }
}
