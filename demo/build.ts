import type { App } from '../server/app.ts'
import { todayIn } from '../server/core/clock/today.ts'
import { adoptReady, document001, ofTheVillage } from './adopt.ts'
import { holdByAgenda } from './agendas.ts'
import { appraisedSteps } from './appraisals.ts'
import { assessedSteps } from './assessed.ts'
import { carryOut } from './carry-out.ts'
import { accompany } from './contacts.ts'
import { askDuties } from './duties.ts'
import { enrol } from './enrol.ts'
import { enterpriseSteps } from './enterprises.ts'
import { foundAll } from './found.ts'
import { fillGrids } from './grids.ts'
import { breakGround, type Ground } from './ground.ts'
import { hire } from './hire.ts'
import type { PersonPlan } from './person-plan.ts'
import { county } from './places.ts'
import { type DemoPlan, type Lanes, planDemo } from './plan.ts'
import { planYears } from './plans.ts'
import { postedSteps } from './posts.ts'
import { publishedSteps } from './published.ts'
import { demandTotals } from './read-back.ts'
import { type Demo, keepDemoRoles } from './roles.ts'
import { noteRolls } from './rolls.ts'
import { scheduleOf } from './schedule.ts'
import { planStaff, type StaffPlan } from './staff-plan.ts'
import { visitedSteps } from './visits.ts'
import { holdElection, votedSteps } from './votes.ts'
import { waitingSteps } from './waiting.ts'
import { sendWorklists } from './worklists.ts'

export type DemoOptions = { seed: number; today: Date; log(line: string): void }

/**
 * Builds the demonstration county in an installation that has none, through the product's own commands: a township of
 * eighteen villages with the years 2013 to 2015, the year before this one and this one up to today. The same seed and
 * day give the same people and points. Throws when the points are not those of the plan.
 */
export async function buildDemo(app: App, { seed, today, log }: DemoOptions): Promise<Demo> {
  const day = todayIn(today)
  const plan = planDemo(seed, day)
  const ground = await breakGround(app, [...plan.people.keys()])
  const staff = planStaff(plan.people, plan.villages)
  const first = await hire(ground, staff.filter(isOfCounty))
  const organisations = await foundAll(ground, plan.villages)
  const others = await hire(
    ground,
    staff.filter((one) => !isOfCounty(one)),
  )
  await adoptReady(ground, document001, ofTheVillage)
  log(`${county.name}：${organisations + 1} 个组织，${plan.people.size} 人。`)
  await recordAll(ground, plan, day)
  await demandTotals(ground)
  const records = Object.values(plan.records).flat(2).length
  log(`2013 年到今天的 ${records} 条记录，临溪村 2013 年 1,318 分，2014 年 3,182 分。`)
  const demo = { county: ground.county, roles: [...first, ...others] }
  await keepDemoRoles(app, demo)
  return demo
}

function isOfCounty({ orgs }: StaffPlan): boolean {
  return orgs.includes('county')
}

/** The order of chapters matters: who came after 2015 is not called by a village of that year. */
async function recordAll(
  ground: Ground,
  { people, villages, records }: DemoPlan,
  day: string,
): Promise<void> {
  const wasThere = ({ enteredOn }: PersonPlan) => enteredOn < '2015'
  const all = [...people.values()]
  await enrol(ground, all.filter(wasThere))
  await recordLanes(ground, records.villages2015)
  await enrol(
    ground,
    all.filter((person) => !wasThere(person)),
  )
  await recordLanes(ground, records.villages)
  await recordLanes(ground, records.home)
  await carryOut(ground, waitingSteps(ground, people, day))
  await carryOut(ground, publishedSteps(ground, day))
  await carryOut(ground, assessedSteps(ground, day))
  await carryOut(ground, appraisedSteps(ground, day))
  await carryOut(ground, votedSteps(ground, day))
  await holdElection(ground, day)
  await askDuties(ground, { villages, people }, day)
  await sendWorklists(ground, day)
  await holdByAgenda(ground, people, day)
  await noteRolls(ground, people, day)
  await planYears(ground, day)
  await fillGrids(ground, day)
  await carryOut(ground, visitedSteps(ground, day))
  await carryOut(ground, postedSteps(ground, people, day))
  await carryOut(ground, enterpriseSteps(ground, people, day))
  await accompany(ground, day)
}

async function recordLanes(ground: Ground, lanes: Lanes): Promise<void> {
  await Promise.all(lanes.map((lane) => carryOut(ground, scheduleOf(ground, lane))))
}
