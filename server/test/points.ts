import type { z } from 'zod'
import { type SchemeVersion, schemeVersion } from '../../contract/scheme-version.ts'
import type { Ctx } from '../core/context/context.ts'
import type { FactDraft } from '../core/context/fact-list.ts'
import { newId } from '../core/ids.ts'
import { rebuildCoverage } from '../features/points/coverage-queries.ts'
import ready from '../features/points/ready/document-001.json' with { type: 'json' }
import * as schemes from '../features/points/schemes/queries.ts'
import { insertDraft } from '../features/points/schemes/version-queries.ts'
import type { TestApp } from './app.ts'

/** Document 001's scheme, as it is shipped. */
export const document001: SchemeVersion = schemeVersion.parse(ready.version)

async function publish(ctx: Ctx, orgId: number, version: z.input<typeof schemeVersion>) {
  const schemeId = newId()
  await schemes.insertScheme(ctx, { schemeId, orgId, name: '方案' })
  const versionId = await insertDraft(ctx, schemeId, 1, schemeVersion.parse(version))
  await schemes.markPublished(ctx, versionId)
  return { schemeId, versionId }
}

/** An organisation's scheme, published and counting nowhere yet. */
export async function buildUnusedScheme(test: TestApp, orgId: number): Promise<void> {
  await test.system((ctx) => publish(ctx, orgId, document001))
}

/** Puts a scheme in force for an organisation and below, without asking who may. */
export function buildScheme(
  test: TestApp,
  orgId: number,
  version: z.input<typeof schemeVersion> = document001,
): Promise<number> {
  return test.system(async (ctx) => {
    const { schemeId, versionId } = await publish(ctx, orgId, version)
    const term = { reach: 'below', validFrom: version.validFrom, validTo: null } as const
    await schemes.insertAdoption(ctx, { adoptionId: newId(), schemeId, orgId, ...term })
    await rebuildCoverage(ctx)
    return versionId
  })
}

/** A fact as a feature would hand it over, of a record that nobody looks at. */
export function draftFact(fact: Omit<FactDraft, 'factId' | 'source'> & { factId?: string }): FactDraft {
  return { factId: newId(), source: { kind: 'test', id: newId() }, ...fact }
}
