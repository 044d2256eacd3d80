import type { TaskList } from 'graphile-worker'
import { z } from 'zod'
import type { Runtime } from '../../core/http/runtime.ts'
import { housekeeper, writeInEachCounty, writeInJob } from '../../core/jobs/in-job.ts'
import { takeHouseholdWords } from './correction-commands.ts'
import { eraseExpired } from './household-commands.ts'

const job = z.object({ county: z.number().int() })

/** What was kept about households for a time goes by itself; no page shows it from its day on. */
export function householdTasks(runtime: Runtime): TaskList {
  return {
    'erase-expired': () => writeInEachCounty(runtime, { 'erase-expired': eraseExpired }),
    'take-household-words': async (payload) => {
      const { county } = job.parse(payload)
      await writeInJob(runtime, housekeeper(county), 'take-household-words', takeHouseholdWords)
    },
  }
}
