import type { App } from '../server/app.ts'
import type { Actor, Ctx } from '../server/core/context/context.ts'
import type { Place } from '../server/core/context/may.ts'
import type { Runtime } from '../server/core/http/runtime.ts'
import { write } from '../server/core/http/transact.ts'
import { newId } from '../server/core/ids.ts'
import { type County, setUpCounty } from '../server/features/access/set-up.ts'
import { pathStep } from '../server/features/organisations/rules.ts'
import { at } from './days.ts'
import { county } from './places.ts'

/** What stands already, by the keys of the plan: whoever writes next looks it up here. */
export type Ground = {
  runtime: Runtime
  county: County
  orgs: Map<string, Place>
  /** Ids are given before the register has the people, so that accounts may point at them. */
  memberIds: ReadonlyMap<string, string>
  staff: Map<string, Actor>
}

/** Sets up the county, before the first village of the documents, and gives everybody of the plan an id. */
export async function breakGround(app: App, personKeys: readonly string[]): Promise<Ground> {
  const runtime = { ...app.runtime, now: () => at('2012-11-01', '08:00') }
  const made = await setUpCounty(runtime, county)
  return {
    runtime: app.runtime,
    county: made,
    orgs: new Map([['county', { orgId: made.rootId, path: pathStep(made.rootId) }]]),
    memberIds: new Map(personKeys.map((key) => [key, newId()])),
    staff: new Map(),
  }
}

export function orgOf({ orgs }: Pick<Ground, 'orgs'>, key: string): Place {
  return found(orgs.get(key), key)
}

export function memberIdOf({ memberIds }: Pick<Ground, 'memberIds'>, key: string): string {
  return found(memberIds.get(key), key)
}

function found<T>(value: T | undefined, key: string): T {
  if (value === undefined) throw new Error(`the demonstration has no ${key}`)
  return value
}

/** One write in the name of one of the staff, at a time of the past: what it records bears that time. */
export function writeAs<T>(
  { runtime, county, staff }: Ground,
  key: string,
  at: Date,
  run: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const work = {
    identity: { county: county.county, actor: found(staff.get(key), key) },
    name: 'demonstration data',
    requestId: newId(),
    from: null,
    input: null,
    // Nobody sends it again, so that no answer need be kept.
    remember: false,
    run,
  }
  return write({ ...runtime, now: () => at }, work) as Promise<T>
}

/** As if it were a request of its own: a record takes the id of the request that makes it. */
export function anew(ctx: Ctx): Ctx {
  return { ...ctx, requestId: newId() }
}
