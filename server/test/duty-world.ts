import fc from 'fast-check'
import { requirementTerms } from '../../contract/requirements.ts'
import { addDays } from '../core/clock/days.ts'
import type { Ctx } from '../core/context/context.ts'
import { newId } from '../core/ids.ts'
import type { County } from '../features/access/set-up.ts'
import { beginPeriods } from '../features/duties/commands.ts'
import { insertClosing, insertPlea, markPlea } from '../features/duties/plea-queries.ts'
import { insertRequirement, markEnded, upsertOwnDay } from '../features/duties/requirement-queries.ts'
import { changeOrganisation, foundOrganisation } from '../features/organisations/commands.ts'
import type { TestApp } from './app.ts'
import { termsOf } from './duties.ts'
import { buildMembers, insertMembers } from './people.ts'
import { draftFact } from './points.ts'
import { buildOrg } from './tree.ts'

const kinds = ['theme-day', 'members-assembly', 'situation-analysis', 'study-group'] as const
const keys = [...kinds, 'committee-meeting', 'group-meeting', 'life-meeting'] as const
const back = fc.integer({ min: 0, max: 70 })
const which = fc.nat(20)

const record = fc.record({
  do: fc.constant('record' as const),
  kind: fc.constantFrom(...kinds),
  holder: which,
  back,
  /** Whose members were there. */
  there: fc.array(which, { maxLength: 2 }),
})
const others = fc.oneof(
  fc.record({ do: fc.constant('void' as const), which }),
  fc.record({ do: fc.constant('tick' as const), days: fc.integer({ min: 1, max: 40 }) }),
  fc.record({
    do: fc.constant('declare' as const),
    key: fc.constantFrom(...keys),
    times: fc.integer({ min: 1, max: 2 }),
    back,
  }),
  fc.record({ do: fc.constant('end' as const), which, back }),
  fc.record({ do: fc.constant('own day' as const), which, day: fc.integer({ min: 1, max: 31 }), back }),
  fc.record({ do: fc.constant('found' as const), back }),
  fc.record({ do: fc.constant('enter' as const), which, people: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ do: fc.constant('dissolve' as const), which }),
  fc.record({ do: fc.constant('move' as const), which }),
  fc.record({ do: fc.constant('close' as const), back }),
  fc.record({ do: fc.constant('correct' as const), which }),
)
export const dutyWorld = fc.array(
  fc.oneof({ weight: 3, arbitrary: record }, { weight: 2, arbitrary: others }),
  {
    minLength: 6,
    maxLength: 22,
  },
)
type Step = typeof dutyWorld extends fc.Arbitrary<(infer S)[]> ? S : never

export type World = {
  county: County
  villages: number[]
  orgs: number[]
  members: Map<number, string>
  recorded: string[]
  requirements: string[]
}

/** Two villages in a county of their own, each with a committee, two branches and a group. */
export async function buildDutyWorld(test: TestApp): Promise<World> {
  const county = await test.newCounty(newId().slice(-12))
  const build = (kind: Parameters<typeof buildOrg>[1]['kind'], parentId: number) =>
    buildOrg(test, { kind, parentId, name: kind }, county)
  const villages: number[] = []
  const orgs: number[] = []
  const members = new Map<number, string>()
  for (let i = 0; i < 2; i += 1) {
    const village = await build('village', await build('township', county.rootId))
    const committee = await build('committee', village)
    const branches = [await build('branch', committee), await build('branch', committee)]
    villages.push(village)
    orgs.push(village, committee, ...branches, await build('group', branches[0] as number))
    const ids = await buildMembers(
      test,
      branches.map((orgId) => ({ orgId })),
      county,
    )
    branches.forEach((orgId, nth) => void members.set(orgId, ids[nth] as string))
  }
  return { county, villages, orgs, members, recorded: [], requirements: [] }
}

const at = <T>(list: readonly T[], i: number): T | undefined => list[i % Math.max(1, list.length)]

function recordOne(ctx: Ctx, world: World, step: Extract<Step, { do: 'record' }>): void {
  const holder = at(world.orgs, step.holder) as number
  const day = addDays(ctx.today, -step.back)
  const shared = { activity: step.kind, category: 'life', host: 'other' }
  const source = { kind: 'test', id: newId() }
  const own = draftFact({
    kind: 'activity-held',
    day,
    memberId: null,
    orgId: holder,
    attrs: { ...shared, expected: 1, present: 1 },
  })
  ctx.facts.record({ ...own, source })
  world.recorded.push(own.factId)
  const there = new Set(step.there.map((i) => at([...world.members.values()], i) as string))
  for (const memberId of there)
    ctx.facts.record({
      ...draftFact({ kind: 'attendance', day, memberId, attrs: { ...shared, late: false } }),
      source,
    })
}

