import type { TaskList } from 'graphile-worker'
import type { Runtime } from '../../core/http/runtime.ts'
import { writeInEachCounty } from '../../core/jobs/in-job.ts'
import { eraseExpired } from './household-commands.ts'

/** What was kept about households for a time goes by itself; no page shows it from its day on. */
export function householdTasks(runtime: Runtime): TaskList {
  return { 'erase-expired': () => writeInEachCounty(runtime, { 'erase-expired': eraseExpired }) }
}
