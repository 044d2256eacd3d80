import { addDays } from '../server/core/clock/days.ts'
import { planPeople, planVillages, type VillagePlan } from './people.ts'
import type { PersonPlan } from './person-plan.ts'
import { homeBranch } from './places.ts'
import { createRandom } from './random.ts'
import { recentRecords } from './recent.ts'
import type { PlannedRecord } from './record-plan.ts'
import { cadreOf } from './staff-plan.ts'
import { recordThemeDays, type ThemeWish, townshipHosts } from './theme-days.ts'
import { recordYear, type YearWish } from './village-records.ts'
import { yearOf2013, yearOf2014, yearOf2015, yearSince } from './years.ts'

/** What is written in one lane, a year or some villages, does not wait for what is written in another. */
export type Lanes = PlannedRecord[][]

/** Everything that the demonstration county will hold, before anything is written. */
export type DemoPlan = {
  villages: VillagePlan[]
  people: Map<string, PersonPlan>
  /** The seventeen other villages in 2015 and in this year, and 临溪. */
  records: Record<'villages2015' | 'villages' | 'home', Lanes>
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
  const lanesOf = (wish: ThemeWish): Lanes =>
    [0, 1].map((half) => {
      const lane = others.filter((_, i) => cadreOf(i) % 2 === half)
      return recordThemeDays(random.stream(`${wish.year}, ${half}`), wish, lane, people)
    })
  return {
    villages,
    people,
    records: {
      home: [
        [yearOf2013, yearOf2014].flatMap(record),
        [...[yearOf2015, yearSince(thisYear - 1, lastDay, [])].flatMap(record), ...record2015],
        [...record(yearSince(thisYear, lastDay, [homeBranch])), ...recentRecords(people, today)],
      ],
      villages2015: lanesOf(themes2015),
      villages: lanesOf(themes),
    },
  }
}
