import { asSystem } from '../../server/features/access/set-up.ts'
import { recomputeDuties } from '../../server/features/duties/commands.ts'
import type { Row } from '../bench.ts'
import { median, time } from '../measure.ts'
import { atWorld } from '../people.ts'
import { county } from '../world/build.ts'

/** Everything that every organisation of a county owes in its last whole year, derived from nothing. */
export const dutiesCounty: Row = {
  name: 'duties-county',
  run: async (bench) => {
    const { app, at, world, quick } = bench
    const span = { from: `${world.year}-01-01`, to: `${world.year}-12-31` }
    const clear = () =>
      atWorld(bench, (client) =>
        client.query('delete from duties where county_id = $1 and period_start <= $3 and period_end >= $2', [
          county,
          span.from,
          span.to,
        ]),
      )
    let written = 0
    const derive = () =>
      asSystem(app.runtime, at, 'measure', async (ctx) => {
        written = await recomputeDuties(ctx, [{ orgIds: 'all', ...span }])
      })
    const all: number[] = []
    for (let n = 0; n < (quick ? 2 : 3); n += 1) {
      await clear()
      await atWorld(bench, (client) => client.query('vacuum analyze duties'))
      all.push(await time(derive))
    }
    const seconds = median(all) / 1000
    return [
      {
        name: 'duties-county',
        work: `${written} duties of a county’s year, derived from nothing`,
        ours: `${seconds.toFixed(2)} s`,
        floor: null,
        ratio: null,
        target: '< 2 s',
        held: seconds < 2,
      },
    ]
  },
}
