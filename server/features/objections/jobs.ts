import type { TaskList } from 'graphile-worker'
import { z } from 'zod'
import type { Runtime } from '../../core/http/runtime.ts'
import { housekeeper, writeInJob } from '../../core/jobs/in-job.ts'
import { takePublicAppeals } from './public-appeal-commands.ts'

const job = z.object({ county: z.number().int() })

/** What came through a public page is taken up right after it was sent. */
export function objectionTasks(runtime: Runtime): TaskList {
  return {
    'take-appeals': async (payload) => {
      const { county } = job.parse(payload)
      await writeInJob(runtime, housekeeper(county), 'take-appeals', takePublicAppeals)
    },
  }
}
