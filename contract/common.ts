import { z } from 'zod'

/** Client- or application-made identifier, UUID (version 7 where we make it). */
export const id = z.uuid()

function countyNumber() {
  return z.coerce.number().int().positive().max(2_000_000_000)
}

/** An organisation's small number inside its county. */
export const orgId = countyNumber()

/** Another small number that the server gives out: of a rule, of a version. */
export const smallNumber = countyNumber()

/** A day in Asia/Shanghai, `YYYY-MM-DD`, that exists in the calendar and to which decades can be added or taken away. */
export const day = z.iso
  .date()
  .refine((text) => text >= '1800-01-01' && text < '3000-01-01', '年份不对，请检查日期。')

/** An instant, ISO 8601 with offset. */
export const instant = z.iso.datetime({ offset: true })

/** One line as a person types it: trimmed, never empty, no control characters. */
export function line(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((typed) => !/\p{Cc}/u.test(typed), '不能有控制字符')
}

/** Several lines as a person types them; NUL, which PostgreSQL cannot hold, is refused. */
export function text(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .refine((typed) => !typed.includes('\0'), '不能有空字符')
}

/**
 * Points in hundredths: 3 points are 300. Never floating point. At most ten thousand at a time, so that no sum of a
 * branch comes near what an int of the database holds.
 */
export const hundredths = z.number().int().min(-10_000_00).max(10_000_00)

/** Every list: at most `limit` rows after `offset`, with the exact count of what the actor may see. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
}

export function listOf<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), count: z.number().int().min(0) })
}
