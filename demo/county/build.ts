import type { App } from '../../server/app.ts'
import { addMonths } from '../../server/core/clock/days.ts'
import { todayIn } from '../../server/core/clock/today.ts'
import { asSystem } from '../../server/features/access/set-up.ts'
import { recompute } from '../../server/features/points/commands.ts'
import { type Adoption, adoptReady, document001 } from '../adopt.ts'
import { at } from '../days.ts'
import { enrol } from '../enrol.ts'
import { foundOne } from '../found.ts'
import { breakGround, type Ground, writeAs } from '../ground.ts'
import { hire } from '../hire.ts'
import { county } from '../places.ts'
import { type Demo, keepDemoRoles } from '../roles.ts'
import { askDuties } from './duties.ts'
import { listOrganisations, planPeople, planPlaces, type TownshipPlan } from './plan.ts'
import { recordTownship } from './records.ts'
import type { CountySize } from './size.ts'
import { planCountyStaff } from './staff.ts'

export type CountyOptions = {
  seed: number
  today: Date
  size: CountySize
  log(line: string): void
  /** Called after very many rows, so that what is read next is planned for them. */
  countRows(): Promise<void>
  /** Puts schemes in force before anything is recorded; document 001's unless stated. */
  adopt?(ground: Ground): Promise<void>
}

/**
 * Builds a whole county in an installation that has none. Its organisations, people, accounts and scheme come through
 * the product's own commands; the months of organisational life are written as closing each activity would have written
 * them, a township at a time, and the points are what the engine derives from them. The same seed and day give the same
 * people, attendance and points.
 */
export async function buildCounty(
  app: App,
  { seed, today, size, log, countRows, adopt = adoptForCounty }: CountyOptions,
): Promise<Demo> {
  const day = todayIn(today)
  const from = `${addMonths(day, -size.months).slice(0, 7)}-01`
  const places = planPlaces(size)
  const people = planPeople(seed, places, {
    registerOpened: `${Number(from.slice(0, 4)) - 1}-12-20`,
    probationSince: `${Number(day.slice(0, 4)) - 1}-12-20`,
  })
  const ground = await breakGround(
    app,
    people.flat().map(({ key }) => key),
  )
  const staff = planCountyStaff(places, people)
  const first = await hire(
    ground,
    staff.filter(({ orgs }) => orgs.includes('county')),
  )
  await foundAll(ground, places)
  const others = await hire(
    ground,
    staff.filter(({ orgs }) => !orgs.includes('county')),
  )
  log(`${county.name}：${ground.orgs.size} 个组织，${staff.length} 个账号。`)
  for (const [i, township] of places.entries()) {
    await enrol(ground, people[i] ?? [], () => `officer/${township.key}`)
    log(`${township.name}：${people[i]?.length} 名党员入册（${i + 1}/${places.length}）。`)
  }
  await adopt(ground)
  await recordAll(ground, places, { seed, from, months: size.months, log, countRows })
  await askDuties(ground, from, day)
  log('要求定好了，该办的都排出来了。')
  const demo = { county: ground.county, roles: [...first, ...others] }
  await keepDemoRoles(app, demo)
  return demo
}

/** Two officers of the county stand behind it. */
export const byTheCounty: Adoption = {
  orgKey: 'county',
  drafter: 'county-officer',
  publisher: 'county-officer/2',
}

function adoptForCounty(ground: Ground): Promise<void> {
  return adoptReady(ground, document001, byTheCounty)
}

async function foundAll(ground: Ground, places: readonly TownshipPlan[]): Promise<void> {
  await writeAs(ground, 'county-admin', at('2012-11-05', '10:00'), async (ctx) => {
    for (const wish of listOrganisations(places)) await foundOne(ctx, ground, wish)
  })
}

type Records = Pick<CountyOptions, 'seed' | 'log' | 'countRows'> & { from: string; months: number }

async function recordAll(ground: Ground, places: readonly TownshipPlan[], wish: Records): Promise<void> {
  const { runtime, county: made } = ground
  for (const [i, { key, name }] of places.entries()) {
    const path = ground.orgs.get(key)?.path ?? ''
    const rows = await asSystem(runtime, made, 'records of the demonstration', (ctx) =>
      recordTownship(ctx, { ...wish, path }),
    )
    wish.log(`${name}：${wish.months} 个月的组织生活，${rows} 人次（${i + 1}/${places.length}）。`)
  }
  await wish.countRows()
  const to = addMonths(wish.from, wish.months)
  const posted = await asSystem(runtime, made, 'points of the demonstration', (ctx) =>
    recompute(ctx, { from: `${wish.from.slice(0, 4)}-01-01`, to: `${to.slice(0, 4)}-12-31` }, 'recompute'),
  )
  wish.log(`按积分办法算出 ${posted} 笔积分。`)
}
