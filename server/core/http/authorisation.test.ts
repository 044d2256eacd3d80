import { beforeAll, describe, expect, it } from 'vitest'
import type { EndpointSpec, Who } from '../../../contract/endpoint.ts'
import { endpoints } from '../../../contract/endpoints.ts'
import { type Role, roles } from '../../../contract/roles.ts'
import { routes } from '../../app.ts'
import { reminderRoutes } from '../../features/reminders/routes.ts'
import { useTestApp } from '../../test/app.ts'
import { requestAt } from '../../test/authority/aim.ts'
import {
  buildGround,
  closeAfterwards,
  type Ground,
  type Plot,
  type Relation,
  relations,
} from '../../test/authority/ground.ts'
import { holds, lets } from '../../test/authority/oracle.ts'
import { type AskAs, serveAs } from '../../test/authority/serve-as.ts'
import { realOutside } from '../channels/outside.ts'

/**
 * Every endpoint, in every role, granted at the organisation that is asked about, above, below and beside it and in another
 * county, and by nobody. Who may is declared beside each endpoint; here it is read in a few lines of their own.
 */
const test = useTestApp()
let ground: Ground
let ask: AskAs
closeAfterwards(() => ground)

beforeAll(async () => {
  ground = await buildGround(test)
  ask = await serveAs(test, { keep: false })
}, 120_000)

const all = Object.entries(endpoints as Record<string, EndpointSpec>)
const signedIn = all.filter(([, spec]) => spec.access === 'signed-in')
/** The own door, second factor and sessions answer before anybody is known, by other ways: tested in features/access. */
const behindTheDoor = new Set([...routes, ...reminderRoutes(realOutside)].map(({ spec }) => spec))
const asked = signedIn.filter(([, spec]) => behindTheDoor.has(spec))

type Refusal = 401 | 403 | 404
const refusals: readonly number[] = [401, 403, 404] satisfies Refusal[]
const isRefused = (status: number) => refusals.includes(status)

/** The first organisation at which somebody who may do everything gets through. */
async function findPlot(spec: EndpointSpec): Promise<{ plot: Plot; isThrough: boolean }> {
  for (const plot of ground.plots)
    for (const as of ['the member', 'another'] as const) {
      const { statusCode } = await ask(ground.almighty(plot, as), spec, requestAt(spec, plot))
      if (!isRefused(statusCode) && statusCode !== 400) return { plot, isThrough: true }
    }
  const [plot] = ground.plots
  if (!plot) throw new Error('there is no ground')
  return { plot, isThrough: false }
}

type Asked = { who: Who; plot: Plot; spec: EndpointSpec; isThrough: boolean; relation: Relation }

/** At night everybody from everywhere; else whoever stands there, and of the others every fifth, each somewhere else. */
const isWhole = process.env['ZHIBUTONG_AUTHORISATION'] === 'whole'

function rolesAsked(relation: Relation, spec: EndpointSpec): readonly Role[] {
  if (isWhole || relation === 'own') return roles
  const turn = spec.path.length + relations.indexOf(relation)
  return roles.filter((_, at) => (at + turn) % 5 === 0)
}

/** What is told against what is promised, for several roles at once; empty when they agree. */
async function compare({ who, plot, spec, isThrough, relation }: Asked): Promise<string[]> {
  const answers = rolesAsked(relation, spec).map(async (role) => {
    const actor = ground.who(role, plot, relation)
    if (!actor) return []
    const { statusCode } = await ask(actor, spec, requestAt(spec, plot))
    const said = `${role}, ${relation}: ${statusCode}`
    if (isThrough && lets(who, role, relation)) return isRefused(statusCode) ? [`${said}, may`] : []
    if (!isRefused(statusCode) && (isThrough || statusCode < 400)) return [`${said}, may not`]
    // Whoever could do it elsewhere is not told that it exists here; who could nowhere is refused before it is looked for.
    const isHidden = (relation === 'sibling' || relation === 'other county') && holds(who, role)
    return isHidden && statusCode === 403 ? [`${said}, tells that it exists`] : []
  })
  return (await Promise.all(answers)).flat()
}

describe('who may', () => {
  it('is declared beside every endpoint', () => {
    expect(all.filter(([, { who }]) => who === undefined).map(([name]) => name)).toEqual([])
    const unlike = all.filter(([, { who, access }]) => (who === 'anyone') !== (access === 'anyone'))
    expect(unlike.map(([name]) => name)).toEqual([])
  })

  it.each(asked)('%s answers as declared, in every role and from everywhere', async (_name, spec) => {
    const { who } = spec
    if (who === undefined) throw new Error('nothing is declared')
    const { plot, isThrough } = await findPlot(spec)
    const differences: string[] = []
    for (const relation of relations)
      differences.push(...(await compare({ who, plot, spec, isThrough, relation })))
    expect(differences).toEqual([])
  })

  // Who is not in may go out again.
  it.each(signedIn.filter(([name]) => name !== 'signOut'))(
    '%s is for nobody who has not signed in',
    async (_name, spec) => {
      const [plot] = ground.plots
      const { status } = await test.ask(spec, plot ? requestAt(spec, plot) : {})
      // A body that is refused before anybody is asked for tells nothing.
      expect([400, 401]).toContain(status)
    },
  )
})
