import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mergeOrganisation } from '../../../contract/organisations.ts'
import { tasks } from '../../app.ts'
import type { Ctx } from '../../core/context/context.ts'
import { useTestApp } from '../../test/app.ts'
import { declare, goTo, hold } from '../../test/duties.ts'
import { buildDutyWorld, dutyWorld, takeDutyStep } from '../../test/duty-world.ts'
import { buildMembers, insertMembers } from '../../test/people.ts'
import { buildOrg, buildTree } from '../../test/tree.ts'
import { beginPeriods, recomputeDuties } from './commands.ts'

const start = '2026-05-20T09:00:00+08:00'
const test = useTestApp(start)
const everything = (today: string) => [{ orgIds: 'all' as const, from: '2025-01-01', to: today }]

function readDuties(ctx: Ctx) {
  return ctx.db
    .selectFrom('duties')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .orderBy('org_id')
    .orderBy('requirement_id')
    .orderBy('period_start')
    .execute()
}

it('comes request by request to what deriving everything anew comes to, and that finds nothing to write', async () => {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(dutyWorld, async (steps) => {
      test.clock.now = new Date(start)
      const world = await buildDutyWorld(test)
      await takeDutyStep(test, world, { do: 'declare', key: 'theme-day', times: 1, back: 70 })
      await takeDutyStep(test, world, { do: 'declare', key: 'situation-analysis', times: 2, back: 30 })
      // The first branch of the first village, so that every world has something that was held.
      await takeDutyStep(test, world, { do: 'record', kind: 'theme-day', holder: 2, back: 0, there: [] })
      for (const step of steps) await takeDutyStep(test, world, step)
      // Whatever the clock has not begun yet is begun, so that both speak of the same days.
      await test.system(beginPeriods, world.county)
      const standing = await test.system(readDuties, world.county)
      const changed = await test.system((ctx) => recomputeDuties(ctx, everything(ctx.today)), world.county)
      expect(changed).toBe(0)
      const anew = await test.system(async (ctx) => {
        await ctx.db.deleteFrom('duties').where('county_id', '=', ctx.county).execute()
        await recomputeDuties(ctx, everything(ctx.today))
        return readDuties(ctx)
      }, world.county)
      expect(standing).toEqual(anew)
      compared += anew.filter((one) => one.met_on !== null).length
    }),
    { numRuns: 25 },
  )
  // The property must have had something to say.
  expect(compared).toBeGreaterThan(12)
}, 240_000)

it('begins periods once, with two workers at once, and makes up for days on which nobody was there', async () => {
  goTo(test, '2026-05-20')
  const tree = await buildTree(test)
  const officer = await test.person('county-officer', test.county.rootId)
  await declare(officer, test.county.rootId, 'situation-analysis')
  const count = async () =>
    (await test.system(readDuties)).filter((one) => one.org_id === tree.village).length
  const before = await count()
  goTo(test, '2026-06-18')
  const run = () => tasks(test.app.runtime)['begin-duty-periods']?.({}, {} as never)
  await Promise.all([run(), run()])
  // The Mondays 25 May, 1, 8 and 15 June.
  expect(await count()).toBe(before + 4)
  await run()
  expect(await count()).toBe(before + 4)
})

it('counts both of two records that are made at once', async () => {
  goTo(test, '2026-06-20')
  const tree = await buildTree(test)
  await buildMembers(test, [{ orgId: tree.branch }])
  const officer = await test.person('township-officer', tree.township)
  await declare(officer, tree.township, 'study-group', { terms: { times: 2 } })
  const secretary = await test.person('branch-secretary', tree.branch)
  await Promise.all(
    ['2026-06-11', '2026-06-12'].map((day) => hold(secretary, tree.branch, 'study-group', day)),
  )
  const rows = await test.system(readDuties)
  const june = rows.find((one) => one.org_id === tree.branch && one.period_start === '2026-06-01')
  expect(june).toMatchObject({ held: 2, recorded_on: '2026-06-20' })
})

it('owes by what an organisation is: founded and dissolved in the period, with and without a committee, in its groups', async () => {
  goTo(test, '2026-06-25')
  const tree = await buildTree(test)
  const found = (name: string, foundedOn: string) =>
    buildOrg(test, { kind: 'branch', parentId: tree.committee, name, foundedOn })
  const early = await found('五日成立', '2026-06-05')
  const late = await found('十二日成立', '2026-06-12')
  await buildMembers(
    test,
    Array.from({ length: 7 }, () => ({ orgId: tree.branch })),
  )
  await buildMembers(
    test,
    Array.from({ length: 6 }, () => ({ orgId: tree.sibling })),
  )
  const officer = await test.person('township-officer', tree.township)
  const from = { validFrom: '2026-06-01' }
  const theme = await declare(officer, tree.township, 'theme-day', from)
  const committee = await declare(officer, tree.township, 'committee-meeting', from)
  const group = await declare(officer, tree.township, 'group-meeting', from)
  const owners = async (requirementId: string) =>
    (await test.system(readDuties))
      .filter((one) => one.requirement_id === requirementId)
      .map((one) => one.org_id)
  expect(await owners(theme)).toEqual([tree.branch, tree.sibling, early])
  expect(await owners(theme)).not.toContain(late)
  expect(await owners(committee)).toEqual([tree.branch])
  expect(await owners(group)).toEqual([tree.group])
})

