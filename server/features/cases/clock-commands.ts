import type { Ctx } from '../../core/context/context.ts'
import { caseProcedures } from './procedures.ts'
import { eraseContacts, listRunOut } from './queries.ts'
import { takeStepOf } from './step-commands.ts'

/**
 * What the clock does: an answer to which nobody objected is settled, a lease that ran out is free again, a wish that
 * nobody claimed goes round again, and who raised something long ago is forgotten. Answers how many steps were taken.
 */
export async function runCaseClocks(ctx: Ctx): Promise<number> {
  let taken = 0
  for (const table of caseProcedures)
    for (const [step, { byClock, from }] of Object.entries(table.steps)) {
      if (!byClock) continue
      const due = await listRunOut(ctx, table.of, from)
      // A few dozen a day in a county; each has its page and its wall to follow.
      for (const { caseId } of due) await takeStepOf(ctx, caseId, { step })
      taken += due.length
    }
  await eraseContacts(ctx)
  return taken
}
