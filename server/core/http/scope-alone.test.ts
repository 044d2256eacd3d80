import { beforeAll, describe, expect, it } from 'vitest'
import type { EndpointSpec } from '../../../contract/endpoint.ts'
import { endpoints } from '../../../contract/endpoints.ts'
import { roles } from '../../../contract/roles.ts'
import { useTestApp } from '../../test/app.ts'
import { requestAt } from '../../test/authority/aim.ts'
import { buildGround, closeAfterwards, type Ground, type Plot } from '../../test/authority/ground.ts'
import { type AskAs, serveAs } from '../../test/authority/serve-as.ts'
import type { Identity } from './runtime.ts'

/**
 * Row-level security without the policies: who asks claims every role at every organisation, so that each policy says yes,
 * and only the scope of the transaction is that of one branch. What belongs to the branch beside it must not come.
 */
const test = useTestApp()
let ground: Ground
let ask: AskAs
let branch: Plot
closeAfterwards(() => ground)

beforeAll(async () => {
  ground = await buildGround(test)
  ask = await serveAs(test, { keep: false })
  const [first] = ground.plots
  if (!first) throw new Error('there is no ground')
  branch = first
}, 120_000)

const reads = Object.entries(endpoints as Record<string, EndpointSpec>).filter(
  ([, { method, produces, access }]) =>
    method === 'GET' && (produces ?? 'json') === 'json' && access === 'signed-in',
)

/** What the county has set or says to all: who is not in its scope may read it, and no person stands in it. */
const readByAll: readonly string[] = [
  ...['natural_villages', 'requirements', 'agenda_templates', 'teaching', 'plan_templates', 'meeting_rules'],
  ...['minutes_forms', 'minutes_templates', 'help_menus', 'help_items', 'post_kinds'],
  ...['posts', 'duty_areas', 'teams', 'rosters'],
  ...['service_units', 'selections', 'assessments', 'appraisals', 'procedures', 'redemption_programmes'],
  ...['redemption_items', 'drives', 'visit_campaigns', 'area_contracts', 'point_matters'],
  ...['group_duty_kinds'],
]

const token = /^字\d{6,}$|^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Ids and words that stand in rows of this organisation and nowhere else. */
function marksOf(plot: Plot, tables: (name: string) => boolean): Set<string> {
  const others = new Set<unknown>([plot.accountId])
  for (const other of ground.plots)
    if (other !== plot)
      for (const row of other.planted.values()) for (const value of Object.values(row)) others.add(value)
  for (const [table, row] of plot.planted)
    if (!tables(table)) for (const value of Object.values(row)) others.add(value)
  const marks = [...plot.planted].flatMap(([table, row]) => (tables(table) ? Object.values(row) : []))
  const own = marks.filter(
    (mark): mark is string => typeof mark === 'string' && token.test(mark) && !others.has(mark),
  )
  return new Set([plot.memberId, ...own])
}

function scopedTo(identity: Identity, orgs: readonly number[]): Identity {
  return { ...identity, actor: { ...identity.actor, orgs } }
}

async function leaks(who: Identity, spec: EndpointSpec, plot: Plot, marks: Set<string>): Promise<string[]> {
  const sent = requestAt(spec, plot)
  const named = JSON.stringify(sent)
  const { body, statusCode } = await ask(who, spec, sent)
  // What was asked for by its id may be told back, unless something was told about it.
  return [...marks].filter((mark) => body.includes(mark) && !(statusCode !== 200 && named.includes(mark)))
}

describe('row-level security alone', () => {
  it('has something to hide, which whoever has it in scope is shown', async () => {
    const marks = marksOf(branch, (table) => !readByAll.includes(table))
    expect(marks.size).toBeGreaterThan(100)
    const shown = new Set<string>()
    for (const [, spec] of reads)
      for (const mark of await leaks(ground.almighty(branch, 'another'), spec, branch, marks)) shown.add(mark)
    expect(shown.size).toBeGreaterThan(30)
  }, 60_000)

  // Who has an area is written on its board for everybody: that member's id comes with it.
  const hiding = reads.filter(([name]) => name !== 'listAreas' && name !== 'getArea')
  it.each(hiding)('%s shows nothing of the branch beside one’s own', async (_name, spec) => {
    const marks = marksOf(branch, (table) => !readByAll.includes(table))
    const { sibling = 0 } = branch.around
    expect(await leaks(scopedTo(ground.almighty(branch, 'another'), [sibling]), spec, branch, marks)).toEqual(
      [],
    )
  })

  it.each(reads)('%s shows nothing of another county', async (_name, spec) => {
    const marks = marksOf(branch, () => true)
    const foreign = ground.who(roles[0] as (typeof roles)[number], branch, 'other county')
    if (!foreign) throw new Error('nobody is there')
    const { grants } = ground.almighty(branch, 'another').actor
    const claims: Identity = { ...foreign, actor: { ...foreign.actor, grants, orgs: 'county' } }
    expect(await leaks(claims, spec, branch, marks)).toEqual([])
  })
})
