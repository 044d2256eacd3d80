import { listSchemes, saveDraft } from '../../contract/schemes.ts'
import { tryVersion } from '../../contract/what-if.ts'
import type { Row } from '../bench.ts'
import { median, time } from '../measure.ts'
import { findOfficer } from '../people.ts'
import { signIn } from '../server.ts'
import { measuredVersion } from '../world/scheme.ts'

/** The scheme of twenty-four rules drafted anew with other points, tried on the county's fullest year over HTTP. */
export const whatIf: Row = {
  name: 'what-if',
  run: async (bench) => {
    const { accountId } = await findOfficer(bench, 'county-officer')
    const officer = await signIn(bench.server, bench.app, bench.at, accountId)
    const { rows } = await officer.ask(listSchemes, {})
    const scheme = rows.find(({ name }) => name === '测量用积分办法')
    if (!scheme) throw new Error('the measured scheme is not there')
    const { schemeId } = scheme
    const { versionId } = await officer.ask(saveDraft, {
      params: { schemeId },
      body: { ...measuredVersion(150), validFrom: `${bench.world.year + 1}-12-31` },
    })
    const { year } = bench.world
    const query = { from: `${year}-01-01`, to: `${year}-12-31` }
    const all: number[] = []
    for (let n = 0; n < (bench.quick ? 1 : 3); n += 1)
      all.push(await time(() => officer.ask(tryVersion, { params: { schemeId, versionId }, query })))
    const seconds = median(all) / 1000
    return [
      {
        name: 'what-if',
        work: 'a draft of 24 rules tried on a county’s year, over HTTP',
        ours: `${seconds.toFixed(2)} s`,
        floor: null,
        ratio: null,
        target: '≤ 10 s',
        held: seconds <= 10,
      },
    ]
  },
}
