import type { TaskList } from 'graphile-worker'
import type { Ctx } from '../../core/context/context.ts'
import type { Runtime } from '../../core/http/runtime.ts'
import { writeInEachCounty } from '../../core/jobs/in-job.ts'
import { deletePassed } from './platform-queries.ts'
import { deleteAnswersBefore } from './queries.ts'

/**
 * How long an answer is kept for whoever sends a request again, in days. What a phone sends later still has one effect:
 * its id is that of the record, and is refused as one that is there.
 */
const answerDays = 90

/** What is over goes by itself: sessions, links and counts of attempts whose time has passed, and old answers. */
export function accessTasks(runtime: Runtime): TaskList {
  return {
    'forget-passed': async () => {
      await deletePassed(runtime.platform, runtime.now())
      await writeInEachCounty(runtime, { 'forget-answers': forgetAnswers })
    },
  }
}

function forgetAnswers(ctx: Ctx): Promise<void> {
  return deleteAnswersBefore(ctx, new Date(ctx.now.getTime() - answerDays * 24 * 3_600_000))
}
