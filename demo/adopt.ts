import { schemeVersion } from '../contract/scheme-version.ts'
import document001 from '../server/features/points/ready/document-001.json' with { type: 'json' }
import { adoptScheme, createScheme, publishVersion } from '../server/features/points/schemes/commands.ts'
import { at } from './days.ts'
import { anew, type Ground, orgOf, writeAs } from './ground.ts'
import { committeeRecorder } from './village-records.ts'
import { committee } from './village-year.ts'

/** Document 001's scheme: drafted in the village, published and put in force by the township's second person. */
export async function adoptDocument001(ground: Ground): Promise<void> {
  const { orgId } = orgOf(ground, committee)
  const draft = await writeAs(ground, committeeRecorder, at('2012-12-18', '15:00'), (ctx) =>
    createScheme(ctx, { orgId, name: document001.name, version: schemeVersion.parse(document001.version) }),
  )
  const wish = { orgId, reach: 'below', validFrom: document001.version.validFrom, validTo: null } as const
  await writeAs(ground, 'township-officer', at('2012-12-26', '10:00'), async (ctx) => {
    await publishVersion(ctx, draft.schemeId, draft.versionId)
    await adoptScheme(anew(ctx), draft.schemeId, wish)
  })
}
