import { sql } from 'kysely'
import type { App } from '../server/app.ts'
import { ConfigError } from '../server/cli/config.ts'
import type { Ctx } from '../server/core/context/context.ts'
import { read } from '../server/core/http/transact.ts'
import { newId } from '../server/core/ids.ts'
import { asSystem, type County, systemActor } from '../server/features/access/set-up.ts'
import type { DemoRole } from './hire.ts'

export type Demo = { county: County; roles: DemoRole[] }

const setting = 'demonstration'

/** Marks a county as the demonstration's, complete, with whom a newcomer may sign in as. */
export function keepDemoRoles(app: App, { county, roles }: Demo): Promise<void> {
  return asSystem(app.runtime, county, 'the demonstration is complete', async (ctx) => {
    const value = sql<never>`${JSON.stringify({ rootId: county.rootId, systemAccount: county.systemAccount, roles })}::jsonb`
    await ctx.db
      .insertInto('county_settings')
      .values({ county_id: ctx.county, name: setting, value })
      .execute()
  })
}

/** The demonstration county of this installation. Throws where there is none, or where its building was cut short. */
export async function listDemoRoles(app: App): Promise<Demo> {
  const { rows } = await app.runtime.platform.query<{ county_id: number }>(
    'select county_id from county order by county_id',
  )
  for (const { county_id } of rows) {
    const kept = await readKept(app, county_id)
    if (kept) return kept
  }
  throw new ConfigError(
    '没有启动：这个数据文件夹里没有建完整的演示县。把 ZHIBUTONG_DATA 换成一个空文件夹再启动。',
  )
}

type Kept = { rootId: number; systemAccount: string; roles: DemoRole[] }

async function readKept(app: App, county: number): Promise<Demo | null> {
  const row = (await read(app.runtime, {
    identity: { county, actor: systemActor(newId()) },
    name: 'find the demonstration',
    requestId: newId(),
    from: null,
    input: null,
    run: (ctx: Ctx) =>
      ctx.db
        .selectFrom('county_settings')
        .select('value')
        .where('county_id', '=', ctx.county)
        .where('name', '=', setting)
        .executeTakeFirst(),
  })) as { value: unknown } | undefined
  if (!row) return null
  const { roles, ...rest } = row.value as Kept
  return { county: { county, ...rest }, roles }
}
