import type { Ctx } from '../context/context.ts'
import type { Identity, Runtime } from '../http/runtime.ts'
import { read, write } from '../http/transact.ts'
import { newId } from '../ids.ts'

/** One transaction of a job: tried again where the database asks for it, so that `run` must bear to run twice. */
export function writeInJob<T>(
  runtime: Runtime,
  identity: Identity,
  name: string,
  run: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  return write(runtime, workOf(identity, name, run)) as Promise<T>
}

export function readInJob<T>(
  runtime: Runtime,
  identity: Identity,
  name: string,
  run: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  return read(runtime, workOf(identity, name, run)) as Promise<T>
}

/**
 * Writes of the product's own hand in county after county, each write a transaction of its own, in the order in which
 * they stand. What fails stops the rest: the job is tried again, so that each must bear to run twice.
 */
export async function writeInEachCounty(
  runtime: Runtime,
  writes: Readonly<Record<string, (ctx: Ctx) => Promise<unknown>>>,
): Promise<void> {
  const { rows } = await runtime.platform.query<{ county_id: number }>('select county_id from county')
  for (const { county_id: county } of rows)
    for (const [name, run] of Object.entries(writes))
      await writeInJob(runtime, housekeeper(county), name, run)
}

/** The product's own hand inside one county, for what no person asked for: what has expired is put away. */
export function housekeeper(county: number): Identity {
  return {
    county,
    actor: {
      kind: 'system',
      accountId: null,
      memberId: null,
      kin: [],
      name: '系统',
      grants: [],
      orgs: 'county',
      address: null,
      sessionHash: null,
    },
  }
}

/** A job is not replayed by its request: what it has done stands in its own rows. */
function workOf(identity: Identity, name: string, run: (ctx: Ctx) => Promise<unknown>) {
  return { identity, name, requestId: newId(), from: null, input: null, remember: false, run }
}
