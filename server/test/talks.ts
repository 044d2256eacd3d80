import { sql } from 'kysely'
import * as contract from '../../contract/laggards.ts'
import type { Answer, Person, TestApp } from './app.ts'

/** The branch's number for the year so far, in points. */
export async function setYearThreshold(who: Person, orgId: number, points: number | null): Promise<void> {
  const body = {
    measure: 'year' as const,
    points: points === null ? null : points * 100,
    firstDay: '2026-01-01',
  }
  const { status, error } = await who.ask(contract.setThreshold, { params: { orgId }, body })
  if (status !== 200) throw new Error(error.message)
}

export function tryToBegin(
  who: Person,
  orgId: number,
  memberId: string,
  requestId?: string,
): Promise<Answer<{ caseId: string }>> {
  const body = { memberId, measure: 'year' as const }
  return who.ask(contract.beginTalk, { params: { orgId }, body, ...(requestId && { requestId }) })
}

export async function begun(who: Person, orgId: number, memberId: string): Promise<string> {
  const { status, body, error } = await tryToBegin(who, orgId, memberId)
  if (status !== 200) throw new Error(error.message)
  return body.caseId
}

export const talkOf = (more: { heldOn?: string; followUpOn?: string | null } = {}) => ({
  heldOn: '2026-11-20',
  heldBy: '沈国良',
  causes: '老伴住院，走不开。',
  measures: '每周有人去家里看看，能来就来。',
  followUpOn: '2026-12-10',
  ...more,
})

/** What came of several at once, in alphabetical order: codes of refusal, or done. */
export function codesOf(answers: readonly { error?: { code: string } }[]): string[] {
  return answers.map((one) => one.error?.code ?? 'done').toSorted()
}

/** How much is kept in the county about conversations, points and standing, table by table. */
export function countStored(test: TestApp): Promise<number[]> {
  return test.system(async (ctx) => {
    const tables = ['talk_cases', 'talk_left_out', 'procedures', 'facts', 'point_entries', 'member_events']
    const counts = []
    for (const table of tables) {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from ${sql.table(table)} where county_id = ${ctx.county}`.execute(
        ctx.db,
      )
      counts.push(rows[0]?.count ?? 0)
    }
    return counts
  })
}
