import { z } from 'zod'
import { day, id, instant, line } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { memberParams } from './members.ts'

/** Why a branch lets somebody off: never a diagnosis, an illness is a leave. */
export const exemptionCauses = ['age', 'leave', 'away'] as const
export type ExemptionCause = (typeof exemptionCauses)[number]

export const exemptionCauseLabels: Record<ExemptionCause, string> = {
  age: '年纪大了',
  leave: '请了假',
  away: '长期在外',
}

/** For the member, and for who writes the register of the branch. The newest first. */
export const listExemptions = defineEndpoint({
  method: 'GET',
  path: '/members/:memberId/exemptions',
  summary: '免于考核',
  access: 'signed-in',
  who: 'members.write',
  params: memberParams,
  output: z.object({
    rows: z.array(
      z.object({
        exemptionId: id,
        cause: z.enum(exemptionCauses),
        causeLabel: z.string(),
        from: day,
        to: day.nullable(),
        note: z.string().nullable(),
        decidedByName: z.string(),
        decidedAt: instant,
        abilities: z.object({ end: z.boolean() }),
      }),
    ),
    abilities: z.object({ set: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

/** Facts recorded while it holds carry it; what is on record already keeps what was so when it was recorded. */
export const setExemption = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/exemptions',
  summary: '记免于考核',
  access: 'signed-in',
  who: 'members.write',
  params: memberParams,
  body: z.strictObject({
    cause: z.enum(exemptionCauses),
    from: day,
    to: day.nullable().default(null),
    note: line(60).nullable().default(null),
  }),
  output: z.object({ exemptionId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

export const endExemption = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/exemptions/:exemptionId/end',
  summary: '结束免于考核',
  access: 'signed-in',
  who: 'members.write',
  params: memberParams.extend({ exemptionId: id }),
  /** The last day on which it holds. */
  body: z.strictObject({ to: day }),
  output: z.object({ exemptionId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const exemptionEndpoints = { listExemptions, setExemption, endExemption }
