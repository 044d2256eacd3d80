import type { Actor, Ctx } from '../server/core/context/context.ts'
import type { Place } from '../server/core/context/may.ts'
import type { Runtime } from '../server/core/http/runtime.ts'
import { write } from '../server/core/http/transact.ts'
import { newId } from '../server/core/ids.ts'
import type { County } from '../server/features/access/set-up.ts'

/** What stands already, by the keys of the plan: whoever writes next looks it up here. */
export type Ground = {
  runtime: Runtime
  county: County
  orgs: Map<string, Place>
  /** Ids are given before the register has the people, so that accounts may point at them. */
  memberIds: ReadonlyMap<string, string>
  staff: Map<string, Actor>
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
