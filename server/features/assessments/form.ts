import {
  type AssessmentWay,
  type Assessors,
  assessorLabels,
  wayLabels,
} from '../../../contract/assessment-terms.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandBranch, subjectsOf, votersOf } from './opening-commands.ts'
import { listAskedBefore } from './queries.ts'
import { listRegister } from './register-queries.ts'
import { surveys } from './surveys.ts'

/** Everything that the form need not ask. */
export async function loadForm(ctx: Ctx, orgId: number, day = ctx.today) {
  const place = await demandBranch(ctx, orgId)
  const register = await listRegister(ctx, orgId, day)
  const people = subjectsOf(register)
  return {
    orgName: place.name,
    assessed: people.flatMap(({ memberId, name, excused }) => (excused === null ? [{ memberId, name }] : [])),
    excused: people.flatMap(({ memberId, name, excused }) =>
      excused === null ? [] : [{ memberId, name, why: excused }],
    ),
    assessors: (Object.keys(assessorLabels) as Assessors[]).map((assessors) => ({
      assessors,
      label: assessorLabels[assessors],
      known: votersOf(register, assessors)?.length ?? null,
    })),
    ways: (Object.keys(wayLabels) as AssessmentWay[]).map((way) => ({ way, label: wayLabels[way] })),
    surveys: [...surveys, ...(await listOwnSurveys(ctx, orgId))],
  }
}

/** What the branch asked before and the product does not offer, each once. */
async function listOwnSurveys(ctx: Ctx, orgId: number) {
  const known = new Set(surveys.map(printOf))
  const before = await listAskedBefore(ctx, orgId)
  return before.flatMap(({ title, questions, scale }) => {
    const print = printOf({ questions, scale })
    if (known.has(print)) return []
    known.add(print)
    return [{ name: `照“${title}”`, questions, scale }]
  })
}

/** Two surveys are one when they ask the same for the same marks; the database keeps keys in an order of its own. */
function printOf({ questions, scale }: Pick<(typeof surveys)[number], 'questions' | 'scale'>): string {
  const marks =
    scale.kind === 'range' ? [scale.least, scale.most] : scale.grades.map(({ label, mark }) => [label, mark])
  return JSON.stringify([questions, scale.kind, marks])
}
