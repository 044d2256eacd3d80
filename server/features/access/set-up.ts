import type pg from 'pg'
import type { Actor, Ctx } from '../../core/context/context.ts'
import type { Runtime } from '../../core/http/runtime.ts'
import { write } from '../../core/http/transact.ts'
import { newId } from '../../core/ids.ts'
import { foundRoot } from '../organisations/commands.ts'
import { insertAccount, insertCounty } from './queries.ts'

/** The hand of the product itself: sets a county up, fills in demonstration data, runs jobs. */
export function systemActor(accountId: string): Actor {
  return {
    kind: 'system',
    accountId,
    memberId: null,
    kin: [],
    name: '系统',
    grants: [],
    orgs: 'county',
    address: null,
    sessionHash: null,
  }
}

export type CountyWish = { name: string; shortName: string; divisionCode: string | null; foundedOn: string }
export type County = { county: number; rootId: number; systemAccount: string }

/** Makes a county with its key, its root organisation and the account under which the system signs. */
export async function setUpCounty(runtime: Runtime, wish: CountyWish): Promise<County> {
  const county = await nextCounty(runtime.platform)
  const systemAccount = newId()
  const rootId = await write(runtime, {
    identity: { county, actor: systemActor(systemAccount) },
    name: 'set up a county',
    requestId: newId(),
    from: null,
    input: wish,
    run: (ctx) => foundCounty(runtime, ctx, wish, systemAccount),
  })
  return { county, rootId: rootId as number, systemAccount }
}

async function foundCounty(
  runtime: Runtime,
  ctx: Ctx,
  wish: CountyWish,
  systemAccount: string,
): Promise<number> {
  await insertCounty(ctx, wish)
  await runtime.createCountyKey(ctx)
  await insertAccount(ctx, { accountId: systemAccount, name: '系统', memberId: null, isSystem: true })
  return foundRoot(ctx, {
    kind: 'county',
    category: null,
    name: wish.name,
    shortName: wish.shortName,
    divisionCode: wish.divisionCode,
    management: 'direct',
    foundedOn: wish.foundedOn,
    reason: '建县',
  })
}

async function nextCounty(platform: pg.Pool): Promise<number> {
  const { rows } = await platform.query<{ next: number }>(
    'select coalesce(max(county_id), 0) + 1 as next from county',
  )
  return rows[0]?.next ?? 1
}

/** Runs a piece of work in the name of the system, as one write. */
export function asSystem<T>(
  runtime: Runtime,
  { county, systemAccount }: Pick<County, 'county' | 'systemAccount'>,
  name: string,
  run: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const identity = { county, actor: systemActor(systemAccount) }
  return write(runtime, { identity, name, requestId: newId(), from: null, input: null, run }) as Promise<T>
}
