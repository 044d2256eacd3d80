/** How often, as a form asks it. `custom`: a rule that the form cannot say, kept as it is. */
export type RuleChoice = {
  every: 'month' | 'nth' | 'week' | 'quarter' | 'year' | 'custom'
  date: string
  month: string
  weekday: string
  nth: string
  kept: string
}

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const quarter = '3,6,9,12'

const fresh: RuleChoice = { every: 'month', date: '10', month: '12', weekday: '2', nth: '1', kept: '' }

/** Of a date that some months do not have, the last day they have. */
function monthDay(date: number): string {
  if (date <= 28) return `BYMONTHDAY=${date}`
  const upTo = Array.from({ length: date - 27 }, (_, i) => 28 + i)
  return `BYMONTHDAY=${upTo.join(',')};BYSETPOS=-1`
}

/** The rule of RFC 5545; what is no date is left to the server, which says so. */
export function ruleOf({ every, date, month, weekday, nth, kept }: RuleChoice): string {
  const day = monthDay(Math.min(31, Number(date) || 0))
  const code = codes[Number(weekday) - 1] ?? 'MO'
  switch (every) {
    case 'month':
      return `FREQ=MONTHLY;${day}`
    case 'nth':
      return `FREQ=MONTHLY;BYDAY=${nth}${code}`
    case 'week':
      return `FREQ=WEEKLY;BYDAY=${code}`
    case 'quarter':
      return `FREQ=MONTHLY;BYMONTH=${quarter};${day}`
    case 'year':
      return `FREQ=YEARLY;BYMONTH=${month};${day}`
    case 'custom':
      return kept
  }
}

/** What a form shows of a rule: only what it would write in the same way. */
export function choiceOf(rrule: string): RuleChoice {
  const parts = new Map(rrule.split(';').map((part) => part.split('=') as [string, string]))
  const date = parts.get('BYMONTHDAY')?.split(',').pop() ?? fresh.date
  const byDay = parts.get('BYDAY') ?? ''
  const weekday = String(codes.indexOf(byDay.slice(-2)) + 1 || Number(fresh.weekday))
  const month = parts.get('BYMONTH') ?? fresh.month
  const nth = byDay.slice(0, -2) || fresh.nth
  const known = { ...fresh, date, weekday, month, nth, kept: rrule }
  const candidates = (['month', 'nth', 'week', 'quarter', 'year'] as const).map((every) => ({
    ...known,
    every,
  }))
  return candidates.find((choice) => ruleOf(choice) === rrule) ?? { ...known, every: 'custom' }
}