const readOwners = async (requirementId: string, from = '2026-01-01') =>
  (await test.system(readDuties))
    .filter((one) => one.requirement_id === requirementId && one.period_start >= from)
    .map((one) => ({ org: one.org_id, from: one.period_start, held: one.held }))

it('owes for the months that have begun as well when members are entered after it was asked of their branch', async () => {
  goTo(test, '2026-03-10')
  const tree = await buildTree(test)
  const officer = await test.person('township-officer', tree.township)
  const committee = await declare(officer, tree.township, 'committee-meeting')
  expect(await readOwners(committee)).toEqual([])
  const enter = (people: number) =>
    test.system(async (ctx) => {
      await insertMembers(
        ctx,
        Array.from({ length: people }, () => ({ orgId: tree.branch })),
      )
      ctx.facts.changeOrgs({ orgIds: 'all', from: ctx.today })
    })
  // In two goes of one day, as a register of two files is.
  await enter(4)
  expect(await readOwners(committee)).toEqual([])
  await enter(3)
  const owed = ['2026-01-01', '2026-02-01', '2026-03-01'].map((from) => ({ org: tree.branch, from, held: 0 }))
  expect(await readOwners(committee)).toEqual(owed)
  // Who comes later changes what begins later, and nothing of what has begun.
  goTo(test, '2026-03-20')
  await test.system(async (ctx) => {
    await insertMembers(
      ctx,
      Array.from({ length: 7 }, () => ({ orgId: tree.sibling })),
    )
    await recomputeDuties(ctx, everything(ctx.today))
  })
  const sibling = (await readOwners(committee)).filter((one) => one.org === tree.sibling)
  expect(sibling.map((one) => one.from)).toEqual(['2026-01-01', '2026-02-01', '2026-03-01'])
})

it('leaves to a branch that was merged what was due before or held, and asks the rest of the one it went into', async () => {
  goTo(test, '2026-06-08')
  const tree = await buildTree(test)
  const fill = (orgId: number, people: number) =>
    buildMembers(
      test,
      Array.from({ length: people }, () => ({ orgId })),
    )
  await fill(tree.branch, 5)
  await fill(tree.sibling, 4)
  const officer = await test.person('township-officer', tree.township)
  const from = { validFrom: '2026-06-01' }
  const theme = await declare(officer, tree.township, 'theme-day', from)
  const study = await declare(officer, tree.township, 'study-group', from)
  const lecture = await declare(officer, tree.township, 'party-lecture', { validFrom: '2026-04-01' })
  const committee = await declare(officer, tree.township, 'committee-meeting', from)
  const secretary = await test.person('branch-secretary', tree.sibling)
  await hold(secretary, tree.sibling, 'study-group', '2026-06-03')
  goTo(test, '2026-06-12')
  const merger = await test.person('county-admin', test.county.rootId)
  const merged = await merger.ask(mergeOrganisation, {
    params: { orgId: tree.sibling },
    body: { intoId: tree.branch, happenedOn: '2026-06-12', reason: '人少' },
  })
  expect(merged.body).toMatchObject({ membersMoved: 4 })
  const june = '2026-06-01'
  // The tenth had passed for both; what is due on the last day is owed by the one that is still there.
  expect(await readOwners(theme)).toEqual([
    { org: tree.branch, from: june, held: 0 },
    { org: tree.sibling, from: june, held: 0 },
  ])
  expect(await readOwners(study)).toEqual([
    { org: tree.branch, from: june, held: 0 },
    { org: tree.sibling, from: june, held: 1 },
  ])
  expect(await readOwners(lecture)).toEqual([{ org: tree.branch, from: '2026-04-01', held: 0 }])
  // Nine members have a committee: from the next month on, for in June there were five.
  expect(await readOwners(committee)).toEqual([])
  goTo(test, '2026-07-01')
  await test.system(beginPeriods)
  expect(await readOwners(committee)).toEqual([{ org: tree.branch, from: '2026-07-01', held: 0 }])
  expect((await readOwners(theme, '2026-07-01')).map((one) => one.org)).toEqual([tree.branch])
})
