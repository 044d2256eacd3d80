import type { TaskList } from 'graphile-worker'
import type { Runtime } from '../../core/http/runtime.ts'
import { housekeeper, writeInJob } from '../../core/jobs/in-job.ts'
import { settleUnappealed } from '../objections/appeal-commands.ts'
import { takePublicAppeals } from '../objections/public-appeal-commands.ts'
import { closeDuePublications } from './commands.ts'
import { freezeSettled } from './freeze.ts'

/** Publications end and go by themselves; the pages hold to the days even before this has run. */
export function boardTasks(runtime: Runtime): TaskList {
  return {
    'close-publications': async () => {
      const { rows } = await runtime.platform.query<{ county_id: number }>('select county_id from county')
      for (const { county_id: county } of rows) {
        await writeInJob(runtime, housekeeper(county), 'close-publications', closeDuePublications)
        await writeInJob(runtime, housekeeper(county), 'take-appeals', takePublicAppeals)
        // An answer becomes final before it is asked whether one still waits.
        await writeInJob(runtime, housekeeper(county), 'settle-objections', settleUnappealed)
        await writeInJob(runtime, housekeeper(county), 'freeze-periods', freezeSettled)
      }
    },
  }
}
