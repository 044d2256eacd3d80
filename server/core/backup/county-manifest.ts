import { z } from 'zod'
import { type BackupManifest, backupHeader } from './manifest.ts'

/** First part of an export of one county. */
export const countyHeader = backupHeader.omit({ masterKeys: true, sequences: true, server: true }).extend({
  format: z.literal('zhibutong-county'),
  county: z.number().int().positive(),
  name: z.string(),
})

/**
 * The county's own keys, wrapped by a key that stands beside them: whoever may open the file may read what is sealed, and
 * the installation that takes the county in wraps them with its own master key.
 */
export const countyKeys = z.strictObject({
  carrier: z.base64(),
  keys: z.array(z.strictObject({ keyId: z.number().int(), wrapped: z.base64() })).min(1),
})

export type CountyHeader = z.output<typeof countyHeader>
export type CountyKeysPart = z.output<typeof countyKeys>
/** Last part: rows and hash of each table and of what waits in the queue. */
export type CountyManifest = BackupManifest
