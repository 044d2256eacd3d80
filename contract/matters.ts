import { z } from 'zod'
import { day, instant, line } from './common.ts'
import { matterCode } from './conduct-matters.ts'
import { defineEndpoint } from './endpoint.ts'

/** What this county counts beside the product's own matters (conduct-matters.ts). */
export const listOwnMatters = defineEndpoint({
  method: 'GET',
  path: '/point-matters',
  summary: '本县自己的事项',
  access: 'signed-in',
  who: 'schemes.read anywhere',
  output: z.object({
    rows: z.array(
      z.object({
        code: matterCode,
        label: z.string(),
        unit: z.string(),
        addedByName: z.string(),
        addedAt: instant,
        /** From this day on it is offered no more; what was recorded of it stays. */
        endedOn: day.nullable(),
        abilities: z.object({ end: z.boolean() }),
      }),
    ),
    abilities: z.object({ add: z.boolean() }),
  }),
  errors: ['access.denied'],
})

/** By who writes schemes or sets up the county, at the county alone. The name is looked at like a scheme's. */
export const addOwnMatter = defineEndpoint({
  method: 'POST',
  path: '/point-matters',
  summary: '加一件事项',
  access: 'signed-in',
  who: 'settings.write county',
  body: z.strictObject({ label: line(20), unit: line(4) }),
  output: z.object({ code: matterCode }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

export const endOwnMatter = defineEndpoint({
  method: 'POST',
  path: '/point-matters/:code/end',
  summary: '不再用一件事项',
  access: 'signed-in',
  who: 'settings.write county',
  params: z.object({ code: matterCode }),
  output: z.object({ code: matterCode }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const matterEndpoints = { listOwnMatters, addOwnMatter, endOwnMatter }
