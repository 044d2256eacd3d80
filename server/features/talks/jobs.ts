import type { TaskList } from 'graphile-worker'
import type { Runtime } from '../../core/http/runtime.ts'
import { housekeeper, readInJob, writeInJob } from '../../core/jobs/in-job.ts'
import { settleTalks } from './commands.ts'
import { findSystemAccount } from './standing-queries.ts'

const name = 'settle-talks'

/** Once a day, in every county: whose talks are complete by the register of that day. A fact is signed by an account. */
export function talkTasks(runtime: Runtime): TaskList {
  return {
    [name]: async () => {
      const { rows } = await runtime.platform.query<{ county_id: number }>('select county_id from county')
      for (const { county_id: county } of rows) {
        const account = await readInJob(runtime, housekeeper(county), name, findSystemAccount)
        if (!account) continue
        const actor = { ...housekeeper(county).actor, accountId: account }
        await writeInJob(runtime, { county, actor }, name, settleTalks)
      }
    },
  }
}
