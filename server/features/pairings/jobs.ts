import type { TaskList } from 'graphile-worker'
import type { Runtime } from '../../core/http/runtime.ts'
import { writeInEachCounty } from '../../core/jobs/in-job.ts'
import { keepPairings } from './commands.ts'
import { closeOverFiles } from './hardship/commands.ts'

/** What somebody has agreed to for a time ends by itself, in the night after its day. */
export function pairingTasks(runtime: Runtime): TaskList {
  return {
    'keep-pairings': () =>
      writeInEachCounty(runtime, { 'keep-pairings': keepPairings, 'close-hardship-files': closeOverFiles }),
  }
}
