import type { TaskList } from 'graphile-worker'
import { z } from 'zod'
import type { Runtime } from '../../core/http/runtime.ts'
import { housekeeper, writeInJob } from '../../core/jobs/in-job.ts'
import type { ProcedureTable } from '../../core/procedure/table.ts'
import { clocksOf } from './clocks.ts'
import { goRound, isMore } from './commands.ts'
import { deliver } from './deliver.ts'
import { beginDelivery, recordOutcome } from './delivery-commands.ts'

const round = z.object({ county: z.number().int() })
const parcel = z.object({ county: z.number().int(), batchId: z.uuid(), targetId: z.uuid() })

/** Twice an hour every county gets a job of its own, so that one that fails holds up no other. */
export function reminderTasks(runtime: Runtime, procedures: readonly ProcedureTable[]): TaskList {
  const clocks = clocksOf(procedures)
  return {
    'begin-reminders': async (_payload, { addJob }) => {
      const { rows } = await runtime.platform.query<{ county_id: number }>('select county_id from county')
      for (const { county_id: county } of rows)
        await addJob('remind-county', { county }, { jobKey: `remind-county ${county}`, maxAttempts: 10 })
    },
    'remind-county': async (payload) => {
      const { county } = round.parse(payload)
      const once = () =>
        writeInJob(runtime, housekeeper(county), 'remind-county', (ctx) => goRound(ctx, clocks))
      while (isMore(await once()));
    },
    'deliver-reminder': (payload) => deliverOne(runtime, parcel.parse(payload)),
  }
}

/** A try is written down, then made while no transaction is open, then its outcome is written down. */
async function deliverOne(runtime: Runtime, { county, batchId, targetId }: z.output<typeof parcel>) {
  const key = { batch_id: batchId, target_id: targetId }
  const identity = housekeeper(county)
  const found = await writeInJob(runtime, identity, 'deliver-reminder', (ctx) => beginDelivery(ctx, key))
  if (!found) return
  const outcome = await deliver(found, runtime.outside, runtime.now())
  await writeInJob(runtime, identity, 'deliver-reminder', (ctx) => recordOutcome(ctx, key, found, outcome))
}
