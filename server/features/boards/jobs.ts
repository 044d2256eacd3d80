import type { TaskList } from 'graphile-worker'
import type { Runtime } from '../../core/http/runtime.ts'
import { writeInEachCounty } from '../../core/jobs/in-job.ts'
import { settleUnappealed } from '../objections/appeal-commands.ts'
import { takePublicAppeals } from '../objections/public-appeal-commands.ts'
import { closeDuePublications } from './commands.ts'
import { freezeSettled } from './freeze.ts'

/** Publications end and go by themselves; the pages hold to the days even before this has run. */
export function boardTasks(runtime: Runtime): TaskList {
  return {
    'close-publications': () =>
      writeInEachCounty(runtime, {
        'close-publications': closeDuePublications,
        'take-appeals': takePublicAppeals,
        // An answer becomes final before it is asked whether one still waits.
        'settle-objections': settleUnappealed,
        'freeze-periods': freezeSettled,
      }),
  }
}
