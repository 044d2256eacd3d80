import type { TaskList } from 'graphile-worker'
import type { Runtime } from '../../core/http/runtime.ts'
import { writeInEachCounty } from '../../core/jobs/in-job.ts'
import { eraseVolunteers } from './people-commands.ts'

/** Names and telephones of volunteers go by themselves when their consent is over. */
export function teamTasks(runtime: Runtime): TaskList {
  return { 'erase-volunteers': () => writeInEachCounty(runtime, { 'erase-volunteers': eraseVolunteers }) }
}
