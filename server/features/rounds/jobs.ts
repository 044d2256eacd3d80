import type { TaskList } from 'graphile-worker'
import type { Runtime } from '../../core/http/runtime.ts'
import { writeInEachCounty } from '../../core/jobs/in-job.ts'
import { eraseSides } from './merge-commands.ts'

export function roundTasks(runtime: Runtime): TaskList {
  return { 'erase-conflicts': () => writeInEachCounty(runtime, { 'erase-conflicts': eraseSides }) }
}
