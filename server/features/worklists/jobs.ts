import type { TaskList } from 'graphile-worker'
import type { Runtime } from '../../core/http/runtime.ts'
import { writeInEachCounty } from '../../core/jobs/in-job.ts'
import { closeOverWorklists } from './commands.ts'

/** Lists end with their week by themselves. */
export function worklistTasks(runtime: Runtime): TaskList {
  return {
    'close-worklists': () => writeInEachCounty(runtime, { 'close-worklists': closeOverWorklists }),
  }
}
