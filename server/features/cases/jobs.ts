import type { TaskList } from 'graphile-worker'
import { z } from 'zod'
import type { Runtime } from '../../core/http/runtime.ts'
import { housekeeper, writeInEachCounty, writeInJob } from '../../core/jobs/in-job.ts'
import { runCaseClocks } from './clock-commands.ts'
import { takeCaseLetters } from './public-commands.ts'

const job = z.object({ county: z.number().int() })

export function caseTasks(runtime: Runtime): TaskList {
  return {
    'take-case-letters': async (payload) => {
      const { county } = job.parse(payload)
      await writeInJob(runtime, housekeeper(county), 'take-case-letters', takeCaseLetters)
    },
    'run-case-clocks': () => writeInEachCounty(runtime, { 'run-case-clocks': runCaseClocks }),
  }
}
