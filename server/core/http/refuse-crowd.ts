import { Problem } from '../errors/problem.ts'
import type { Runtime } from './runtime.ts'

/** So many may wait for each connection that there is: some seconds' worth. */
const waitingForEach = 20

/**
 * To be run before a request is looked at: when so many wait for the database already that its turn would come after
 * the person has given up, it is told at once to come back. Those who wait are served the sooner, and a crowd costs next to
 * nothing. Error server.busy.
 */
export function refuseCrowd({ app, platform }: Pick<Runtime, 'app' | 'platform'>): () => Promise<void> {
  const most = waitingForEach * app.options.max
  return async () => {
    if (app.waitingCount + platform.waitingCount >= most) throw new Problem('server.busy')
  }
}
