export type PartyAge = { since: string; years: number; months: number }

type Standing = {
  stage: string
  fullOn: string | null
  extendedTo: string | null
  exitedOn: string | null
}

/**
 * 党龄 in whole years and months up to `today` (or to the day of leaving): from the conversion, and where the probation
 * was extended from the end of the extension. The probation does not count. A punishment that left the person in the
 * Party (留党察看, later restored) interrupts nothing, so the membership's status is not asked. domain-rules §3 [24].
 * Null for who never became a full member, or when the day is not known.
 */
export function partyAge(member: Standing, today: string): PartyAge | null {
  const { stage, fullOn, extendedTo, exitedOn } = member
  if (stage !== 'full' && stage !== 'exited') return null
  if (!fullOn) return null
  const since = extendedTo ?? fullOn
  const until = exitedOn ?? today
  if (until < since) return null
  const months = monthsBetween(since, until)
  return { since, years: Math.floor(months / 12), months: months % 12 }
}

function monthsBetween(from: string, to: string): number {
  const [fromYear, fromMonth, fromDate] = parts(from)
  const [toYear, toMonth, toDate] = parts(to)
  return (toYear - fromYear) * 12 + toMonth - fromMonth - (toDate < fromDate ? 1 : 0)
}

function parts(day: string): [number, number, number] {
  return day.split('-').map(Number) as [number, number, number]
}
