import type { TaskList } from 'graphile-worker'
import type { Runtime } from '../../core/http/runtime.ts'
import { housekeeper, writeInJob } from '../../core/jobs/in-job.ts'
import { beginPeriods } from './commands.ts'

/** Periods begin by themselves, in every county: the first minutes of a day, and when the server starts. */
export function dutyTasks(runtime: Runtime): TaskList {
  return {
    'begin-duty-periods': async () => {
      const { rows } = await runtime.platform.query<{ county_id: number }>('select county_id from county')
      for (const { county_id: county } of rows)
        await writeInJob(runtime, housekeeper(county), 'begin-duty-periods', beginPeriods)
    },
  }
}
