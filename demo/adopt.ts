import { type SchemeVersion, schemeVersion } from '../contract/scheme-version.ts'
import text001 from '../server/features/points/ready/document-001.json' with { type: 'json' }
import { adoptScheme, createScheme, publishVersion } from '../server/features/points/schemes/commands.ts'
import { at } from './days.ts'
import { anew, type Ground, orgOf, writeAs } from './ground.ts'
import { committeeRecorder } from './village-records.ts'
import { committee } from './village-year.ts'

export type Adoption = { orgKey: string; drafter: string; publisher: string }

/** In the demonstration township: drafted in the village, published and put in force by the township's second person. */
export const ofTheVillage: Adoption = {
  orgKey: committee,
  drafter: committeeRecorder,
  publisher: 'township-officer',
}

export type ReadyScheme = { name: string; version: SchemeVersion }

/** Document 001's own, in force from 2013 on. */
export const document001: ReadyScheme = {
  name: text001.name,
  version: schemeVersion.parse(text001.version),
}

/** Puts a scheme in force for an organisation and all below it since the first day it has; two people stand behind it. */
export async function adoptReady(
  ground: Ground,
  { name, version }: ReadyScheme,
  { orgKey, drafter, publisher }: Adoption,
): Promise<void> {
  const { orgId } = orgOf(ground, orgKey)
  const draft = await writeAs(ground, drafter, at('2012-12-18', '15:00'), (ctx) =>
    createScheme(ctx, { orgId, name, version }),
  )
  const wish = { orgId, reach: 'below', validFrom: version.validFrom, validTo: null } as const
  await writeAs(ground, publisher, at('2012-12-26', '10:00'), async (ctx) => {
    await publishVersion(ctx, draft.schemeId, draft.versionId)
    await adoptScheme(anew(ctx), draft.schemeId, wish)
  })
}
