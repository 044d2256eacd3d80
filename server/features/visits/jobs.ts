import type { TaskList } from 'graphile-worker'
import type { Runtime } from '../../core/http/runtime.ts'
import { writeInEachCounty } from '../../core/jobs/in-job.ts'
import { eraseHeard } from './commands.ts'

export function visitTasks(runtime: Runtime): TaskList {
  return { 'erase-heard': () => writeInEachCounty(runtime, { 'erase-heard': eraseHeard }) }
}
