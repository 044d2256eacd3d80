import { demand } from '../errors/problem.ts'

/** Minutes since midnight of `HH:MM`. */
export function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
}

/** Something ends after it has begun; an end alone says nothing. Error: input.invalid at the end's field. */
export function demandHours(
  { startsAt, endsAt }: { startsAt: string | null; endsAt: string | null },
  field: string,
): void {
  demand(!endsAt || (startsAt && startsAt < endsAt), 'input.invalid', {
    field,
    message: '结束的时间要晚于开始的时间。',
  })
}
