import { z } from 'zod'
import { queueSources } from './queue-rows.ts'

const migration = z.strictObject({ name: z.string(), sha256: z.string(), fill: z.string().nullable() })

const table = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  columns: z.array(z.strictObject({ name: z.string().regex(/^[a-z][a-z0-9_]*$/), type: z.string() })),
})

const counted = z.strictObject({
  name: z.string(),
  rows: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  /** Of its text in the order of its key, in hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

/** First part of a backup: what it is and what stands in it. */
export const backupHeader = z.strictObject({
  format: z.literal('zhibutong-backup'),
  formatVersion: z.number().int(),
  at: z.iso.datetime(),
  server: z.string(),
  migrations: z.array(migration),
  /** Ids of the master keys that it takes to read what is sealed in it. */
  masterKeys: z.array(z.string().regex(/^[0-9a-f]{16}$/)),
  tables: z.array(table),
  /** What numbers its rows by itself, and how far it has come. */
  sequences: z.array(z.strictObject({ name: z.string(), last: z.string().regex(/^-?\d+$/) })),
})

/** Last part: how much of each, and its hash. A file without it is not complete. */
export const backupManifest = z.strictObject({
  tables: z.array(counted),
  queue: z.array(counted.refine(({ name }) => Object.hasOwn(queueSources, name))),
})

export type BackupHeader = z.output<typeof backupHeader>
export type BackupManifest = z.output<typeof backupManifest>
export type Table = z.output<typeof table>
export type Counted = z.output<typeof counted>

/** Raised when a part of a file gets another meaning; what is older stays readable. */
export const formatVersion = 1
