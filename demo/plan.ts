import { addDays } from '../server/core/clock/days.ts'
import { type PersonPlan, planPeople, planVillages, type VillagePlan } from './people.ts'
import { createRandom } from './random.ts'
import type { PlannedRecord } from './record-plan.ts'
import { recordThemeDays, townshipHosts } from './theme-days.ts'
import { cadreOf } from './staff-plan.ts'
import { recordYear, type YearWish } from './village-records.ts'
import { recentRecords } from './recent.ts'
import { yearOf2013, yearOf2014, yearOf2015, yearSince } from './years.ts'

/** Everything that the demonstration county will hold, before anything is written. */
export type DemoPlan = {
  villages: VillagePlan[]
  people: Map<string, PersonPlan>
  /** By lanes: what is written in one year or village does not wait for what is written in another. */
  records: { home: PlannedRecord[][]; others: PlannedRecord[][] }
}

/** The same seed and day give the same plan. `today`: `YYYY-MM-DD`; there are no records of today itself. */
export function planDemo(seed: number, today: string): DemoPlan {
  const random = createRandom(seed)
  const thisYear = Number(today.slice(0, 4))
  const lastDay = addDays(today, -1)
  const villages = planVillages(random.stream('villages'))
  const people = new Map(
    planPeople(random.stream('people'), villages, thisYear).map((person) => [person.key, person]),
  )
  const hosts = townshipHosts(villages, people)
  const [home, others] = [hosts.slice(0, 1), hosts.slice(1)]
  const themes2015 = { year: 2015, kind: 'activity-day', lastDay: '2015-12-31', document000: true } as const
  const themes = { year: thisYear, kind: 'theme-day', lastDay, document000: false } as const
  const record = (year: YearWish) => recordYear(random.stream(`${year.year}`), year, people)
  const record2015 = recordThemeDays(random.stream('home 2015'), themes2015, home, people)
  return {
    villages,
    people,
    records: {
      home: [
        [yearOf2013, yearOf2014].flatMap(record),
        [...[yearOf2015, yearSince(thisYear - 1, lastDay, true)].flatMap(record), ...record2015],
        [...record(yearSince(thisYear, lastDay, false)), ...recentRecords(people, today)],
      ],
      others: [0, 1].map((half) => {
        const lane = others.filter((_, i) => cadreOf(i) % 2 === half)
        return [
          ...recordThemeDays(random.stream(`2015 ${half}`), themes2015, lane, people),
          ...recordThemeDays(random.stream(`this year ${half}`), themes, lane, people),
        ]
      }),
    },
  }
}
