import { z } from 'zod'
import { day, id, line, orgId } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { clock } from './segments.ts'

/** What stands against a day, told and never forbidden. */
export const conflictKinds = ['holiday', 'place', 'person'] as const
export const conflict = z.object({
  kind: z.enum(conflictKinds),
  /** 和 10 日的主题党日同一时间，人重了 */
  sentence: z.string(),
})
export type Conflict = z.output<typeof conflict>

/**
 * What stands against a meeting on its day while somebody is planning or moving it by hand. `activityId`: the one that
 * is moved, which is not in its own way. Nothing of a day that is over.
 */
export const listDayConflicts = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/day-conflicts',
  summary: '这一天撞上什么',
  access: 'signed-in',
  who: 'activities.read',
  params: z.object({ orgId }),
  query: z.object({
    day,
    startsAt: clock.optional(),
    endsAt: clock.optional(),
    place: line(80).optional(),
    activityId: id.optional(),
  }),
  output: z.object({ orgId, conflicts: z.array(conflict) }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

export const dayConflictEndpoints = { listDayConflicts }
