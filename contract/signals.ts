import { z } from 'zod'
import { day, id, orgId } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** What may be worth a look at how things were recorded. Never a verdict, and about no member. */
export const signalKinds = ['many-at-once', 'same-rolls', 'round-numbers', 'long-after'] as const
export type SignalKind = (typeof signalKinds)[number]

export const signalKindLabels: Record<SignalKind, string> = {
  'many-at-once': '一口气记了很多条',
  'same-rolls': '几次点名一模一样',
  'round-numbers': '数量差不多都是整十',
  'long-after': '隔了很久才记',
}

const signal = z.object({
  /** Stable while the records behind it are the same. */
  id: z.string(),
  kind: z.enum(signalKinds),
  kindLabel: z.string(),
  orgId,
  orgName: z.string(),
  from: day,
  to: day,
  /** What is noticed, and that it may have a good reason. */
  sentence: z.string(),
  records: z.array(
    z.object({
      kind: z.enum(['activity', 'honour', 'hand-entry', 'other']),
      id,
      day,
      title: z.string(),
    }),
  ),
})

/**
 * In the own branch each with its records; above it branches and counts, without a name. Of what was recorded lately.
 */
export const listSignals = defineEndpoint({
  method: 'GET',
  path: '/signals',
  summary: '值得看一看的记录',
  access: 'signed-in',
  who: 'points.totals anywhere',
  output: z.object({
    since: day,
    rows: z.array(signal),
    below: z.array(
      z.object({
        orgId,
        orgName: z.string(),
        counts: z.record(z.enum(signalKinds), z.number().int().min(0)),
      }),
    ),
  }),
  errors: ['access.denied'],
})

export const signalEndpoints = { listSignals }
