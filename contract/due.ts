import { z } from 'zod'
import { day } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/**
 * How near a thing is: past its day and can still be made up; today; within three days; later this period.
 */
export const dueStates = ['late', 'today', 'soon', 'due'] as const
export type DueState = (typeof dueStates)[number]

const dueRow = z.object({
  /** Stable for one obligation, so that a list may be refreshed under a finger. */
  id: z.string().min(1),
  state: z.enum(dueStates),
  title: z.string(),
  /** One short remark: 晚了 3 个工作日 for what is late (only the server knows the working days), 五个支部. */
  note: z.string().nullable(),
  dueOn: day.nullable(),
  /** What the button says: 补记, 点名, 回复. */
  verb: z.string().min(1).max(6),
  /** Where the button leads, below the entry's base: `/activities/…`. */
  link: z.string().startsWith('/'),
})

export type DueRow = z.output<typeof dueRow>

/** Everything that is due for the actor, late first, then by day. It is work, so it has no pages. */
export const getDue = defineEndpoint({
  method: 'GET',
  path: '/due',
  summary: '我要办的事',
  access: 'signed-in',
  who: 'signed-in',
  output: z.object({ today: day, rows: z.array(dueRow).max(500) }),
})

export const dueEndpoints = { getDue }
