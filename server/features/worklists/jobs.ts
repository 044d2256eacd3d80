import type { TaskList } from 'graphile-worker'
import type { Runtime } from '../../core/http/runtime.ts'
import { housekeeper, writeInJob } from '../../core/jobs/in-job.ts'
import { closeOverWorklists } from './commands.ts'

/** Lists end with their week by themselves. */
export function worklistTasks(runtime: Runtime): TaskList {
  return {
    'close-worklists': async () => {
      const { rows } = await runtime.platform.query<{ county_id: number }>('select county_id from county')
      for (const { county_id: county } of rows)
        await writeInJob(runtime, housekeeper(county), 'close-worklists', closeOverWorklists)
    },
  }
}
