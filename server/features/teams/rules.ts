import { RRuleTemporal } from 'rrule-temporal'
import { addDays } from '../../core/clock/days.ts'

/** What the library would read as something else instead of refusing it. */
const dayNames =
  /(?:^|;)BYDAY=([-+]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,([-+]?[1-5])?(MO|TU|WE|TH|FR|SA|SU))*(?:;|$)/

function isPlain(rrule: string): boolean {
  const named = rrule.includes('BYDAY=')
  if (named && !dayNames.test(rrule)) return false
  if (rrule.startsWith('FREQ=WEEKLY')) return named && !/[1-5](MO|TU|WE|TH|FR|SA|SU)/.test(rrule)
  return named || rrule.includes('BYMONTHDAY=')
}

/** The days of a season on which a rule falls, in order, as RFC 5545 counts them from its first. RangeError: no rule. */
export function rosterDays(rrule: string, season: { from: string; to: string }): string[] {
  if (!isPlain(rrule)) throw new RangeError(`not a rule: ${rrule}`)
  const compact = (day: string) => day.replaceAll('-', '')
  try {
    const rule = new RRuleTemporal({
      rruleString: `DTSTART;VALUE=DATE:${compact(season.from)}\nRRULE:${rrule};UNTIL=${compact(season.to)}`,
    })
    return rule.all().map((at) => at.toString().slice(0, 10))
  } catch {
    throw new RangeError(`not a rule: ${rrule}`)
  }
}

/** Goes round among the people in their order, so many a day: everybody's turn comes as often, give or take one. */
export function goRound<P>(days: readonly string[], people: readonly P[], perDay: number): [string, P][] {
  return days.flatMap((day, at) =>
    Array.from({ length: perDay }, (_, nth): [string, P] => [
      day,
      people[(at * perDay + nth) % people.length] as P,
    ]),
  )
}

/** A season is at most a year: what comes after is ordered anew. */
export function lastOfSeason(from: string): string {
  return addDays(from, 365)
}

/** Where a volunteer's sealed telephone belongs: moved to another row it does not open. */
export const phoneContext = (personId: string): string => `team_people.phone ${personId}`
