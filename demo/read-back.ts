import { sql } from 'kysely'
import { read } from '../server/core/http/transact.ts'
import { newId } from '../server/core/ids.ts'
import { systemActor } from '../server/features/access/set-up.ts'
import { type Ground, orgOf } from './ground.ts'
import { linxi } from './places.ts'
import { yearOf2013, yearOf2014 } from './years.ts'

type Sum = { year: number; rolled_up: number; posted: number }

/** Reads 临溪's points back, in hundredths, from the roll-ups and from the entries themselves, and holds them to the plan. */
export async function demandTotals(ground: Ground): Promise<void> {
  const sums = await readSums(ground)
  for (const { year, target } of [yearOf2013, yearOf2014]) {
    const found = sums.find((one) => one.year === year)
    if (found?.rolled_up !== target || found.posted !== target)
      throw new Error(`points of ${year}: ${target} were planned, ${JSON.stringify(found)} are there`)
  }
}

async function readSums(ground: Ground): Promise<Sum[]> {
  const { runtime, county } = ground
  const { path } = orgOf(ground, linxi.key)
  const work = {
    identity: { county: county.county, actor: systemActor(county.systemAccount) },
    name: 'read the demonstration back',
    requestId: newId(),
    from: null,
    input: null,
    run: async (ctx: Parameters<Parameters<typeof read>[1]['run']>[0]) => {
      const { rows } = await sql<Sum>`
        with own as (
          select org_id from organisations
           where county_id = ${ctx.county} and path >= ${path} and path < ${`${path}~`}
        ),
        rolled as (
          select extract(year from month)::int as year, sum(points)::int as points
            from point_member_months where county_id = ${ctx.county} and org_id in (select org_id from own)
           group by 1
        ),
        posted as (
          select extract(year from booked_on)::int as year, sum(points)::int as points
            from point_entries
           where county_id = ${ctx.county} and member_id is not null and org_id in (select org_id from own)
           group by 1
        )
        select year, r.points as rolled_up, p.points as posted
          from rolled r full join posted p using (year) order by year`.execute(ctx.db)
      return rows
    },
  }
  return read(runtime, work) as Promise<Sum[]>
}
