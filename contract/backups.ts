import { z } from 'zod'
import { id, instant } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/**
 * `good`: the last one went well, and if there is a clock it is not late. `failed`: the last one did not. `overdue`: the
 * clock has asked for one for more than a day. `none`: there has never been one.
 */
export const backupStates = ['good', 'failed', 'overdue', 'none'] as const
export type BackupState = (typeof backupStates)[number]

const backupRun = z.object({
  runId: id,
  endedAt: instant,
  isScheduled: z.boolean(),
  fileName: z.string(),
  result: z.enum(['done', 'failed']),
  sizeBytes: z.number().nullable(),
  /** Why there is none, in one line. */
  reason: z.string().nullable(),
})

/** How the last backups of this installation went; for the system administrator. */
export const listBackups = defineEndpoint({
  method: 'GET',
  path: '/backups',
  summary: '备份做得怎么样',
  access: 'signed-in',
  who: 'settings.write anywhere',
  output: z.object({
    state: z.enum(backupStates),
    lastGoodAt: instant.nullable(),
    /** The hour of the day in Shanghai; null where nobody has set one. */
    hour: z.number().int().nullable(),
    runs: z.array(backupRun).max(30),
  }),
  errors: ['access.denied'],
})

export const backupEndpoints = { listBackups }
