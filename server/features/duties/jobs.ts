import type { TaskList } from 'graphile-worker'
import type { Runtime } from '../../core/http/runtime.ts'
import { writeInEachCounty } from '../../core/jobs/in-job.ts'
import { beginPeriods } from './commands.ts'

/** Periods begin by themselves, in every county: the first minutes of a day, and when the server starts. */
export function dutyTasks(runtime: Runtime): TaskList {
  return {
    'begin-duty-periods': () => writeInEachCounty(runtime, { 'begin-duty-periods': beginPeriods }),
  }
}