async function changeRequirements(ctx: Ctx, world: World, step: Step): Promise<void> {
  if (step.do === 'declare') {
    const terms = requirementTerms.parse({
      ...termsOf(step.key),
      times: step.times,
      code: newId().slice(-12),
    })
    const [requirementId, validFrom] = [newId(), addDays(ctx.today, -step.back)]
    await insertRequirement(ctx, {
      requirementId,
      orgId: world.county.rootId,
      reach: 'below',
      validFrom,
      terms,
    })
    world.requirements.push(requirementId)
    ctx.facts.changeOrgs({ orgIds: 'all', from: validFrom })
  }
  const requirementId = 'which' in step ? at(world.requirements, step.which) : undefined
  if (!requirementId) return
  if (step.do === 'end') {
    const validTo = addDays(ctx.today, -step.back)
    await markEnded(ctx, requirementId, validTo, '不要了')
    // An end may be moved: what it brings back is looked at as well.
    ctx.facts.changeOrgs({ orgIds: 'all', from: '2025-01-01' })
  } else if (step.do === 'own day') {
    const from = addDays(ctx.today, -step.back)
    const orgId = at(world.villages, step.which) as number
    await upsertOwnDay(ctx, { requirementId, orgId, from, fixedDay: step.day })
    ctx.facts.changeOrgs({ orgIds: 'all', from })
  } else if (step.do === 'correct') await correctOne(ctx, requirementId, step.which)
}

async function correctOne(ctx: Ctx, requirementId: string, nth: number): Promise<void> {
  const cells = await ctx.db
    .selectFrom('duties')
    .select(['org_id', 'period_start'])
    .where('county_id', '=', ctx.county)
    .where('requirement_id', '=', requirementId)
    .orderBy('org_id')
    .orderBy('period_start')
    .execute()
  const cell = at(cells, nth)
  if (!cell) return
  const of = { orgId: cell.org_id, requirementId, periodStart: cell.period_start }
  const procedureId = newId()
  await ctx.db
    .insertInto('procedures')
    .values({
      county_id: ctx.county,
      procedure_id: procedureId,
      kind: 'duty-plea',
      subject_id: ctx.requestId,
      org_id: cell.org_id,
      state: 'approved',
      opened_at: ctx.now,
      closed_at: ctx.now,
      version: 1,
    })
    .execute()
  await insertPlea(ctx, { ...of, kind: 'correction', reason: '补', procedureId })
  await markPlea(ctx, ctx.requestId, { state: 'approved', note: null })
  ctx.facts.changeOrgs({ orgIds: [cell.org_id], from: cell.period_start })
}

async function changeTree(ctx: Ctx, world: World, step: Step): Promise<void> {
  const reason = '测试'
  if (step.do === 'found') {
    const foundedOn = addDays(ctx.today, -step.back)
    const parentId = world.orgs[1] as number
    const wish = {
      kind: 'branch',
      category: null,
      name: '新支部',
      shortName: '新',
      divisionCode: null,
    } as const
    world.orgs.push(
      await foundOrganisation(ctx, { ...wish, management: 'direct', parentId, foundedOn, reason }),
    )
  }
  const happenedOn = ctx.today
  if (step.do === 'enter') {
    const orgId = at(world.orgs, step.which) as number
    await insertMembers(
      ctx,
      Array.from({ length: step.people }, () => ({ orgId })),
    )
    ctx.facts.changeOrgs({ orgIds: 'all', from: ctx.today })
  }
  if (step.do === 'dissolve')
    await changeOrganisation(ctx, at(world.orgs, step.which) as number, {
      change: 'dissolve',
      happenedOn,
      reason,
    })
  if (step.do === 'move') {
    const parentId = at([world.orgs[1], world.orgs[6]], step.which) as number
    await changeOrganisation(ctx, at(world.orgs, step.which) as number, {
      change: 'move',
      parentId,
      happenedOn,
      reason,
    })
  }
}

/** One request of a world. What the product itself refuses (a second end, a circle in the tree) leaves no trace. */
export async function takeDutyStep(test: TestApp, world: World, step: Step): Promise<void> {
  test.clock.now = new Date(test.clock.now.getTime() + 1000)
  if (step.do === 'tick') {
    test.clock.now = new Date(test.clock.now.getTime() + step.days * 86_400_000)
    await test.system(beginPeriods, world.county)
    return
  }
  const before = {
    recorded: [...world.recorded],
    requirements: [...world.requirements],
    orgs: [...world.orgs],
  }
  try {
    await test.system(async (ctx) => {
      if (step.do === 'record') recordOne(ctx, world, step)
      else if (step.do === 'void') {
        const factId = at(world.recorded, step.which)
        if (factId) ctx.facts.void({ factId, reason: '记错了' })
        world.recorded = world.recorded.filter((one) => one !== factId)
      } else if (step.do === 'close') {
        const to = addDays(ctx.today, -step.back - 1)
        await insertClosing(ctx, world.villages[0] as number, to)
        ctx.facts.changeOrgs({ orgIds: 'all', from: '2025-01-01' })
      } else {
        await changeRequirements(ctx, world, step)
        await changeTree(ctx, world, step)
      }
    }, world.county)
  } catch (error) {
    if (!(error instanceof Error) || (error.name !== 'Problem' && !/duplicate key/.test(error.message)))
      throw error
    Object.assign(world, before)
  }
}
