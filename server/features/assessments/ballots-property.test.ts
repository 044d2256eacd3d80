import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import {
  type AssessmentTest,
  type Ballot,
  buildAssessmentTest,
  opened,
  phoneTallies,
  seen,
  tryToAnswer,
} from '../../test/assessments.ts'

const test = useTestApp()
let at: AssessmentTest
let serial = 0

beforeAll(async () => {
  at = await buildAssessmentTest(test)
})

const voter = (index: number) => at.voters[index] as Person
const idOf = (index: number) => at.ids[index] ?? ''
const byPhone = (more = {}) => {
  serial += 1
  return opened(at.secretary, at.tree.branch, { title: `第 ${serial} 次`, way: 'phone', ...more })
}

describe('many answers', () => {
  const choice = fc.option(fc.nat({ max: 3 }))
  const wave = fc.array(
    fc.record({
      who: fc.nat({ max: 7 }),
      ballot: fc.array(fc.tuple(choice, choice), { minLength: 8, maxLength: 8 }),
      /** Whether the reply was lost and it is sent once more. */
      twice: fc.boolean(),
    }),
    { minLength: 6, maxLength: 14 },
  )

  it('[001-30] whoever answers at once, sends again or tries twice: secret ballots add up, and nobody has two', async () => {
    let counted = 0
    await fc.assert(
      fc.asyncProperty(wave, async (sent) => {
        const assessmentId = await byPhone({ questions: ['学习', '服务'] })
        const taken: { who: number; given: Ballot }[] = []
        await Promise.all(
          sent.map(async ({ who, ballot, twice }) => {
            const given: Ballot = Object.fromEntries(
              ballot.flatMap((choices, index) => (index === who ? [] : [[idOf(index), [...choices]]])),
            )
            const more = { requestId: newId(), nonce: randomUUID() }
            const answers = await Promise.all(
              (twice ? [1, 2] : [1]).map(() => tryToAnswer(voter(who), assessmentId, given, more)),
            )
            const [first] = answers
            expect(answers.every((one) => one.status === first?.status)).toBe(true)
            if (first?.status === 200) taken.push({ who, given })
          }),
        )
        const { assessment } = await seen(at.secretary, assessmentId)
        expect(new Set(taken.map((one) => one.who)).size).toBe(taken.length)
        expect(assessment.answeredByPhone).toBe(taken.length)
        for (const { member_id: memberId, question, counts } of await phoneTallies(test, assessmentId)) {
          const said = taken.flatMap(({ given }) => given[memberId]?.[question] ?? [])
          expect(counts).toEqual([0, 1, 2, 3].map((grade) => said.filter((one) => one === grade).length))
        }
        counted += taken.length
      }),
      { numRuns: 8, endOnFailure: true },
    )
    // It was no idle run.
    expect(counted).toBeGreaterThan(20)
  })
})
